/*
 * specimen/cover.h - which letters show everything that letters can be.
 *
 * Sees each letter once, by the branches that it met and by what may be extreme
 * about it, and chooses few that together met all that any of them did. Knows
 * no rows and no texts. The smallest such choice is a set cover, for which no
 * quick way is known; this takes the letter that adds most, again and again,
 * leaves out what turns out not to be needed, and says how few could be enough
 * at best.
 */
#ifndef SPECIMEN_COVER_H
#define SPECIMEN_COVER_H

#include "merge/branches.h"

/* The larger the more extreme; 0: not at all. */
enum extreme {
	EXTREME_NAME, /* signs of the name line in the window */
	EXTREME_ADDRESS, /* its lines */
	EXTREME_TABLE, /* rows of its longest table or list */
	EXTREME_FULL, /* the last page leaves least room */
	EXTREME_BREAK, /* fewest lines on the last of several pages */
	EXTREME_PAGES,
	EXTREMES
};

#define COVER_SPARE 4

struct cover_letter {
	uint32_t number; /* 0: none */
	size_t entry; /* its branches */
	int64_t extremes[EXTREMES];
};

/* Letters that met the same. */
struct cover_entry {
	struct branch_set met;
	struct cover_letter letters[COVER_SPARE]; /* the first ones */
	size_t count;
	uint32_t next; /* of the same slot, plus 1 */
};

struct cover {
	struct arena *mem;
	size_t branches;
	struct cover_entry *entries;
	size_t count, room;
	uint32_t *slots;
	size_t slot_count;
	struct cover_best {
		struct cover_letter
		    at[COVER_SPARE]; /* the most extreme first */
		size_t count;
		uint32_t ties; /* letters as extreme as the first */
	} best[EXTREMES];
};

struct cover cover_make(struct arena *mem, size_t branches);

/* A letter; its number is larger than those before. Gives its entry. */
size_t cover_see(struct cover *cover, uint32_t number,
    const struct branch_set *met, const int64_t extremes[EXTREMES]);

/* It cannot be shown: another like it is chosen, if there is one. */
void cover_drop(struct cover *cover, uint32_t number);

struct cover_choice {
	struct cover_letter *letters; /* by number */
	size_t count;
	size_t least; /* no fewer could do */
	struct branch_set met; /* by all of them */
};

/* In the arena; nothing where no letter was seen. */
struct cover_choice cover_choose(const struct cover *cover, struct arena *mem);

/* Whether no letter is more extreme in it than this value. */
bool cover_is_most(
    const struct cover *cover, enum extreme extreme, int64_t value);

#endif
