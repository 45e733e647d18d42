#include "base/code.h"
#include "base/utf8.h"
#include "pdf/cluster.h"
#include "pdf/content.h"
#include "pdf/messages.h"
#include "pdf/syntax.h"

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

/*
 * The space that layout widens by word_space (layout/line_make.c), as Tw does.
 */
static bool
is_space(const struct run *run, const struct glyph *glyph)
{
	if (glyph->cluster >= run->text.len)
		return false; /* an added hyphen */
	const char *at = run->text.at + glyph->cluster;
	return *at == ' ' || *at == '\t' ||
	       (*at == '\xC2' && glyph->cluster + 1 < run->text.len &&
		   at[1] == '\xA0');
}

static int64_t
glyph_width(const struct run *run, const struct glyph *glyph)
{
	return (int64_t)glyph->advance + run->letter_space +
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
	struct pen *out = &content->pen;
	for (size_t i = from; i < to; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		uint16_t code = find_code(content, face, run, i);
		if (code == FACE_NO_CODE)
			return;
		mpt theirs = run->letter_space +
			     ((code & 255) == ' ' ? run->word_space : 0);
		pen_set_font(out, face->names[code >> 8], run->size);
		pen_set_rise(out, run->rise + glyph->dy);
		pen_place(out, *pen + (int64_t)glyph->dx * PEN_FINE, y);
		pen_add_code(out, (uint8_t)code);
		out->x += (int64_t)face->glyphs[glyph->id].width * run->size +
			  (int64_t)theirs * PEN_FINE;
		*pen += glyph_width(run, glyph) * PEN_FINE;
	}
}

/* 14.9.4: what the glyphs say, where their own mapping does not. */
static void
begin_actual(struct content *content, struct slice text)
{
	pen_end_show(&content->pen);
	strbuf_add_text(content->pen.out, "/Span<</ActualText<FEFF");
	for (size_t at = 0, from = 0; from < text.len; from = at) {
		if (!code_is(utf8_next(text, &at), CODE_TURN))
			syntax_add_utf16(content->pen.out,
			    slice_part(text, from, at - from));
	}
	strbuf_add_text(content->pen.out, ">>>BDC\n");
}

static void
end_actual(struct content *content)
{
	pen_end_show(&content->pen);
	strbuf_add_text(content->pen.out, "EMC\n");
}

/* Bytes that a glyph of the easy way may take: ")-1000(" and its code. */
#define EASY_ROOM 12

/* No code point, nor what a glyph of a longer text has (FACE_LONG_TEXT). */
#define NO_CHARACTER (FACE_LONG_TEXT - 1)

/* The character of bytes [from, to) of a text, if it is short. */
static inline uint32_t
short_character(const char *text, uint32_t from, uint32_t to)
{
	const unsigned char *byte = (const unsigned char *)text + from;
	if (to - from == 1)
		return byte[0] < 128 ? byte[0] : NO_CHARACTER;
	if (to - from == 2 && byte[0] >= 0xC2 && byte[0] < 0xE0)
		return (uint32_t)(byte[0] & 31) << 6 | (byte[1] & 63);
	return NO_CHARACTER;
}

/*
 * The values that add_easy goes by, in a struct of their own: a write through a
 * char may change anything, so a run or a face would be read again after every
 * byte.
 */
struct easy {
	const struct face_glyph *glyphs;
	uint32_t glyph_count;
	const char *text;
	uint32_t text_len;
	uint32_t part; /* of the font now set */
	int64_t size, unit, space, letter;
	int64_t wanted; /* where layout's pen is */
	int64_t ahead; /* of the reader's */
	char *out;
	bool adjusted;
};

/*
 * Adds glyphs [from, end) as long as each is one short character, known by it,
 * of the font now set, stands alone and is at most a little kerned; returns the
 * first that is not. A glyph's text ends where that of the next begins, so *end
 * is read too.
 */
static inline const struct glyph *
add_easy_glyphs(
    struct easy *easy, const struct glyph *from, const struct glyph *end)
{
	struct easy e = *easy;
	const struct glyph *glyph = from;
	for (; glyph < end; glyph++) {
		const struct glyph *next = glyph + 1;
		if (glyph->id >= e.glyph_count || next->cluster > e.text_len)
			break;
		const struct face_glyph known = e.glyphs[glyph->id];
		uint32_t character =
		    short_character(e.text, glyph->cluster, next->cluster);
		if (known.text != character || known.code >> 8 != e.part ||
		    (glyph->dx | glyph->dy) || next->advance == 0)
			break;
		if (e.ahead >= e.unit || e.ahead <= -e.unit) {
			if (e.ahead >= 1000 * e.unit ||
			    e.ahead <= -1000 * e.unit)
				break;
			int64_t steps = pen_steps(e.ahead, e.unit);
			*e.out++ = ')';
			e.out = syntax_write_whole(e.out, -steps);
			*e.out++ = '(';
			e.ahead -= steps * e.unit;
			e.adjusted = true;
		}
		int64_t advance = (int64_t)glyph->advance * PEN_FINE;
		*e.out++ = (char)known.code;
		e.wanted += advance + e.letter;
		e.ahead += advance - known.width * e.size;
		if (e.space && (character == ' ' || character == 0xA0)) {
			e.wanted += e.space;
			e.ahead += e.space;
		}
		if (e.space && (known.code & 255) == ' ')
			e.ahead -= e.space;
	}
	*easy = e;
	return glyph;
}

