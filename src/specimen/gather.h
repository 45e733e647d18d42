/*
 * specimen/gather.h - which letters a proof has, and for whom each is set.
 */
#ifndef SPECIMEN_GATHER_H
#define SPECIMEN_GATHER_H

#include "specimen/make.h"
#include "specimen/specimen.h"

struct gathered_letter {
	struct original original;
	struct cover_letter cover;
	uint32_t try; /* of its invented people */
	bool fits; /* they can have it */
};

struct gathered {
	struct arena *mem;
	struct circumstances circumstances;
	struct gathered_letter *letters; /* in mailing order */
	size_t count, room;
	size_t least;
	struct branch_set met; /* by them */
	struct branch_set seen; /* by any letter of the mailing */
	struct cover cover;
	int64_t most[EXTREMES]; /* of any letter of the mailing */
	struct inventor *inventor; /* NULL: real people */
	uint32_t left_out; /* letters whose people cannot be invented */
};

/* Whether no letter is shown that is so extreme. */
bool gathered_lacks(const struct gathered *gathered, enum extreme extreme);

/* False after reports. To be freed in any case. */
bool gather(struct gathered *gathered, struct job *job, struct ledger *ledger,
    const struct specimen_spec *spec, struct diag *diag);
void gathered_free(struct gathered *gathered);

/* Makes one of the letters, for whom it was gathered. False after a report. */
bool gathered_make(struct gathered *gathered, struct maker *maker,
    const struct gathered_letter *letter, struct made *made, struct diag *diag);

#endif
