#include "font/codes.h"

#include <assert.h>
#include <stdlib.h>

#include "font/face.h"
#include "font/use.h"

#define NO_CODE UINT16_MAX
#define SPACE 32
/* Two less than there is room for: see CODES_PER_PART. */
#define FILL (CODES_PER_PART - 2)

struct glyph_codes {
	size_t fonts; /* room of the three below, by font id */
	uint16_t **codes; /* part << 8 | code, or NO_CODE; NULL: font unused */
	size_t *first; /* index of the font's first part */
	uint32_t *glyphs; /* how many each font has */
	struct font_part **parts;
	size_t count;
};

/* A glyph on its way to a code. */
struct item {
	uint16_t glyph;
	struct slice text;
	bool space;
};

static int
compare_items(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	if (x->space != y->space)
		return x->space ? -1 : 1;
	int order = slice_compare(x->text, y->text);
	return order ? order : (x->glyph > y->glyph) - (x->glyph < y->glyph);
}

/* The space first, so that it is in the first part; then by text. */
static struct item *
sort_items(struct arena *arena, const struct font_use *use)
{
	struct item *items = ARENA_ARRAY(arena, struct item, use->count);
	uint32_t space = face_glyph(use->font, ' ');
	size_t count = 0;
	for (uint32_t i = 0; i < use->font->glyph_count; i++)
		if (use->marked[i])
			items[count++] = (struct item){
			    (uint16_t)i, use->texts[i], space && i == space};
	qsort(items, count, sizeof *items, compare_items);
	return items;
}

static bool
is_free_code(unsigned int code)
{
	return code > SPACE && code != '(' && code != ')' && code != '\\';
}

/* The code that a glyph of the first part would like, 0 for none. */
static uint8_t
own_code(const struct item *item)
{
	unsigned char c = item->text.len == 1 ? item->text.at[0] : 0;
	if (item->space)
		return SPACE;
	return c < 0x7F && is_free_code(c) ? c : 0;
}

/* Gives each item of one part a code; `taken` keeps two from one code. */
static void
fill_part(struct font_part *part, const struct item *items, size_t count)
{
	bool taken[256] = {false};
	uint8_t given[CODES_PER_PART] = {0};
	unsigned int next = SPACE + 1;
	for (size_t i = 0; i < count && part->part == 0; i++) {
		uint8_t code = own_code(&items[i]);
		if (code && !taken[code]) {
			taken[code] = true;
			given[i] = code;
		}
	}
	for (size_t i = 0; i < count; i++) {
		if (given[i])
			continue;
		while (taken[next] || !is_free_code(next))
			next++;
		assert(next < 256);
		taken[next] = true;
		given[i] = (uint8_t)next;
	}
	part->count = count;
	for (size_t i = 0; i < count; i++) {
		part->glyphs[i].code = given[i];
		part->glyphs[i].glyph = items[i].glyph;
		part->glyphs[i].text = items[i].text;
	}
}

/* Codes ascending, as a CMap wants its ranges. */
static int
compare_codes(const void *a, const void *b)
{
	return *(const uint8_t *)a - *(const uint8_t *)b;
}

static void
add_part(struct glyph_codes *codes, struct arena *job_mem,
    const struct font *font, const struct item *items, size_t count)
{
	struct font_part *part = ARENA_NEW(job_mem, struct font_part);
	part->font = font;
	assert(codes->count - codes->first[font->id] <= UINT8_MAX);
	part->part = (uint8_t)(codes->count - codes->first[font->id]);
	fill_part(part, items, count);
	qsort(part->glyphs, count, sizeof *part->glyphs, compare_codes);
	for (size_t i = 0; i < count; i++) {
		part->glyphs[i].text = arena_dup(job_mem, part->glyphs[i].text);
		codes->codes[font->id][part->glyphs[i].glyph] =
		    (uint16_t)(part->part << 8 | part->glyphs[i].code);
	}
	codes->parts[codes->count++] = part;
}

static void
add_font(struct glyph_codes *codes, struct arena *job_mem, struct arena *work,
    const struct font_use *use)
{
	const struct font *font = use->font;
	struct item *items = sort_items(work, use);
	codes->glyphs[font->id] = font->glyph_count;
	codes->first[font->id] = codes->count;
	codes->codes[font->id] =
	    ARENA_ARRAY(job_mem, uint16_t, font->glyph_count);
	memset(
	    codes->codes[font->id], 0xFF, font->glyph_count * sizeof(uint16_t));
	for (size_t at = 0; at < use->count; at += FILL) {
		size_t left = use->count - at;
		add_part(codes, job_mem, font, items + at,
		    left < FILL ? left : FILL);
	}
}

static size_t
count_parts(const struct font_use **list, size_t count)
{
	size_t parts = 0;
	for (size_t i = 0; i < count; i++)
		parts += (list[i]->count + FILL - 1) / FILL;
	return parts;
}

struct glyph_codes *
glyph_codes_new(struct arena *job_mem, const struct font_set *set,
    const struct glyph_use *use)
{
	size_t count;
	struct arena *work = arena_new();
	const struct font_use **list = glyph_use_list(work, use, &count);
	struct glyph_codes *codes = ARENA_NEW(job_mem, struct glyph_codes);
	codes->fonts = font_set_count(set);
	codes->codes = ARENA_ARRAY(job_mem, uint16_t *, codes->fonts);
	codes->first = ARENA_ARRAY(job_mem, size_t, codes->fonts);
	codes->glyphs = ARENA_ARRAY(job_mem, uint32_t, codes->fonts);
	codes->parts =
	    ARENA_ARRAY(job_mem, struct font_part *, count_parts(list, count));
	for (size_t i = 0; i < count; i++)
		add_font(codes, job_mem, work, list[i]);
	arena_free(work);
	return codes;
}

bool
glyph_codes_find(const struct glyph_codes *codes, const struct font *font,
    uint32_t glyph, struct glyph_code *code)
{
	if (font->id >= codes->fonts || glyph >= codes->glyphs[font->id])
		return false;
	uint16_t found = codes->codes[font->id][glyph];
	if (found == NO_CODE)
		return false;
	*code =
	    (struct glyph_code){(uint8_t)(found >> 8), (uint8_t)(found & 0xFF)};
	return true;
}

size_t
glyph_codes_parts(const struct glyph_codes *codes)
{
	return codes->count;
}

const struct font_part *
glyph_codes_part(const struct glyph_codes *codes, size_t index)
{
	assert(index < codes->count);
	return codes->parts[index];
}

size_t
glyph_codes_index(
    const struct glyph_codes *codes, const struct font *font, uint8_t part)
{
	assert(font->id < codes->fonts);
	return codes->first[font->id] + part;
}
