/*
 * purge/rest.h - which files of a run stay, and the removal of all others.
 */
#ifndef PURGE_REST_H
#define PURGE_REST_H

#include "base/diag.h"

/*
 * Counts the files below a folder that are not among `stays` (paths there,
 * NULL-terminated). False after a report.
 */
bool rest_count(const char *folder, const char *const *stays, uint32_t *files,
    uint64_t *bytes, struct diag *diag);

/* Removes them, folders and links too, and syncs. False after a report. */
bool rest_remove(
    const char *folder, const char *const *stays, struct diag *diag);

/*
 * Whether nothing lies in the run that was not sealed: such a thing is nobody's
 * to remove unseen. False after reports.
 */
bool rest_is_sealed(const char *run, struct diag *diag);

#endif
