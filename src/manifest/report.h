/*
 * manifest/report.h - report.html: a run on one page, for people.
 *
 * Made of the ledger alone, so that whoever verifies a run makes it again and
 * compares. Rows stand there by number: no cell of the register, but the names
 * of areas where the job divides its letters by a column.
 */
#ifndef MANIFEST_REPORT_H
#define MANIFEST_REPORT_H

#include "base/sink.h"
#include "ledger/read.h"

/* In the job's language. False after a report; the caller ends the sink. */
bool report_html_write(struct sink *sink, struct ledger *ledger,
    const struct words *words, struct diag *diag);

/* Compares a written report with the ledger, byte for byte. False after a
 * report. */
bool report_html_check(const char *path, struct ledger *ledger,
    const struct words *words, struct diag *diag);

#endif
