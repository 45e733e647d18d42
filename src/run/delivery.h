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

/* Writes them into the folder, from the sealed ledger. False after a report. */
bool delivery_write(const struct job *job, struct ledger *ledger,
    const char *folder, struct diag *diag);

#endif
