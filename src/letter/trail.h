/*
 * letter/trail.h - what lists above may have printed, for counting.c.
 *
 * Inside letter/ only.
 */
#ifndef LETTER_TRAIL_H
#define LETTER_TRAIL_H

#include "doc/node.h"

/* What the lists of one place may have printed, whichever way a letter took. */
struct trail {
	struct node *list; /* the last one, NULL: none */
	size_t chain; /* of lists that go on with each other */
	const struct node *head; /* which begins it */
	size_t depth; /* of the tags that the head stands in */
	bool other; /* a letter may have come by another chain */
	bool near; /* it may stand right above */
	bool straight; /* and does in every letter, with no tag between */
	int32_t begins;
	int32_t low, high; /* the next number; there may be more */
	bool rows; /* of an EACH are among them */
	int32_t all; /* were everything printed that stands in the source */
	int32_t written; /* the last, by the author */
	int32_t same; /* the number that the chain's items all have, or -1 */
};

/* Bullets, "1.", "1)". */
#define LIST_KINDS 3

struct place {
	struct trail lists[LIST_KINDS];
};

/* Two ways that a letter may take come together. */
void trail_join(struct trail *to, const struct trail *from);
void place_join(struct place *to, const struct place *from);

/* That of the lists of its kind. */
struct trail *place_trail(struct place *place, const struct node *list);

/* Another block follows; `sure`: it is printed in every letter. */
void trail_pass(struct trail *trail, bool sure);
/* Two lists with a tag between are not side by side in the source. */
void place_pass_tag(struct place *place);

#endif
