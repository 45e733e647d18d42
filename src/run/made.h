/*
 * run/made.h - the names of the files that a plan says are written.
 *
 * A folder is sealed where nothing else lies in it (proof/names.h).
 */
#ifndef RUN_MADE_H
#define RUN_MADE_H

#include "ledger/read.h"
#include "proof/names.h"

/* The files of its batches, in `folder` ("" for none). False after a report. */
bool made_add_batches(struct names *names, const char *folder,
    struct ledger *ledger, struct diag *diag);
/* Its letters' own files, where they have such. False after a report. */
bool made_add_letters(struct names *names, const char *folder,
    struct ledger *ledger, struct diag *diag);

#endif
