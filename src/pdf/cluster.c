#include "pdf/cluster.h"

#include "base/code.h"
#include "base/utf8.h"

/* Marks on one base that are a cluster with it. */
#define STACKED 2

static bool
same_cluster(const struct run *run, size_t a, size_t b)
{
	return run->glyphs[a].cluster == run->glyphs[b].cluster;
}

/* What turns the direction is layout's: it is not read, nor copied. */
static size_t
skip_turns(struct slice text, size_t start, size_t end)
{
	for (size_t at = start; at < end; start = at) {
		if ((unsigned char)text.at[at] < 0x80 ||
		    !code_is(utf8_next(text, &at), CODE_TURN))
			break;
	}
	return start;
}

static struct cluster
make_cluster(
    const struct run *run, size_t from, size_t to, size_t start, size_t end)
{
	if (end > run->text.len || end < start)
		end = start;
	start = skip_turns(run->text, start, end);
	return (struct cluster){from, to, start, end};
}

struct cluster
cluster_forwards(const struct run *run, size_t from)
{
	const struct glyph *glyphs = run->glyphs;
	size_t to = from + 1, marks;
	while (to < run->count && same_cluster(run, to, from))
		to++;
	for (marks = to; marks < run->count && glyphs[marks].advance == 0;)
		marks++;
	if (marks - to >= STACKED)
		to = marks;
	return make_cluster(run, from, to, glyphs[from].cluster,
	    to < run->count ? glyphs[to].cluster : run->text.len);
}

struct cluster
cluster_backwards(const struct run *run, size_t to)
{
	const struct glyph *glyphs = run->glyphs;
	size_t from = to - 1, marks;
	while (from && same_cluster(run, from - 1, to - 1))
		from--;
	for (marks = from; marks && glyphs[marks - 1].advance == 0;)
		marks--;
	if (from - marks >= STACKED)
		from = marks;
	return make_cluster(run, from, to, glyphs[to - 1].cluster,
	    from ? glyphs[from - 1].cluster : run->text.len);
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
says_text(const struct faces *faces, const struct face *face, uint16_t glyph,
    struct slice text, size_t from, size_t to)
{
	if (from >= to || glyph >= face->font->glyph_count ||
	    face->glyphs[glyph].code == FACE_NO_CODE)
		return false;
	uint32_t said = face->glyphs[glyph].text;
	size_t at = from;
	if (said == FACE_LONG_TEXT)
		return slice_equal(face_text(faces, face, glyph),
		    slice_part(text, from, to - from));
	uint32_t code = code_at(text, &at);
	if (code != said && !(code_is_space(code) && code_is_space(said)))
		return false;
	while (at < to)
		if (!code_is_hidden(code_at(text, &at)))
			return false;
	return true;
}

bool
cluster_is_plain(const struct faces *faces, const struct face *face,
    const struct run *run, struct cluster cluster)
{
	return cluster.to == cluster.from + 1 &&
	       says_text(faces, face, run->glyphs[cluster.from].id, run->text,
		   cluster.start, cluster.end);
}
