/*
 * manifest/recount.h - read the written manifest back and count its rows.
 *
 * libxlsxwriter does not look at what stdio says while it copies sheets
 * through temporary files, so a full disk can cut a sheet short without an
 * error. Nothing is sealed before the file itself has told the same counts.
 */
#ifndef MANIFEST_RECOUNT_H
#define MANIFEST_RECOUNT_H

#include "manifest/manifest.h"

/*
 * Counts the rows of the first `sheets` sheets and, by the words of the
 * language in use, their outcomes in column `outcome`. False after a report
 * where they are not those of `counts`.
 */
bool recount_check(const char *path, uint32_t sheets,
    const struct manifest_counts *counts, size_t outcome, struct diag *diag);

#endif
