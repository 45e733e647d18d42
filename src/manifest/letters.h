/*
 * manifest/letters.h - the sheet with one line per letter, so that letters,
 * pages and sheets add up where a row has two letters, or two rows one.
 */
#ifndef MANIFEST_LETTERS_H
#define MANIFEST_LETTERS_H

#include "ledger/read.h"
#include "manifest/table.h"

/*
 * In book, language and limit like the table before it. False after a report of
 * the ledger's; the book keeps its own faults.
 */
bool letters_write(
    const struct table *like, struct ledger *ledger, struct diag *diag);

#endif
