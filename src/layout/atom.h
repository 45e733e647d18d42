/*
 * layout/atom.h - one block's text as atoms and stops.
 *
 * An atom is a piece of one format, direction and script with no blank and no
 * break opportunity in it; what follows it is nothing, a space, a break
 * opportunity or a forced end of line. Stops are where a line may end, in the
 * coordinates of layout/line.h.
 */
#ifndef LAYOUT_ATOM_H
#define LAYOUT_ATOM_H

#include "layout/inline.h"
#include "layout/line.h"

enum {
	ATOM_ONE_LETTER = 150, /* a line should not end in a one-letter word */
	ATOM_STUB = 150, /* nor in a short word that starts a sentence */
};

struct atom {
	const struct word *word; /* NULL: an empty line's */
	const struct format *format;
	uint32_t from, to;
	mpt at; /* along the unbroken paragraph */
	mpt space; /* width of the space that follows, 0: none */
	const struct word *space_word;
	uint32_t space_at; /* its byte */
	const struct format *space_format;
	const char *script; /* of bidi text, otherwise NULL */
	uint8_t level;
	uint8_t space_level;
	bool may_end; /* a line may end after it */
	bool must_end;
	bool soft; /* ends in a soft hyphen */
	bool leader; /* full stops of the author's, to be filled in by hand */
};

/* Which atom a stop ends, and where. */
struct stop_place {
	uint32_t atom;
	const struct word_cut *cut; /* NULL: after the whole atom */
};

struct atoms {
	struct atom *at;
	size_t count;
	struct stop *stops; /* [0] is the paragraph's start */
	struct stop_place *places;
	size_t stop_count;
	bool bidi; /* levels differ: lines must be reordered */
	bool apart; /* justification may set letters apart */
};

/*
 * In setting->scratch; without `breaks` the text is to stand on one line.
 * False, and why: no font has a glyph, the text is longer than
 * MPT_MOST, or shaping ran out of memory.
 */
bool atoms_make(const struct setting *setting, const struct inline_text *text,
    bool breaks, bool hyphenate, struct atoms *atoms);

/* The head or middle of an atom's word with a hyphen, as a word of its own. */
const struct word *atom_hyphenated(const struct setting *setting,
    const struct atom *atom, uint32_t from, uint32_t to);

#endif
