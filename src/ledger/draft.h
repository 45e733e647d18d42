/*
 * ledger/draft.h - a letter before it has a number, as it waits to be sorted.
 *
 * Drafts lie in a file of this process alone (ledger/plan.c). What sorts them
 * is a column of its own; everything else is one value, since SQLite takes as
 * long for each value as for all the bytes of one.
 *
 * For ledger/ only.
 */
#ifndef LEDGER_DRAFT_H
#define LEDGER_DRAFT_H

#include "ledger/tables.h"

struct stored_draft {
	uint32_t row;
	struct slice addressee, sort_key, file_key;
	struct slice rest; /* of the draft, as draft_write writes it */
};

struct plan_draft;
void draft_write(struct strbuf *out, const struct plan_draft *draft);
/* Texts are views of `rest`; row and addressee are not in it. False where it
 * is no draft. */
bool draft_read(struct slice rest, struct draft_row *draft);

#endif
