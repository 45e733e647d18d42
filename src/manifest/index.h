/*
 * manifest/index.h - index.csv: which letter stands where in which batch.
 *
 * For the print shop: letter, file, first page, pages, sheets; a banner sheet
 * has a line too, with "banner" in place of the letter's number. No personal
 * data. Comma-separated, CRLF (RFC 4180); ASCII, but for files that are called
 * after organisations.
 */
#ifndef MANIFEST_INDEX_H
#define MANIFEST_INDEX_H

#include "base/sink.h"
#include "ledger/read.h"

/* False after a report; the caller ends the sink. */
bool index_write(struct sink *sink, struct ledger *ledger, struct diag *diag);

/* Compares a written index with the ledger, byte for byte. False after a
 * report. */
bool index_check(const char *path, struct ledger *ledger, struct diag *diag);

#endif
