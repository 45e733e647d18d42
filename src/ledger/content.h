/*
 * ledger/content.h - what a plan says, as one hash that a ledger made of it
 * has too.
 *
 * SHA-256 over every table of a plan, row by row in the order of its keys:
 * before each value its kind (i, f, t, b, n) and, of texts and bytes, its
 * length and a colon. The results of batches, which sealing adds, do not count.
 */
#ifndef LEDGER_CONTENT_H
#define LEDGER_CONTENT_H

#include "ledger/read.h"

/* False after a report. */
bool ledger_hash_plan(
    struct ledger *ledger, struct digest *digest, struct diag *diag);

/* The same of outcomes and letters alone: whom it writes to, and what every
 * letter says. False after a report. */
bool ledger_hash_letters(
    struct ledger *ledger, struct digest *digest, struct diag *diag);

#endif
