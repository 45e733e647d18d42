/*
 * manifest/index.h - index.csv: which letter stands where in which batch.
 *
 * For the print shop: letter, file, first page, pages, sheets. No personal
 * data. Comma-separated, CRLF, ASCII (RFC 4180).
 */
#ifndef MANIFEST_INDEX_H
#define MANIFEST_INDEX_H

#include "ledger/read.h"

bool index_write(const char *path, struct ledger *ledger, struct diag *diag);

#endif
