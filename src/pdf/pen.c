#include "pdf/pen.h"

#include "pdf/syntax.h"

/* The bytes that one glyph can take: an adjustment and its code. */
#define GLYPH_ROOM 32
#define OPERATOR_ROOM 160
#define UNKNOWN_COLOUR UINT32_MAX
#define UNKNOWN_LENGTH INT32_MIN

struct pen
pen_start(struct strbuf *out, bool *used, bool page)
{
	return (struct pen){
	    .out = out,
	    .used = used,
	    .part = -1,
	    .colour = page ? 0 : UNKNOWN_COLOUR,
	    .word_space = page ? 0 : UNKNOWN_LENGTH,
	    .letter_space = page ? 0 : UNKNOWN_LENGTH,
	    .rise = page ? 0 : UNKNOWN_LENGTH,
	};
}

static char *
write_text(char *to, const char *text)
{
	size_t len = strlen(text);
	memcpy(to, text, len);
	return to + len;
}

void
pen_add_operator(
    struct pen *pen, const int64_t *numbers, size_t count, const char *name)
{
	char *start = strbuf_reserve(pen->out, OPERATOR_ROOM);
	char *to = start;
	for (size_t i = 0; i < count; i++) {
		if (i)
			*to++ = ' ';
		to = syntax_write_thousandths(to, numbers[i]);
	}
	if (count)
		*to++ = ' ';
	to = write_text(to, name);
	*to++ = '\n';
	pen->out->len += (size_t)(to - start);
}

/*
 * Closes "[(…)-20(…)]TJ"; where nothing was adjusted it becomes "(…)Tj", and
 * the bracket a blank.
 */
void
pen_end_show(struct pen *pen)
{
	if (!pen->showing)
		return;
	struct strbuf *out = pen->out;
	strbuf_add_text(out, pen->in_string ? ")" : "");
	strbuf_add_text(out, pen->adjusted ? "]TJ\n" : "Tj\n");
	if (!pen->adjusted)
		out->at[pen->bracket] = '\n';
	pen->showing = pen->in_string = false;
}

static void
begin_show(struct pen *pen)
{
	pen->bracket = pen->out->len;
	pen->showing = true;
	pen->adjusted = pen->in_string = false;
	strbuf_add_char(pen->out, '[');
}

static void
set_length(struct pen *pen, mpt *now, mpt wanted, const char *name)
{
	*now = wanted;
	pen_end_show(pen);
	pen_add_operator(pen, &(int64_t){wanted}, 1, name);
}

void
pen_change_word_space(struct pen *pen, mpt space)
{
	set_length(pen, &pen->word_space, space, "Tw");
}

void
pen_change_letter_space(struct pen *pen, mpt space)
{
	set_length(pen, &pen->letter_space, space, "Tc");
}

void
pen_change_rise(struct pen *pen, mpt rise)
{
	set_length(pen, &pen->rise, rise, "Ts");
}

void
pen_end_text(struct pen *pen)
{
	if (!pen->in_text)
		return;
	pen_end_show(pen);
	strbuf_add_text(pen->out, "ET\n");
	pen->in_text = false;
}

void
pen_begin_text(struct pen *pen)
{
	pen->in_text = true;
	strbuf_add_text(pen->out, "BT\n");
	pen->line_x = pen->line_y = 0;
	pen->x = 0;
}

void
pen_change_colour(struct pen *pen, uint32_t colour)
{
	pen->colour = colour;
	pen_end_show(pen);
	int64_t parts[3];
	for (size_t i = 0; i < 3; i++)
		parts[i] = ((colour >> (16 - 8 * i) & 255) * 2000 + 255) / 510;
	bool grey = parts[0] == parts[1] && parts[1] == parts[2];
	pen_add_operator(pen, parts, grey ? 1 : 3, grey ? "g" : "rg");
}

void
pen_change_font(struct pen *pen, uint16_t part, mpt size)
{
	pen_end_show(pen);
	pen->part = part;
	pen->size = size;
	pen->used[part] = true;
	char *start = strbuf_reserve(pen->out, OPERATOR_ROOM);
	char *to = write_text(start, "/F");
	to = syntax_write_whole(to, part);
	*to++ = ' ';
	to = syntax_write_thousandths(to, size);
	to = write_text(to, " Tf\n");
	pen->out->len += (size_t)(to - start);
}

/* Moves to the start of a stretch of glyphs, by the exact distance. */
static void
move_line(struct pen *pen, int64_t wanted, mpt y)
{
	int64_t half = wanted < 0 ? -PEN_FINE / 2 : PEN_FINE / 2;
	mpt x = (mpt)((wanted + half) / PEN_FINE);
	pen_end_show(pen);
	pen_add_operator(
	    pen, (const int64_t[]){x - pen->line_x, y - pen->line_y}, 2, "Td");
	pen->line_x = x;
	pen->line_y = y;
	pen->x = (int64_t)x * PEN_FINE;
}

/*
 * Brings the pen to where layout wants it: a TJ number counts thousandths of
 * the size, and to the left.
 */
static void
adjust(struct pen *pen, int64_t distance)
{
	int64_t unit = (int64_t)pen->size * (PEN_FINE / 1000);
	int64_t steps = pen_steps(distance, unit);
	struct strbuf *out = pen->out;
	if (!pen->showing)
		begin_show(pen);
	char *start = strbuf_reserve(out, GLYPH_ROOM);
	char *to = start;
	if (pen->in_string)
		*to++ = ')';
	to = syntax_write_whole(to, -steps);
	out->len += (size_t)(to - start);
	pen->in_string = false;
	pen->adjusted = true;
	pen->x += steps * unit;
}

/* A step back or forth within a line; otherwise a new start, exactly. */
void
pen_move(struct pen *pen, int64_t wanted, mpt y)
{
	int64_t distance = wanted - pen->x;
	int64_t size = (int64_t)pen->size * PEN_FINE;
	if (y == pen->line_y && distance < size && distance > -size)
		adjust(pen, distance);
	else
		move_line(pen, wanted, y);
}

void
pen_add_code(struct pen *pen, uint8_t code)
{
	struct strbuf *out = pen->out;
	if (!pen->showing)
		begin_show(pen);
	char *start = strbuf_reserve(out, 2);
	char *to = start;
	if (!pen->in_string) {
		*to++ = '(';
		pen->in_string = true;
	}
	*to++ = (char)code;
	out->len += (size_t)(to - start);
}

size_t
pen_write_form(char start[PEN_FORM_MAX], uint32_t name, mpt x, mpt y)
{
	char *to = write_text(start, "q 1 0 0 1 ");
	to = syntax_write_thousandths(to, x);
	*to++ = ' ';
	to = syntax_write_thousandths(to, y);
	to = write_text(to, " cm/S");
	to = syntax_write_whole(to, name);
	to = write_text(to, " Do Q\n");
	return (size_t)(to - start);
}
