/*
 * run/delivery.h - what lies beside the batches in to-printer/: the delivery
 * note as a PDF, the same as delivery.json, and control.csv for an inserter.
 *
 * They name files, letters by number, sheets: never a person. Same run, same
 * bytes.
 */
#ifndef RUN_DELIVERY_H
#define RUN_DELIVERY_H

#include "job/job.h"
#include "ledger/read.h"

/* Write them into the folder. False after a report. */

/* The note and delivery.json, from the sealed ledger. */
bool delivery_write(const struct job *job, struct ledger *ledger,
    const char *folder, struct diag *diag);
/* Which sheets are whose: nothing in it waits for the seal. */
bool control_file_write(const struct job *job, struct ledger *plan,
    const char *folder, struct diag *diag);

#endif
