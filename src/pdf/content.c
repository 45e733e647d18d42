#include "pdf/content.h"

#include <assert.h>

#include "base/utf8.h"
#include "pdf/messages.h"
#include "pdf/syntax.h"

/* Millionths of an mpt: what widths in millionths times mpt come to. */
#define FINE 1000000
/* What one glyph can take: an adjustment, its code, no escape. */
#define GLYPH_ROOM 32
#define OPERATOR_ROOM 96
#define UNKNOWN_COLOUR UINT32_MAX
#define UNKNOWN_LENGTH INT32_MIN

struct content
content_start(struct strbuf *out, const struct faces *faces, bool *used,
    bool page, bool joined, struct diag *diag)
{
	return (struct content){
	    .out = out,
	    .faces = faces,
	    .used = used,
	    .diag = diag,
	    .joined = joined,
	    .part = -1,
	    .colour = page ? 0 : UNKNOWN_COLOUR,
	    .word_space = page ? 0 : UNKNOWN_LENGTH,
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

static void
add_operator(struct content *content, const int64_t *numbers, size_t count,
    const char *name)
{
	char *start = strbuf_reserve(content->out, OPERATOR_ROOM);
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
	content->out->len += (size_t)(to - start);
}

/*
 * Closes "[(…)-20(…)]TJ"; where nothing was adjusted it becomes "(…)Tj", and
 * the bracket a blank.
 */
static void
end_show(struct content *content)
{
	if (!content->showing)
		return;
	struct strbuf *out = content->out;
	strbuf_add_text(out, content->in_string ? ")" : "");
	strbuf_add_text(out, content->adjusted ? "]TJ\n" : "Tj\n");
	if (!content->adjusted)
		out->at[content->bracket] = '\n';
	content->showing = content->in_string = false;
}

static void
begin_show(struct content *content)
{
	content->bracket = content->out->len;
	content->showing = true;
	content->adjusted = content->in_string = false;
	strbuf_add_char(content->out, '[');
}

void
content_end_text(struct content *content)
{
	if (!content->in_text)
		return;
	end_show(content);
	strbuf_add_text(content->out, "ET\n");
	content->in_text = false;
}

static void
begin_text(struct content *content)
{
	content->in_text = true;
	strbuf_add_text(content->out, "BT\n");
	content->line_x = content->line_y = 0;
	content->pen = 0;
}

static void
set_colour(struct content *content, uint32_t colour)
{
	if (content->colour == colour)
		return;
	content->colour = colour;
	end_show(content);
	int64_t parts[3];
	for (size_t i = 0; i < 3; i++)
		parts[i] = ((colour >> (16 - 8 * i) & 255) * 2000 + 255) / 510;
	bool grey = parts[0] == parts[1] && parts[1] == parts[2];
	add_operator(content, parts, grey ? 1 : 3, grey ? "g" : "rg");
}

static void
set_length(struct content *content, mpt *now, mpt wanted, const char *name)
{
	if (*now == wanted)
		return;
	*now = wanted;
	end_show(content);
	add_operator(content, &(int64_t){wanted}, 1, name);
}

static void
set_font(struct content *content, uint16_t part, mpt size)
{
	if (content->part == part && content->size == size)
		return;
	end_show(content);
	content->part = part;
	content->size = size;
	content->used[part] = true;
	char *start = strbuf_reserve(content->out, OPERATOR_ROOM);
	char *to = write_text(start, "/F");
	to = syntax_write_whole(to, part);
	*to++ = ' ';
	to = syntax_write_thousandths(to, size);
	to = write_text(to, " Tf\n");
	content->out->len += (size_t)(to - start);
}

/* Moves to the start of a stretch of glyphs, by the exact distance. */
static void
move_line(struct content *content, int64_t pen, mpt y)
{
	mpt x = (mpt)((pen + (pen < 0 ? -FINE / 2 : FINE / 2)) / FINE);
	end_show(content);
	add_operator(content,
	    (const int64_t[]){x - content->line_x, y - content->line_y}, 2,
	    "Td");
	content->line_x = x;
	content->line_y = y;
	content->pen = (int64_t)x * FINE;
}

/*
 * Brings the pen to where layout wants it: a TJ number counts thousandths of
 * the size, and to the left.
 */
static void
adjust(struct content *content, int64_t distance)
{
	int64_t unit = (int64_t)content->size * (FINE / 1000);
	int64_t half = distance < 0 ? -unit / 2 : unit / 2;
	int64_t steps = (distance + half) / unit;
	struct strbuf *out = content->out;
	if (!content->showing)
		begin_show(content);
	char *start = strbuf_reserve(out, GLYPH_ROOM);
	char *to = start;
	if (content->in_string)
		*to++ = ')';
	to = syntax_write_whole(to, -steps);
	out->len += (size_t)(to - start);
	content->in_string = false;
	content->adjusted = true;
	content->pen += steps * unit;
}

static inline void
place(struct content *content, int64_t wanted, mpt y)
{
	int64_t distance = wanted - content->pen;
	int64_t unit = (int64_t)content->size * (FINE / 1000);
	if (y != content->line_y || distance >= 1000 * unit ||
	    distance <= -1000 * unit)
		move_line(content, wanted, y);
	else if (distance >= unit || distance <= -unit)
		adjust(content, distance);
}

static inline void
add_code(struct content *content, uint8_t code)
{
	struct strbuf *out = content->out;
	if (!content->showing)
		begin_show(content);
	char *start = strbuf_reserve(out, 2);
	char *to = start;
	if (!content->in_string) {
		*to++ = '(';
		content->in_string = true;
	}
	*to++ = (char)code;
	out->len += (size_t)(to - start);
}

static void
report_no_code(struct content *content, const struct run *run, uint16_t glyph)
{
	if (!content->failed)
		REPORT(content->diag, NO_SPAN, &pdf_no_code,
		    ARGS((long long)glyph, run->font->path));
	content->failed = true;
}

static uint16_t
find_code(struct content *content, const struct face *face,
    const struct run *run, size_t at)
{
	uint16_t code = FACE_NO_CODE, glyph = run->glyphs[at].id;
	if (glyph < run->font->glyph_count) {
		if (run->hyphen && at + 1 == run->count)
			code = face->glyphs[glyph].hyphen;
		if (code == FACE_NO_CODE)
			code = face->glyphs[glyph].code;
	}
	if (code == FACE_NO_CODE)
		report_no_code(content, run, glyph);
	return code;
}

/* What layout widens by word_space (layout/line_make.c). */
static bool
is_space(const struct run *run, const struct glyph *glyph)
{
	struct slice text = slice_from(run->text, glyph->cluster);
	return slice_starts(text, " ") || slice_starts(text, "\t") ||
	       slice_starts(text, "\xC2\xA0");
}

static int64_t
glyph_width(const struct run *run, const struct glyph *glyph)
{
	return (int64_t)glyph->advance +
	       (is_space(run, glyph) ? run->word_space : 0);
}

int64_t
content_run_width(const struct run *run)
{
	int64_t width = 0;
	for (size_t i = 0; i < run->count; i++)
		width += glyph_width(run, &run->glyphs[i]);
	return width;
}

/* Glyphs [from, to) of a run; *pen is layout's, y the baseline's. */
static void
add_glyphs(struct content *content, const struct face *face,
    const struct run *run, size_t from, size_t to, int64_t *pen, mpt y)
{
	for (size_t i = from; i < to; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		uint16_t code = find_code(content, face, run, i);
		if (code == FACE_NO_CODE)
			return;
		mpt theirs = (code & 255) == ' ' ? run->word_space : 0;
		set_font(content, face->names[code >> 8], run->size);
		set_length(
		    content, &content->rise, run->rise + glyph->dy, "Ts");
		place(content, *pen + (int64_t)glyph->dx * FINE, y);
		add_code(content, (uint8_t)code);
		content->pen +=
		    (int64_t)face->glyphs[glyph->id].width * run->size +
		    (int64_t)theirs * FINE;
		*pen += glyph_width(run, glyph) * FINE;
	}
}

static bool
is_blank(uint32_t code)
{
	return code == ' ' || code == 0xA0 || code == 0x202F;
}

/* Shows nothing by itself; font/shape.h leaves it in a neighbour's cluster. */
static bool
is_ignorable(uint32_t code)
{
	return code == 0xAD || (code >= 0x200B && code <= 0x200F) ||
	       (code >= 0x202A && code <= 0x202E) ||
	       (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

static uint32_t
code_at(struct slice text, size_t *at)
{
	unsigned char first = (unsigned char)text.at[*at];
	if (first < 128) {
		(*at)++;
		return first;
	}
	return utf8_next(text, at);
}

/* One glyph for bytes [from, to) of the text: does ToUnicode say the same? */
static bool
says_text(const struct content *content, const struct face *face,
    uint16_t glyph, struct slice text, size_t from, size_t to)
{
	if (from >= to || glyph >= face->font->glyph_count ||
	    face->glyphs[glyph].code == FACE_NO_CODE)
		return false;
	uint32_t said = face->glyphs[glyph].text;
	size_t at = from;
	if (said == FACE_LONG_TEXT)
		return slice_equal(face_text(content->faces, face, glyph),
		    slice_part(text, from, to - from));
	uint32_t code = code_at(text, &at);
	if (code != said && !(is_blank(code) && is_blank(said)))
		return false;
	while (at < to)
		if (!is_ignorable(code_at(text, &at)))
			return false;
	return true;
}

/* A cluster: glyphs [from, to) show bytes [start, end) of the text. */
struct cluster {
	size_t from, to;
	size_t start, end;
};

static struct cluster
cluster_at(const struct run *run, size_t from)
{
	const struct glyph *glyphs = run->glyphs;
	struct cluster found = {
	    from, from + 1, glyphs[from].cluster, run->text.len};
	while (found.to < run->count &&
	       glyphs[found.to].cluster == glyphs[from].cluster)
		found.to++;
	if (run->right_to_left && from > 0)
		found.end = glyphs[from - 1].cluster;
	else if (!run->right_to_left && found.to < run->count)
		found.end = glyphs[found.to].cluster;
	if (found.end > run->text.len || found.end < found.start)
		found.end = found.start;
	return found;
}

static bool
is_plain(const struct content *content, const struct face *face,
    const struct run *run, struct cluster cluster)
{
	return cluster.to == cluster.from + 1 &&
	       says_text(content, face, run->glyphs[cluster.from].id, run->text,
		   cluster.start, cluster.end);
}

/* 14.9.4: what the glyphs say, where their own mapping does not. */
static void
begin_actual(struct content *content, struct slice text)
{
	end_show(content);
	strbuf_add_text(content->out, "/Span<</ActualText<FEFF");
	syntax_add_utf16(content->out, text);
	strbuf_add_text(content->out, ">>>BDC\n");
}

static void
end_actual(struct content *content)
{
	end_show(content);
	strbuf_add_text(content->out, "EMC\n");
}

/* One character of `len` bytes, one or two; else what is none. */
static inline uint32_t
short_code(const char *at, size_t len)
{
	const unsigned char *byte = (const unsigned char *)at;
	if (len == 1)
		return byte[0] < 128 ? byte[0] : UINT32_MAX;
	if (len == 2 && byte[0] >= 0xC2 && byte[0] < 0xE0)
		return (uint32_t)(byte[0] & 31) << 6 | (byte[1] & 63);
	return UINT32_MAX;
}

/*
 * The way of nearly all glyphs: each is one short character that ToUnicode
 * knows, of the font now set, where the pen is already. Adds as many as are so
 * from `from` on, which follows one that was shown, and returns the first that
 * is not.
 */
static size_t
add_easy(struct content *content, const struct face *face,
    const struct run *run, size_t from, size_t to, int64_t *pen)
{
	const int64_t unit = (int64_t)run->size * (FINE / 1000);
	const int64_t space = (int64_t)run->word_space * FINE;
	const uint16_t part = face->glyphs[run->glyphs[from - 1].id].code >> 8;
	int64_t wanted = *pen, there = content->pen;
	char *out = content->out->at + content->out->len, *start = out;
	size_t i = from;
	for (; i < to; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		size_t end =
		    i + 1 < run->count ? glyph[1].cluster : run->text.len;
		if (glyph->id >= face->font->glyph_count ||
		    glyph->cluster >= end || end > run->text.len)
			break;
		const struct face_glyph *known = &face->glyphs[glyph->id];
		int64_t distance = wanted - there;
		if (known->text != short_code(run->text.at + glyph->cluster,
				       end - glyph->cluster) ||
		    known->code >> 8 != part || glyph->dx || glyph->dy ||
		    distance >= unit || distance <= -unit)
			break;
		uint8_t code = (uint8_t)known->code;
		*out++ = (char)code;
		wanted += (int64_t)glyph->advance * FINE;
		there += (int64_t)known->width * run->size;
		if (known->text == ' ' || known->text == 0xA0)
			wanted += space;
		if (code == ' ')
			there += space;
	}
	content->out->len += (size_t)(out - start);
	content->pen = there;
	*pen = wanted;
	return i;
}

/* One cluster the long way: any font, any offset, any text. */
static void
add_cluster(struct content *content, const struct face *face,
    const struct run *run, struct cluster cluster, int64_t *pen, mpt y)
{
	bool plain = is_plain(content, face, run, cluster);
	if (!plain)
		begin_actual(content, slice_part(run->text, cluster.start,
					  cluster.end - cluster.start));
	add_glyphs(content, face, run, cluster.from, cluster.to, pen, y);
	if (!plain)
		end_actual(content);
}

/*
 * Right-to-left glyphs come in visual order; they are shown from the right, so
 * that the stream has them as they are read (14.8.2.3.3).
 */
static void
add_backwards(struct content *content, const struct face *face,
    const struct run *run, int64_t pen, mpt y)
{
	int64_t end = pen + content_run_width(run) * FINE;
	for (size_t to = run->count; to && !content->failed;) {
		size_t from = to - 1;
		while (from && run->glyphs[from - 1].cluster ==
				   run->glyphs[to - 1].cluster)
			from--;
		for (size_t i = from; i < to; i++)
			end -= glyph_width(run, &run->glyphs[i]) * FINE;
		pen = end;
		add_cluster(content, face, run, cluster_at(run, from), &pen, y);
		to = from;
	}
}

/* The hyphen that a line break made is the last glyph; its code says so. */
void
content_add_run(struct content *content, const struct run *run, mpt x, mpt y)
{
	const struct face *face = faces_at(content->faces, run->font->id);
	int64_t pen = ((int64_t)x + run->x) * FINE;
	size_t said = run->hyphen && run->count ? run->count - 1 : run->count;
	if (run->count && !face)
		report_no_code(content, run, run->glyphs[0].id);
	if (!face || run->count == 0)
		return;
	if (!content->in_text)
		begin_text(content);
	set_colour(content, run->colour);
	set_length(content, &content->word_space, run->word_space, "Tw");
	if (run->right_to_left) {
		add_backwards(content, face, run, pen, y);
		return;
	}
	for (size_t i = 0; i < said && !content->failed;) {
		struct cluster cluster = cluster_at(run, i);
		add_cluster(content, face, run, cluster, &pen, y);
		i = cluster.to;
		strbuf_reserve(content->out, run->count);
		if (content->in_string)
			i = add_easy(content, face, run, i, said, &pen);
	}
	add_glyphs(content, face, run, said, run->count, &pen, y);
}

mpt
content_first_top(const struct galley *galley, uint32_t from)
{
	return from < galley->line_count ? galley->lines[from].top : 0;
}

/* A galley may be bars alone. */
static bool
is_placed(const struct galley *galley, const struct bar *bar, uint32_t from,
    uint32_t to)
{
	return galley->line_count == 0 || (bar->line >= from && bar->line < to);
}

bool
content_has_bars(const struct galley *galley, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < galley->bar_count; i++)
		if (is_placed(galley, &galley->bars[i], from, to))
			return true;
	return false;
}

void
content_add_bars(struct content *content, const struct galley *galley,
    uint32_t from, uint32_t to, mpt x, mpt y)
{
	for (size_t i = 0; i < galley->bar_count; i++) {
		const struct bar *bar = &galley->bars[i];
		if (!is_placed(galley, bar, from, to))
			continue;
		content_end_text(content);
		set_colour(content, bar->colour);
		add_operator(content,
		    (const int64_t[]){x + bar->x, y - bar->y - bar->height,
			bar->width, bar->height},
		    4, "re");
		strbuf_add_text(content->out, "f\n");
	}
}

/*
 * Lines end without their space, which a screen reader needs to keep words
 * apart. It is shown where the pen is; nobody sees it.
 */
void
content_join_line(struct content *content, const struct galley *galley,
    uint32_t i, uint32_t to)
{
	const struct line *line = &galley->lines[i];
	if (!content->joined || i + 1 >= to || line->run_count == 0 ||
	    galley->lines[i + 1].block != line->block)
		return;
	const struct run *last = &line->runs[line->run_count - 1];
	const struct face *face = faces_at(content->faces, last->font->id);
	if (last->hyphen || !face || !face->has_space || !content->in_text)
		return;
	set_font(content, face->names[0], last->size);
	add_code(content, ' ');
	end_show(content);
}

void
content_add_lines(struct content *content, const struct galley *galley,
    uint32_t from, uint32_t to, mpt x, mpt y)
{
	assert(from <= to && to <= galley->line_count);
	y += content_first_top(galley, from);
	content_add_bars(content, galley, from, to, x, y);
	for (uint32_t i = from; i < to; i++) {
		const struct line *line = &galley->lines[i];
		for (size_t k = 0; k < line->run_count; k++)
			content_add_run(
			    content, &line->runs[k], x, y - line->baseline);
		content_join_line(content, galley, i, to);
	}
	content_end_text(content);
}

void
content_add_form(struct content *content, size_t name, mpt x, mpt y)
{
	content_end_text(content);
	char *start = strbuf_reserve(content->out, OPERATOR_ROOM);
	char *to = write_text(start, "q 1 0 0 1 ");
	to = syntax_write_thousandths(to, x);
	*to++ = ' ';
	to = syntax_write_thousandths(to, y);
	to = write_text(to, " cm/S");
	to = syntax_write_whole(to, (int64_t)name);
	to = write_text(to, " Do Q\n");
	content->out->len += (size_t)(to - start);
}
