/*
 * layout/line.h - break one paragraph into lines by total fit.
 *
 * Knuth and Plass, "Breaking Paragraphs into Lines" (1981): of all ways to
 * break a paragraph the one with the smallest sum of demerits is taken, hyphens
 * competing in the same pass. Takes stops (places where a line may end) from
 * layout/paragraph.h; knows nothing of glyphs, nodes or pages. Integers only.
 *
 * Demerits of a line, ragged (s: thousandths of the measure that stay empty):
 *
 *	50 + s * s / 100			10 % short: 150, 30 % short: 950
 *
 * A ragged line may end in a hyphen only where, without the broken word, it
 * would fill less than 4/5 of the measure: that is "plainly short".
 *
 * Demerits of a line, justified (r: stretch used, thousandths):
 *
 *	(10 + |r|^3 / 10^7)^2			r within -1000 … 3000
 *
 *	r = -1000	spaces 75 % of their width
 *	r = 1000	spaces 150 %
 *	r = 2000	spaces 200 %, letters apart: LINE_LETTER_SHARE
 *	r = 3000	spaces 300 %, letters the same
 *
 * and evenly between these. So a space is never under 75 % nor over 300 % of
 * its width; letters are never nearer than the font has them, and apart only
 * where spaces alone would pass 150 %, by at most measure->letter_most, which
 * is 0 in text whose letters join or carry marks. A line that cannot be filled
 * so keeps its widest spacing and stays short, at LINE_LOOSE + s * s.
 * Neighbours of unlike spacing (tight, normal, wide, very wide; more than one
 * class apart) add LINE_UNLIKE. The last line is set with natural spaces, or
 * tighter, and costs nothing for its empty end. Punctuation at either end of a
 * justified line hangs out of it in part (layout/stops.h), so that the edge
 * looks straight: to this file the line is that much shorter.
 *
 * Both: a hyphen adds LINE_HYPHEN, after a line that ended in one too
 * LINE_HYPHENS, at the end of the last line but one LINE_HYPHEN_LAST. A last
 * line under an eighth of the measure adds LINE_SHORT_LAST; one that holds a
 * lone word, or the rest of one, of under LINE_LONE_LETTERS letters adds
 * LINE_LONE: more than all other choices, but for a line that is not filled. A
 * stop's own `cost` is added (a one-letter word at a line's end). Where lines
 * are to be even (headings, always ragged) the last line costs what any does.
 */
#ifndef LAYOUT_LINE_H
#define LAYOUT_LINE_H

#include "base/arena.h"
#include "base/unit.h"

enum {
	LINE_BASE = 50,
	LINE_HYPHEN = 400,
	LINE_HYPHENS = 1500,
	LINE_HYPHEN_LAST = 1000,
	LINE_SHORT_LAST = 600,
	LINE_UNLIKE = 3000,
	LINE_LONE = 100000000,
	LINE_LOOSE = 1000000000,
	LINE_LONE_LETTERS = 10,
	LINE_LETTER_SHARE = 50, /* a fiftieth of the size, 2 % */
};

/* A place where a line may end. Positions run along the unbroken paragraph. */
struct stop {
	mpt end; /* where a line that ends here ends, its hyphen included */
	mpt start; /* where a line that begins here begins */
	/* Hung out of justified lines, and in neither end nor start. */
	mpt trail, lead; /* of what stands before the end, after the start */
	mpt rest; /* hyphen: the end of the last stop before that is none */
	mpt space_end, space_start; /* widths of all spaces before end, start */
	uint32_t glyph_end, glyph_start; /* how many glyphs before them */
	uint32_t
	    word; /* number, from 1, of the word that ends or is cut here */
	uint16_t letters; /* of that word, up to here */
	uint16_t cost;
	bool inside; /* the word goes on after this stop */
	bool hyphen; /* … and a hyphen is added */
};

struct measure {
	mpt width;
	bool justified;
	bool even; /* the last line counts as any: a heading's are alike */
	mpt letter_most; /* that justification may put after a letter */
};

struct line_end {
	uint32_t stop; /* index of the stop that ends the line */
	int32_t demerits;
};

struct line_ends {
	struct line_end *at;
	size_t count;
	int64_t demerits; /* sum */
};

/* How a line's spaces are; neighbours should be alike. */
enum line_class { LINE_TIGHT, LINE_NORMAL, LINE_WIDE, LINE_VERY_WIDE };

#define LINE_IMPOSSIBLE INT32_MAX

/*
 * Demerits of the line from stops[from] to stops[to], without those that
 * depend on the line before; LINE_IMPOSSIBLE where it does not fit or may not
 * end so. `last`: the index of the paragraph's last stop.
 */
int32_t line_demerits(const struct stop *stops, uint32_t from, uint32_t to,
    uint32_t last, const struct measure *measure, enum line_class *spacing);

/* The demerits that a line adds because of the one before it. */
int32_t line_demerits_beside(const struct stop *stops, uint32_t from,
    uint32_t to, enum line_class before, enum line_class spacing);

/*
 * Breaks at stops[1 … count): stops[0] is the paragraph's start, the last one
 * its end. False where no breaking exists: some word is wider than the
 * measure; *wide is then the stop that ends the first such word.
 */
bool line_break_paragraph(struct arena *letter_mem, const struct stop *stops,
    size_t count, const struct measure *measure, struct line_ends *ends,
    uint32_t *wide);

/* The room that justification adds to each space and after each glyph. */
struct line_spacing {
	mpt word, letter;
};

/*
 * For a line that is `empty` too short (or, negative, too long), with `spaces`
 * spaces of `width` in all and `glyphs` glyphs, the spaces among them; within
 * the limits above. Room after the last glyph is outside the line.
 */
struct line_spacing line_find_spacing(const struct measure *measure, mpt empty,
    mpt width, uint32_t spaces, uint32_t glyphs, bool last);

#endif
