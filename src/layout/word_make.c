#include "layout/word_make.h"

#include "base/utf8.h"
#include "layout/hang.h"
#include "text/normal.h"

/*
 * Where the text of a cluster ends, whose first glyph is i. Clusters rise or
 * fall all the way (HarfBuzz merges those that do not), so a neighbour has it:
 * to look at all would make a word of a megabyte take hours.
 */
static uint32_t
cluster_end(const struct word_part *part, size_t i)
{
	uint32_t own = part->glyphs[i].cluster;
	size_t next = i + 1;
	while (next < part->count && part->glyphs[next].cluster == own)
		next++;
	if (next < part->count && part->glyphs[next].cluster > own)
		return part->glyphs[next].cluster;
	if (i > 0 && part->glyphs[i - 1].cluster > own)
		return part->glyphs[i - 1].cluster;
	return part->to;
}

/* Without U+2066 to U+2069 at the start: nobody should copy those. */
static struct slice
without_isolates(struct slice text)
{
	while (text.len > 2 && text.at[0] == '\xE2' && text.at[1] == '\x81' &&
	       text.at[2] >= '\xA6' && text.at[2] <= '\xA9')
		text = slice_from(text, 3);
	return text;
}

/* The first glyph of a cluster stands for all its text, the others for none. */
static void
mark_part(const struct word_maker *maker, struct slice text,
    const struct word_part *part)
{
	for (size_t i = 0; i < part->count; i++) {
		const struct glyph *glyph = &part->glyphs[i];
		bool first =
		    i == 0 || part->glyphs[i - 1].cluster != glyph->cluster;
		uint32_t end = first ? cluster_end(part, i) : glyph->cluster;
		struct slice shown =
		    slice_part(text, glyph->cluster, end - glyph->cluster);
		glyph_use_mark(
		    maker->use, part->font, glyph->id, without_isolates(shown));
	}
}

/* Shapes bytes [from, to) with one font as the word's next part. */
static bool
add_part(const struct word_maker *maker, struct arena *mem,
    const struct word_request *request, struct font_choice choice,
    uint32_t from, uint32_t to, struct word *word)
{
	struct shaped shaped;
	const struct font *font = choice.font;
	mpt size = (mpt)((int64_t)request->size * choice.scale / 100);
	if (!shape_run(maker->shaper, mem, font, size,
		slice_part(request->text, from, to - from), request->script,
		request->language, request->right_to_left, request->tabular,
		&shaped))
		return false;
	for (size_t i = 0; i < shaped.count; i++)
		shaped.glyphs[i].cluster += from;
	word->parts[word->part_count++] = (struct word_part){
	    font, size, shaped.glyphs, shaped.count, from, to, shaped.width};
	word->width = shaped.width < MPT_MOST - word->width
			  ? word->width + shaped.width
			  : MPT_MOST;
	word->glyphs += (uint32_t)shaped.count;
	if (shaped.missing && !word->missing) {
		word->missing = shaped.missing_code;
		word->missing_at = from;
	}
	return true;
}

/* Marks and joiners stay with the letter before them. */
static bool
goes_with_last(uint32_t code)
{
	return (code >= 0x300 && code <= 0x36F) || code == 0x200C ||
	       code == 0x200D || (code >= 0xFE00 && code <= 0xFE0F);
}

/* The first font of the chain that has the code point, or none. */
static struct font_choice
find_font(const struct word_maker *maker, const struct word_request *request,
    uint32_t code)
{
	if (font_has(request->font, code))
		return (struct font_choice){request->font, 100};
	for (size_t step = 0;; step++) {
		struct font_choice next =
		    font_set_fallback(maker->fonts, request->family,
			(enum font_style)request->face, step, maker->diag);
		if (!next.font || font_has(next.font, code))
			return next;
	}
}

