/*
 * beside/nearby.h - is a value nearly an entry of a file?
 *
 * Who writes a list of units writes Björkgården; the register has Bjorkgarden
 * and Björkgårdn. A rule that names values doubts such a cell (expr/near.h),
 * and so does one that asks a list, or a table by a text. Of a file with more
 * than NEARBY_MOST different texts only spellings are compared
 * (rule/similar.h): such files are of people or numbers, not of values.
 *
 * For beside/ only.
 */
#ifndef BESIDE_NEARBY_H
#define BESIDE_NEARBY_H

#include "base/arena.h"
#include "base/hash_set.h"

#define NEARBY_MOST 500

struct near_named;

struct nearby {
	const struct near_named **named;
	size_t count, room;
	bool too_many;
	struct hash_set texts;
	struct hash_set near, far; /* what has been asked */
};

void nearby_fini(struct nearby *nearby);

/* An entry's text; kept in `mem`. One without a letter is a number or a key. */
void nearby_add(struct nearby *nearby, struct arena *mem, struct slice text);

/* Of a text that is none of them. */
bool nearby_find(struct nearby *nearby, struct slice text);

#endif
