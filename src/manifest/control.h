/*
 * manifest/control.h - control.csv: one line per envelope, for an inserter.
 *
 * Letter, file, its place among the file's letters, its sheets there from and
 * to, how many, and the envelope's class. A banner sheet is counted among the
 * sheets and has no line: nothing is to be inserted. No personal data.
 * Comma-separated, CRLF (RFC 4180).
 */
#ifndef MANIFEST_CONTROL_H
#define MANIFEST_CONTROL_H

#include "base/sink.h"
#include "ledger/read.h"

/* `sides` of a sheet are printed. False after a report; the caller ends the
 * sink. */
bool control_write(struct sink *sink, struct ledger *ledger, uint32_t sides,
    struct diag *diag);

#endif
