/*
 * merge/branches.h - everything that a letter's text can do for one row and not
 * for another, each with a number.
 *
 * {{if}}: which of its texts, or none; {{each}}: no row, one, several; an
 * optional field: filled or empty; a field with a default: filled or not.
 * merge_letter says which of them a letter met, so that letters can be chosen
 * that show all of them.
 */
#ifndef MERGE_BRANCHES_H
#define MERGE_BRANCHES_H

#include "letter/letter.h"

enum branch_kind {
	BRANCH_TEXT, /* this text of an {{if}} */
	BRANCH_NO_TEXT, /* none of them */
	BRANCH_ONE_ROW, /* {{each}} */
	BRANCH_ROWS,
	BRANCH_NO_ROW,
	BRANCH_FILLED, /* a field that is optional or has a default */
	BRANCH_EMPTY,
};

struct branch {
	enum branch_kind kind;
	struct span span; /* of its tag */
	struct slice source; /* the tag's words; empty for an {{else}} */
};

struct branches {
	struct branch *at;
	size_t count, room;
};

/*
 * Numbers those of a checked letter behind those that are there, from 0, once
 * for each letter; after merge_freeze.
 */
void branches_add(
    struct branches *branches, struct arena *job_mem, struct letter *letter);

/* Some of them. */
struct branch_set {
	uint64_t *bits;
	size_t words;
};

struct branch_set branch_set_new(struct arena *arena, size_t branches);
void branch_set_clear(struct branch_set *set);

static inline void
branch_set_add(struct branch_set *set, size_t branch)
{
	set->bits[branch / 64] |= (uint64_t)1 << branch % 64;
}

static inline bool
branch_set_has(const struct branch_set *set, size_t branch)
{
	return set->bits[branch / 64] >> branch % 64 & 1;
}

#endif