/* Parts by font, where the first font does not have everything. */
static bool
add_parts(const struct word_maker *maker, struct arena *mem,
    const struct word_request *request, struct word *word)
{
	struct font_choice last = {NULL, 100};
	uint32_t from = 0;
	size_t count = utf8_count(request->text);
	word->parts = ARENA_ARRAY(mem, struct word_part, count);
	word->part_count = 0;
	word->width = 0;
	word->glyphs = 0;
	word->missing = 0;
	for (size_t at = 0; at < request->text.len;) {
		uint32_t before = (uint32_t)at;
		uint32_t code = utf8_next(request->text, &at);
		struct font_choice font = last.font && goes_with_last(code)
					      ? last
					      : find_font(maker, request, code);
		if (!font.font && !word->missing) {
			word->missing = code;
			word->missing_at = before;
		}
		if (!font.font)
			font = (struct font_choice){request->font, 100};
		if (last.font && font.font != last.font) {
			if (!add_part(
				maker, mem, request, last, from, before, word))
				return false;
			from = before;
		}
		last = font;
	}
	return !last.font || add_part(maker, mem, request, last, from,
				 (uint32_t)request->text.len, word);
}

/* What a reader sees of a short word: "Haga." and "(Haga)" have four letters.
 */
static bool
is_letter(uint32_t code)
{
	return code_is_letter(code) || code_is_digit(code);
}

static uint16_t
count_letters(struct slice text)
{
	unsigned count = 0;
	for (size_t at = 0; at < text.len;)
		count += is_letter(utf8_next(text, &at));
	return (uint16_t)(count < UINT16_MAX ? count : UINT16_MAX);
}

/*
 * Letters of Latin, Greek and Cyrillic may be set apart, but not where a mark
 * stands over or under one: others join, or stack.
 */
static bool
may_be_apart(const struct word *word)
{
	for (size_t at = 0; at < word->text.len;) {
		uint32_t code = utf8_next(word->text, &at);
		if (code >= 0x530 && (code < 0x1E00 || code > 0x20CF))
			return false;
	}
	for (size_t i = 0; i < word->part_count; i++) {
		const struct word_part *part = &word->parts[i];
		for (size_t j = 0; j < part->count; j++) {
			const struct glyph *glyph = &part->glyphs[j];
			if (glyph->dx || glyph->dy || glyph->advance <= 0)
				return false;
		}
	}
	return true;
}

static struct word *
make_plain(const struct word_maker *maker, struct arena *mem,
    const struct word_request *request)
{
	struct word *word = ARENA_NEW(mem, struct word);
	word->text = request->text;
	word->parts = ARENA_NEW(mem, struct word_part);
	word->letters = count_letters(request->text);
	if (!add_part(maker, mem, request,
		(struct font_choice){request->font, 100}, 0,
		(uint32_t)request->text.len, word))
		return NULL;
	if (word->missing && !add_parts(maker, mem, request, word))
		return NULL;
	word->apart = may_be_apart(word);
	hang_find(word);
	if (word->missing || !maker->use)
		return word;
	for (size_t i = 0; i < word->part_count; i++)
		mark_part(maker, word->text, &word->parts[i]);
	return word;
}

/* "hem" and "-", as one piece so that the hyphen is kerned. */
static const struct word *
make_head(const struct word_maker *maker, struct arena *mem,
    const struct word_request *request, uint32_t at)
{
	struct word_request head = *request;
	struct slice parts[] = {slice_part(request->text, 0, at), SLICE("-")};
	head.text = arena_join(mem, parts, 2, SLICE(""));
	return make_plain(maker, mem, &head);
}

static bool
make_cuts(const struct word_maker *maker, struct arena *mem,
    const struct word_request *request, struct word *word)
{
	struct hyphen_point points[HYPHEN_POINTS_MAX];
	word->cut_count =
	    hyphenator_find(request->hyphenator, request->text, points);
	word->cuts = ARENA_ARRAY(mem, struct word_cut, word->cut_count);
	for (size_t i = 0; i < word->cut_count; i++) {
		struct word_request tail = *request;
		uint32_t at = points[i].at;
		tail.text = slice_from(request->text, at);
		word->cuts[i] = (struct word_cut){
		    at,
		    points[i].poor ? WORD_POOR_CUT : 0,
		    make_head(maker, mem, request, at),
		    make_plain(maker, mem, &tail),
		};
		if (!word->cuts[i].head || !word->cuts[i].tail)
			return false;
	}
	return true;
}

struct word *
word_make(const struct word_maker *maker, struct arena *mem,
    const struct word_request *request)
{
	struct word *word = make_plain(maker, mem, request);
	if (!word || word->missing)
		return word;
	return make_cuts(maker, mem, request, word) ? word : NULL;
}
