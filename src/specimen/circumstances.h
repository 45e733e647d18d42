/*
 * specimen/circumstances.h - what letters of a job can be beside their texts'
 * branches: which version, in which languages, to whom, for how many, in which
 * print, in which envelope, with which enclosures.
 */
#ifndef SPECIMEN_CIRCUMSTANCES_H
#define SPECIMEN_CIRCUMSTANCES_H

#include "compose/composer.h"
#include "set/typesetter.h"

enum circumstance_kind {
	IS_BRANCH, /* of a text */
	IS_VERSION, /* entry of `letters:` */
	IS_LANGUAGE,
	IS_CLIENT,
	IS_CARE_OF,
	IS_GUARDIAN,
	IS_HOUSEHOLD, /* one letter for several */
	IS_LARGE, /* in large print */
	IS_ENVELOPE,
	IS_ENCLOSURE,
};

struct circumstance {
	enum circumstance_kind kind;
	size_t index; /* of the branch, version, envelope, enclosure */
	const char *language;
};

/* All that can be, numbered from 0; the texts' branches come first, as
 * merge_letter counts them. */
struct circumstances {
	struct circumstance *at;
	size_t count, room;
	struct branches branches;
};

/* Numbers the branches of all the job's texts and frames. */
struct circumstances circumstances_list(struct job *job);

/* Adds what a letter is to the branches that it met. */
void circumstances_meet(const struct circumstances *list,
    const struct composed *letter, const struct set_letter *set,
    struct branch_set *met);

#endif
