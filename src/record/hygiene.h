/*
 * record/hygiene.h - characters in a value that nobody sees.
 *
 * Exports and copied texts hold characters that do not show but split words,
 * turn their order or break lines. Each is treated so (docs/register.md):
 *
 *	removed  zero width space, word joiner, BOM, soft hyphen, direction marks
 *	changed  tab to a space; every kind of line break to LF
 *	kept     zero width joiner and non-joiner, which scripts need
 *	held     other controls, bidi embeddings, overrides and isolates, private
 *	         use, noncharacters, tags, and U+FFFD: a letter lost before us
 */
#ifndef RECORD_HYGIENE_H
#define RECORD_HYGIENE_H

#include <stdint.h>

#include "base/arena.h"

enum hidden {
	HIDDEN_NOTHING,
	HIDDEN_LINE_BREAK,
	HIDDEN_TAB,
	HIDDEN_JOINER,
	HIDDEN_ZERO_WIDTH,
	HIDDEN_MARK, /* U+200E, U+200F, U+061C */
	HIDDEN_CONTROL, /* this and what follows holds the row */
	HIDDEN_OVERRIDE,
	HIDDEN_PRIVATE,
	HIDDEN_LOST, /* U+FFFD */
	HIDDEN_COUNT,
};

/* The kind of a code point, by the table above. */
enum hidden hidden_kind(uint32_t code_point);

/* True where no byte can begin a hidden character: the common case, fast. */
bool hygiene_is_plain(struct slice text);

struct hygiene {
	struct slice
	    text; /* what to keep; the argument where nothing changed */
	uint32_t held; /* the first code point that holds the row, or 0 */
	uint32_t seen[HIDDEN_COUNT]; /* how many of each were met */
};

/* `text` is valid UTF-8. */
struct hygiene hygiene_clean(struct arena *row_mem, struct slice text);

#endif
