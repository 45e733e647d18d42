/*
 * beside/exact.h - keys of which the job says that capitals tell them apart.
 *
 * With `allow: {similar: why}` aB7 and Ab7 are two people: a line of a file is
 * the one's whose key it has to the letter. A line AB7, which is no key of the
 * register, may be either's; that is doubt. For beside/ only.
 */
#ifndef BESIDE_EXACT_H
#define BESIDE_EXACT_H

#include "base/arena.h"
#include "beside/index.h"
#include "rule/duplicate.h"

struct exact {
	bool asked; /* rows are found by the key, to the letter */
	struct index lines; /* by folded form; at: hash of the key */
	/* The register's, to a NULL; NULL: not known, and nothing is doubted. */
	const struct key_counts *const *keys;
};

/* A line of the file: what it is found by, and the key in that. */
void exact_add(struct exact *exact, struct arena *scratch, struct slice form,
    struct slice key);

/* Whether there is a line that is this row's but for capitals, and no other
 * row's to the letter. */
bool exact_is_doubtful(const struct exact *exact, struct arena *scratch,
    struct slice form, struct slice key);

#endif
