/*
 * pdf/pen.h - the operators of one content stream, and the state they leave.
 *
 * ISO 32000-1 9.3 and 9.4. Nothing is written that would change nothing. A
 * stretch of glyphs starts at its exact place (three decimals hold an mpt),
 * and from there the pen is followed in integers: where layout's pen leaves
 * the one that the PDF's widths give by a thousandth of the size (kerning,
 * offsets, rounding), a TJ number brings it back, so nothing drifts.
 */
#ifndef PDF_PEN_H
#define PDF_PEN_H

#include "base/strbuf.h"
#include "base/unit.h"

/* Millionths of an mpt: what widths in millionths times mpt come to. */
#define PEN_FINE 1000000

struct pen {
	struct strbuf *out;
	bool *used; /* by part of a font: set where it is chosen */
	bool in_text;
	int32_t part; /* the font's name, -1 for none */
	mpt size;
	uint32_t colour;
	mpt word_space, letter_space, rise;
	mpt line_x, line_y; /* start of the text line, y upwards */
	int64_t x; /* in PEN_FINE, as a reader of the PDF has it */
	/* The array of strings being written. */
	bool showing, in_string, adjusted;
	size_t bracket; /* where it starts */
};

/*
 * For a page's stream, where the graphics state is the initial one, or a
 * form's, where it is that of whoever paints it.
 */
struct pen pen_start(struct strbuf *out, bool *used, bool page);

void pen_begin_text(struct pen *pen);
/* Ends a text object that is open; before anything but text. */
void pen_end_text(struct pen *pen);

/* A value that is set already costs nothing: these are asked for each glyph. */
void pen_change_colour(struct pen *pen, uint32_t colour);
void pen_change_font(struct pen *pen, uint16_t part, mpt size);
void pen_change_word_space(struct pen *pen, mpt space);
void pen_change_letter_space(struct pen *pen, mpt space);
void pen_change_rise(struct pen *pen, mpt rise);

static inline void
pen_set_colour(struct pen *pen, uint32_t colour)
{
	if (pen->colour != colour)
		pen_change_colour(pen, colour);
}

static inline void
pen_set_font(struct pen *pen, uint16_t part, mpt size)
{
	if (pen->part != part || pen->size != size)
		pen_change_font(pen, part, size);
}

static inline void
pen_set_word_space(struct pen *pen, mpt space)
{
	if (pen->word_space != space)
		pen_change_word_space(pen, space);
}

static inline void
pen_set_letter_space(struct pen *pen, mpt space)
{
	if (pen->letter_space != space)
		pen_change_letter_space(pen, space);
}

static inline void
pen_set_rise(struct pen *pen, mpt rise)
{
	if (pen->rise != rise)
		pen_change_rise(pen, rise);
}

/* A distance in TJ's units, to the nearest. */
static inline int64_t
pen_steps(int64_t distance, int64_t unit)
{
	return (distance + (distance < 0 ? -unit / 2 : unit / 2)) / unit;
}

/* Brings the pen to `wanted` (in PEN_FINE) on the baseline y. */
void pen_move(struct pen *pen, int64_t wanted, mpt y);

static inline void
pen_place(struct pen *pen, int64_t wanted, mpt y)
{
	int64_t distance = wanted - pen->x;
	int64_t unit = (int64_t)pen->size * (PEN_FINE / 1000);
	if (y != pen->line_y || distance >= unit || distance <= -unit)
		pen_move(pen, wanted, y);
}

/* Shows a code; the caller moves pen->x by its width. */
void pen_add_code(struct pen *pen, uint8_t code);
/* Ends the string being shown. */
void pen_end_show(struct pen *pen);

/* "n n n name" of thousandths. */
void pen_add_operator(
    struct pen *pen, const int64_t *numbers, size_t count, const char *name);
/* "q 1 0 0 1 x y cm/Sn Do Q", outside a text object; gives its length. */
#define PEN_FORM_MAX 80
size_t pen_write_form(char to[PEN_FORM_MAX], uint32_t name, mpt x, mpt y);

#endif
