/*
 * reprint/reprint.h - letters of a sealed run printed again exactly as they
 * were, and batches printed without letters that were withdrawn.
 *
 * Pages are copied from the sealed batches, which must have their sums: no
 * font, template or register is needed. The new folder has the PDFs, an
 * index, a note for the print shop and SHA256SUMS, and appears whole or not at
 * all, after its event has been written.
 */
#ifndef REPRINT_REPRINT_H
#define REPRINT_REPRINT_H

#include "fate/chain.h"
#include "run/scratch.h"

struct reprint_spec {
	const char *run, *out; /* `out` must not exist */
	const struct words *words; /* of the note */
	struct scratch *scratch;
};

struct reprint_made {
	uint32_t letters, pages, files;
};

/*
 * Prints the letters in one PDF. The event is filled except for its letters,
 * which are `letters`. False after reports; nothing is left then.
 */
bool reprint_letters(struct chain *chain, const struct reprint_spec *spec,
    struct event *event, struct reprint_made *made, struct diag *diag);

/*
 * Withdraws the event's letters; where spec->out is given, writes the batches
 * that hold any withdrawn letter there without them. Letters keep their
 * numbers. An event without letters is not added.
 */
bool reprint_without(struct chain *chain, const struct reprint_spec *spec,
    struct event *event, struct reprint_made *made, struct diag *diag);

#endif
