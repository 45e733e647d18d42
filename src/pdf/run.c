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

/* What layout widens by word_space (layout/line_make.c), as Tw does. */
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
	syntax_add_utf16(content->pen.out, text);
	strbuf_add_text(content->pen.out, ">>>BDC\n");
}

static void
end_actual(struct content *content)
{
	pen_end_show(&content->pen);
	strbuf_add_text(content->pen.out, "EMC\n");
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

/* Bytes that a glyph of the easy way may take: ")-1000(" and its code. */
#define EASY_ROOM 12

/* A glyph that is one short character, known by it, and stands alone. */
static inline bool
is_easy(
    const struct face *face, const struct run *run, size_t at, uint16_t part)
{
	const struct glyph *glyph = &run->glyphs[at];
	bool last = at + 1 == run->count;
	size_t end = last ? run->text.len : glyph[1].cluster;
	if (glyph->id >= face->font->glyph_count || glyph->cluster >= end ||
	    end > run->text.len || (!last && glyph[1].advance == 0))
		return false;
	const struct face_glyph *known = &face->glyphs[glyph->id];
	return known->text == short_code(run->text.at + glyph->cluster,
				  end - glyph->cluster) &&
	       known->code >> 8 == part && !glyph->dx && !glyph->dy;
}

/*
 * The way of nearly all glyphs, in a string that is open: they are easy, of
 * the font now set, at most a little kerned. Adds as many as are so from
 * `from` on, which follows one that was shown, and returns the first that is
 * not.
 */
static size_t
add_easy(struct pen *pen, const struct face *face, const struct run *run,
    size_t from, size_t to, int64_t *layout)
{
	const int64_t unit = (int64_t)run->size * (PEN_FINE / 1000);
	const int64_t space = (int64_t)run->word_space * PEN_FINE;
	const int64_t letter = (int64_t)run->letter_space * PEN_FINE;
	const uint16_t part = face->glyphs[run->glyphs[from - 1].id].code >> 8;
	int64_t wanted = *layout, there = pen->x;
	char *out = pen->out->at + pen->out->len, *start = out;
	size_t i = from;
	for (; i < to && is_easy(face, run, i, part); i++) {
		const struct glyph *glyph = &run->glyphs[i];
		const struct face_glyph *known = &face->glyphs[glyph->id];
		int64_t distance = wanted - there;
		if (distance >= unit || distance <= -unit) {
			if (distance >= 1000 * unit || distance <= -1000 * unit)
				break;
			int64_t steps = pen_steps(distance, unit);
			*out++ = ')';
			out = syntax_write_whole(out, -steps);
			*out++ = '(';
			there += steps * unit;
			pen->adjusted = true;
		}
		uint8_t code = (uint8_t)known->code;
		*out++ = (char)code;
		wanted += (int64_t)glyph->advance * PEN_FINE + letter;
		there += (int64_t)known->width * run->size + letter;
		if (known->text == ' ' || known->text == 0xA0)
			wanted += space;
		if (code == ' ')
			there += space;
	}
	pen->out->len += (size_t)(out - start);
	pen->x = there;
	*layout = wanted;
	return i;
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

/* The hyphen that a line break made is the last glyph; its code says so. */
void
content_add_run(struct content *content, const struct run *run, mpt x, mpt y)
{
	const struct face *face = faces_at(content->faces, run->font->id);
	int64_t pen = ((int64_t)x + run->x) * PEN_FINE;
	size_t said = run->hyphen && run->count ? run->count - 1 : run->count;
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
