/*
 * fate/fates.h - the fate of each letter: exactly one, as each row has one
 * outcome. The fates sum to the letters, always.
 *
 *	open       printed, and nothing reported since
 *	  wanted   of these: spoiled, to be reprinted
 *	posted     given to the post
 *	withdrawn  pulled out before that; never goes
 *	returned   posted, and came back
 *	reprinted  printed again, and nothing reported since
 *
 * A posted letter may be answered too, and stays so whatever becomes of it
 * then; one that was printed again may be answered once more. A letter that was
 * withdrawn is not printed again or posted, and one that was posted cannot be
 * withdrawn.
 */
#ifndef FATE_FATES_H
#define FATE_FATES_H

#include "base/diag.h"
#include "fate/event.h"

enum fate {
	FATE_OPEN,
	FATE_WANTED,
	FATE_POSTED,
	FATE_WITHDRAWN,
	FATE_RETURNED,
	FATE_REPRINTED,
	FATE_COUNT
};

struct fates {
	uint32_t letters;
	uint8_t *at; /* by number from 1: a fate, and what is below */
};
#define FATES_ANSWERED 0x80
#define FATES_ANEW 0x40 /* printed again since it was answered */
#define FATES_WENT 0x20 /* printed again after it was posted */
#define FATES_CAME_BACK 0x10 /* printed again after it was returned */
#define FATES_BITS 0x0f /* the fate itself */

void fates_start(struct fates *fates, struct arena *mem, uint32_t letters);

static inline enum fate
fates_of(const struct fates *fates, uint32_t letter)
{
	return letter <= fates->letters
		   ? (enum fate)(fates->at[letter] & FATES_BITS)
		   : FATE_OPEN; /* a seal that somebody changed has fewer */
}

static inline bool
fates_answered(const struct fates *fates, uint32_t letter)
{
	return letter <= fates->letters && fates->at[letter] & FATES_ANSWERED;
}

/* Whether it never reached the post: pulling out a second copy does not call
 * back the first. */
static inline bool
fates_never_went(const struct fates *fates, uint32_t letter)
{
	return fates_of(fates, letter) == FATE_WITHDRAWN &&
	       !(fates->at[letter] & FATES_WENT);
}

/* Whether it came back, and was not posted again. */
static inline bool
fates_came_back(const struct fates *fates, uint32_t letter)
{
	return fates_of(fates, letter) == FATE_RETURNED ||
	       (letter <= fates->letters &&
		   fates->at[letter] & FATES_CAME_BACK);
}

/* What a letter's fate is called. */
const struct message *fates_word(enum fate fate);

/* Whether a letter that has this fate can get that change. */
bool fates_allow(
    const struct fates *fates, uint32_t letter, enum fate_change change);

/*
 * Applies an event. False after reports where a letter does not exist, is
 * named twice, or cannot take its change; then nothing is applied.
 */
bool fates_apply(
    struct fates *fates, const struct event *event, struct diag *diag);

struct fate_counts {
	uint32_t letters, by[FATE_COUNT], answered;
};
void fates_add(
    struct fate_counts *counts, const struct fates *fates, uint32_t letter);

#endif
