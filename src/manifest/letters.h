/*
 * manifest/letters.h - the sheet with one line per letter, so that letters,
 * pages and sheets add up where a row has two letters, or two rows one.
 */
#ifndef MANIFEST_LETTERS_H
#define MANIFEST_LETTERS_H

#include "ledger/read.h"
#include "manifest/book.h"

/* How many sheets and letters were written; to be counted again. */
struct letters_written {
	uint32_t sheets, letters;
};

/* False after a report of the ledger's; the book keeps its own faults. */
bool letters_write(struct book *book, struct ledger *ledger,
    uint32_t sheet_limit, struct letters_written *written, struct diag *diag);

#endif
