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

#include "ledger/read.h"

bool index_write(const char *path, struct ledger *ledger, struct diag *diag);

#endif
