/*
 * layout/page.h - what layout gives: pages of placed glyph runs.
 *
 * A page is a list of pieces; a piece is some lines of a galley (a block that
 * was broken into lines) placed at x, y. Distances are mpt from the page's top
 * left corner, y downwards. A galley that does not depend on the row is shared
 * by all letters: same pointer, same id, and a PDF writes it once.
 */
#ifndef LAYOUT_PAGE_H
#define LAYOUT_PAGE_H

#include "base/hash.h"
#include "base/unit.h"
#include "doc/node.h"
#include "font/shape.h"
#include "layout/symbol_kind.h"
#include "pages/excerpt.h"

enum { RULE_HEIGHT = 500 }; /* of a run's rule, below the baseline */

/* Glyphs of one font and size on one line. */
struct run {
	const struct font *font;
	mpt size;
	uint32_t colour;
	mpt x; /* from the galley's left edge, of the first glyph's pen */
	mpt rise; /* baseline shift, upwards */
	mpt word_space; /* added to each space glyph by justification */
	mpt letter_space; /* the same after every glyph, spaces too */
	const struct glyph *glyphs;
	size_t count;
	/*
	 * Where the author wrote a row of full stops to be filled in by hand:
	 * the length of the line drawn in their place; the run has no glyphs
	 * and no text then, so nobody hears "full stop" 56 times.
	 */
	mpt rule;
	struct slice text; /* what the glyphs show, in logical order */
	bool right_to_left;
	bool
	    hyphen; /* the last glyph is a hyphen that the text does not have */
	const struct node *source; /* the text node, for links and language */
};

struct line {
	mpt baseline; /* from the galley's top */
	mpt top, bottom; /* of the line's box, from the galley's top */
	mpt width;
	bool ruled; /* has a run that is a rule */
	struct run *runs;
	size_t run_count;
	int32_t demerits;
	const struct node
	    *block; /* the paragraph, item or cell it belongs to */
};

/* A filled rectangle, such as a hairline; y from the galley's top. */
struct bar {
	mpt x, y, width, height;
	uint32_t colour;
	uint32_t line; /* placed with this line of the galley */
};

/* An image file, read and measured by its header only; or a PDF's page. */
struct picture {
	const char *path;
	struct slice file; /* the bytes, as long as the job */
	struct digest digest; /* of the file and page: one object a job */
	bool jpeg; /* otherwise PNG */
	bool turned; /* to be turned or mirrored before it is shown: refused */
	const struct excerpt *excerpt; /* a PDF's pages; NULL: not one */
	uint32_t page; /* of the excerpt, from 0 */
	uint32_t columns, rows; /* pixels; of a PDF thousandths of a point */
	uint32_t density; /* of those to the inch */
};

/* A code; its squares are made when it is drawn (layout/symbol.h). */
struct symbol {
	enum symbol_kind kind;
	struct slice text; /* that it holds */
	struct digest digest; /* of the text */
	uint32_t side; /* squares, its white edge apart */
	uint32_t quiet; /* squares of that edge */
	mpt cell; /* a square's side */
};

/* A picture or a symbol placed; x, y of its top left corner from the
 * galley's. */
struct image {
	mpt x, y, width, height;
	uint32_t line; /* placed with this line of the galley, which is empty */
	const struct picture *picture; /* NULL: */
	const struct symbol *symbol;
	const struct node *node; /* NODE_IMAGE: its text is the description */
};

/* A box from a galley's top left corner (layout/reach.h). */
struct reach {
	int64_t left, top, right, bottom;
};

struct galley {
	uint32_t id; /* from 1 where shared by letters, 0 where not */
	/* From 1 for a block made of a row's values, which letters with the
	 * same values share in this process: no other has it. */
	uint64_t serial;
	const struct node *node; /* NULL for address, marks */
	mpt width, height;
	struct line *lines;
	size_t line_count;
	struct bar *bars;
	size_t bar_count;
	struct image *images;
	size_t image_count;
	struct digest digest; /* of its dump; where it has an id or a serial */
	bool reached; /* it is known how far the ink of its lines can reach: */
	struct reach reach;
};

struct piece {
	mpt x, y; /* where the top of line `from` comes */
	const struct galley *galley;
	uint32_t from, to; /* lines [from, to) */
	bool artifact; /* repeated on a following page, or a mark */
	bool aside; /* stands after the body: read when that has ended */
	const char *language; /* NULL: the page's */
	const char *role; /* the frame's role, for the dump */
	uint32_t frame; /* of the stationery */
};

struct page {
	struct piece *pieces;
	size_t count;
	const char *language; /* of the text it belongs to */
	bool
	    begins_text; /* the first page of one of a letter's several texts */
	bool enclosed; /* follows the letter: not one of its own pages */
};

/* Marks to cut at begin that far beyond the bleed. */
enum {
	CROP_GAP = MPT_OF_MM100(100),
	CROP_LENGTH = MPT_OF_MM100(500),
	CROP_THICKNESS = 250,
};

struct pages {
	mpt width, height; /* as cut */
	mpt bleed; /* how far beyond that a picture may be painted */
	bool crop_marks; /* where to cut, beyond the bleed */
	struct page *at;
	size_t count;
	struct digest
	    digest; /* content hash: SHA-256 of the dump, marks apart */
};

/*
 * The canonical dump: pages, pieces, lines, runs, glyphs; marks are left out.
 * `whole` gives text for people and tests, lines with their demerits. Without,
 * the same is packed in bytes (layout/dump.h), a galley with an id or a serial as
 * its digest: the content hash is over that form.
 */
void pages_dump(struct strbuf *out, const struct pages *pages, bool whole);

#endif
