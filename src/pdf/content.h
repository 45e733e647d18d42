/*
 * pdf/content.h - placed pieces to the operators of a content stream.
 *
 * ISO 32000-1 9.4. A piece is one text object; each stretch of glyphs on a
 * line starts at its exact place (three decimals hold an mpt), and from there
 * the pen is followed in integers: where layout's pen leaves the one that the
 * PDF's widths give by a thousandth of the size (kerning, offsets, rounding),
 * a TJ number brings it back, so nothing drifts.
 */
#ifndef PDF_CONTENT_H
#define PDF_CONTENT_H

#include "layout/page.h"
#include "pdf/face.h"

/* One stream being written; see content_start. */
struct content {
	struct strbuf *out;
	const struct faces *faces;
	bool *used; /* by part: set where a glyph of it is shown */
	struct diag *diag;
	bool joined; /* lines of a block are parted by spaces (14.8.2.5) */
	bool failed; /* after a report */
	/* The graphics state as the operators so far leave it. */
	bool in_text;
	int32_t part; /* the font's name, -1 for none */
	mpt size;
	uint32_t colour;
	mpt word_space, rise;
	mpt line_x, line_y; /* start of the text line, y upwards */
	/* The array of strings being written. */
	bool showing, in_string, adjusted;
	size_t bracket; /* where it starts */
	int64_t pen; /* millionths of an mpt, as a reader of the PDF has it */
};

/*
 * Starts a page's stream, where the graphics state is the initial one, or a
 * form's, where it is that of whoever paints it.
 */
struct content content_start(struct strbuf *out, const struct faces *faces,
    bool *used, bool page, bool joined, struct diag *diag);

/*
 * Adds lines [from, to) of a galley and their bars; the top of line `from`
 * stands at x, y, which is upwards from the stream's origin.
 */
void content_add_lines(struct content *content, const struct galley *galley,
    uint32_t from, uint32_t to, mpt x, mpt y);

/* The parts of that, for pdf/tagged.c. */

/* The galley's own y of the top of line `from`, where the piece begins. */
mpt content_first_top(const struct galley *galley, uint32_t from);
/* Bars of lines [from, to); y is the galley's top. */
bool content_has_bars(const struct galley *galley, uint32_t from, uint32_t to);
void content_add_bars(struct content *content, const struct galley *galley,
    uint32_t from, uint32_t to, mpt x, mpt y);
/* One run; x is the galley's, y the baseline's. */
void content_add_run(
    struct content *content, const struct run *run, mpt x, mpt y);
/* Where `joined`: a space after line i, if its block goes on before `to`. */
void content_join_line(struct content *content, const struct galley *galley,
    uint32_t i, uint32_t to);
/* How far the pen goes. */
int64_t content_run_width(const struct run *run);

/* "q 1 0 0 1 x y cm /Sn Do Q" */
void content_add_form(struct content *content, size_t name, mpt x, mpt y);

/* Ends a text object that is open; before anything but text. */
void content_end_text(struct content *content);

#endif