/*
 * The way of nearly all glyphs, in a string that is open. Adds as many as it
 * can from `from` on, which follows one that was shown; returns the first that
 * is left.
 */
static size_t
add_easy(struct pen *pen, const struct face *face, const struct run *run,
    size_t from, size_t to, int64_t *layout)
{
	char *start = pen->out->at + pen->out->len;
	const struct glyph *last = run->glyphs + run->count - 1;
	const struct glyph *end = run->glyphs + to;
	struct easy easy = {
	    .glyphs = face->glyphs,
	    .glyph_count = face->font->glyph_count,
	    .text = run->text.at,
	    .text_len = (uint32_t)run->text.len,
	    .part = face->glyphs[run->glyphs[from - 1].id].code >> 8,
	    .size = run->size,
	    .unit = (int64_t)run->size * (PEN_FINE / 1000),
	    .space = (int64_t)run->word_space * PEN_FINE,
	    .letter = (int64_t)run->letter_space * PEN_FINE,
	    .wanted = *layout,
	    .ahead = *layout - pen->x,
	    .out = start,
	};
	const struct glyph *glyph =
	    add_easy_glyphs(&easy, run->glyphs + from, end > last ? last : end);
	if (glyph == last && end > last) {
		/* what would come next begins where the text ends */
		const struct glyph tail[2] = {
		    *last, {.cluster = easy.text_len, .advance = 1}};
		glyph += add_easy_glyphs(&easy, tail, tail + 1) - tail;
	}
	pen->out->len += (size_t)(easy.out - start);
	pen->adjusted |= easy.adjusted;
	pen->x = easy.wanted - easy.ahead;
	*layout = easy.wanted;
	return (size_t)(glyph - run->glyphs);
}

/* One cluster the long way: any font, any offset, any text. */
static void
add_cluster(struct content *content, const struct face *face,
    const struct run *run, struct cluster cluster, int64_t *pen, mpt y)
{
	bool plain = cluster_is_plain(content->faces, face, run, cluster);
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
	int64_t end = pen + content_run_width(run) * PEN_FINE;
	for (size_t to = run->count; to && !content->failed;) {
		struct cluster cluster = cluster_backwards(run, to);
		for (size_t i = cluster.from; i < cluster.to; i++)
			end -= glyph_width(run, &run->glyphs[i]) * PEN_FINE;
		pen = end;
		add_cluster(content, face, run, cluster, &pen, y);
		to = cluster.from;
	}
}

/* A line to write on, at the baseline. */
static void
add_rule(struct pen *pen, const struct run *run, mpt x, mpt y)
{
	pen_end_text(pen);
	pen_set_colour(pen, run->colour);
	pen_add_operator(pen,
	    (const int64_t[]){(int64_t)x + run->x, (int64_t)y - RULE_HEIGHT,
		run->rule, RULE_HEIGHT},
	    4, "re");
	strbuf_add_text(pen->out, "f\n");
}

/* The hyphen that a line break made is the last glyph; its code says so. */
void
content_add_run(struct content *content, const struct run *run, mpt x, mpt y)
{
	const struct face *face = faces_at(content->faces, run->font->id);
	int64_t pen = ((int64_t)x + run->x) * PEN_FINE;
	size_t said = run->hyphen && run->count ? run->count - 1 : run->count;
	if (run->rule) {
		add_rule(&content->pen, run, x, y);
		return;
	}
	if (run->count && !face)
		report_no_code(content, run, run->glyphs[0].id);
	if (!face || run->count == 0)
		return;
	if (!content->pen.in_text)
		pen_begin_text(&content->pen);
	pen_set_colour(&content->pen, run->colour);
	pen_set_word_space(&content->pen, run->word_space);
	pen_set_letter_space(&content->pen, run->letter_space);
	if (run->right_to_left) {
		add_backwards(content, face, run, pen, y);
		return;
	}
	for (size_t i = 0; i < said && !content->failed;) {
		struct cluster cluster = cluster_forwards(run, i);
		add_cluster(content, face, run, cluster, &pen, y);
		i = cluster.to;
		strbuf_reserve(content->pen.out, EASY_ROOM * run->count);
		if (content->pen.in_string)
			i = add_easy(&content->pen, face, run, i, said, &pen);
	}
	add_glyphs(content, face, run, said, run->count, &pen, y);
}
