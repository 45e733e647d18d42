/*
 * layout/word.h - words shaped once, with the places where they may be
 * hyphenated.
 *
 * A word here is a piece of text no line ends in, but for hyphens: between
 * two stops of UAX 14 or two blanks. Words of a letter's own text are kept as
 * long as the store; those that hold a row's value in a bounded part of it,
 * emptied between letters. Glyphs are copied out of it into lines, so nothing
 * set depends on the store afterwards.
 */
#ifndef LAYOUT_WORD_H
#define LAYOUT_WORD_H

#include "base/diag.h"
#include "font/codes.h"
#include "font/shape.h"
#include "layout/hyphenate.h"

/* Glyphs of one font, in visual order. */
struct word_part {
	const struct font *font;
	mpt size; /* the word's, or scaled where the font is a fallback */
	const struct glyph *glyphs; /* clusters count from the word's start */
	size_t count;
	uint32_t from, to; /* bytes of the word */
	mpt width;
};

/*
 * Dearer than a justified line whose spaces are half as wide again, so that a
 * short part of a compound is broken only where its joints do not help.
 */
enum { WORD_POOR_CUT = 30000 };

struct word_cut;

struct word {
	struct word_part *parts; /* logical order */
	size_t part_count;
	mpt width; /* at most MPT_MOST */
	mpt trail, lead; /* what may hang out of a justified line: hang.h */
	uint16_t letters; /* and digits: no punctuation, no marks */
	bool apart; /* its letters may be set apart */
	uint32_t glyphs; /* of all parts */
	uint32_t missing; /* a code point no font has, 0 for none */
	uint32_t missing_at; /* its byte */
	struct word_cut *cuts;
	size_t cut_count;
	struct slice text;
};

/* A place for a hyphen. */
struct word_cut {
	uint32_t at; /* byte of the word */
	uint16_t cost; /* of a line that ends there, beside any hyphen's */
	const struct word *head; /* up to there, its hyphen the last glyph */
	const struct word *tail; /* what follows */
};

struct word_request {
	struct slice text;
	const struct font *font;
	mpt size;
	uint16_t family; /* what is asked for a glyph that the font lacks … */
	uint8_t face; /* … and in which enum font_style */
	bool tabular; /* figures of one width, where the font has others */
	const char *language; /* from word_store_language */
	const char *script; /* NULL: guess */
	const struct hyphenator *hyphenator; /* NULL: not to be hyphenated */
	bool value; /* holds text of a row */
	bool right_to_left;
};

struct word_store;

/* All borrowed; `use` may be NULL. */
struct word_store *word_store_new(struct shaper *shaper, struct font_set *fonts,
    struct glyph_use *use, struct diag *diag);
void word_store_free(struct word_store *store);

/* Between letters: lets go of row values where they have become many. */
void word_store_tidy(struct word_store *store);

/* The same pointer for the same language. */
const char *word_store_language(struct word_store *store, const char *language);

/*
 * The word, shaped, its glyphs marked as used; NULL where shaping ran out of
 * memory. Lives until the next word_store_tidy.
 */
const struct word *word_store_find(
    struct word_store *store, const struct word_request *request);

#endif
