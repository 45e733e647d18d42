#include "font/use.h"

#include <assert.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "font/pins.h"

struct glyph_use {
	const struct font_set *set;
	struct arena *arena;
	struct font_use *fonts; /* by font id */
	size_t count, room;
};

struct glyph_use *
glyph_use_new(const struct font_set *set)
{
	struct glyph_use *use = mem_new(1, sizeof *use);
	use->set = set;
	use->arena = arena_new();
	return use;
}

void
glyph_use_free(struct glyph_use *use)
{
	if (!use)
		return;
	arena_free(use->arena);
	free(use->fonts);
	free(use);
}

static struct font_use *
use_of(struct glyph_use *use, const struct font *font)
{
	while (use->count <= font->id) {
		use->fonts = mem_grow(
		    use->fonts, &use->room, use->count + 1, sizeof *use->fonts);
		use->fonts[use->count++] = (struct font_use){0};
	}
	struct font_use *of = &use->fonts[font->id];
	if (!of->font) {
		of->font = font;
		of->marked = ARENA_ARRAY(use->arena, bool, font->glyph_count);
		of->texts =
		    ARENA_ARRAY(use->arena, struct slice, font->glyph_count);
	}
	return of;
}

static bool
wins(struct slice text, struct slice before)
{
	if (!text.len || !before.len)
		return text.len > 0;
	return slice_compare(text, before) < 0;
}

void
glyph_use_mark(struct glyph_use *use, const struct font *font, uint32_t glyph,
    struct slice text)
{
	struct font_use *of = use_of(use, font);
	assert(glyph < font->glyph_count);
	if (!of->marked[glyph]) {
		of->marked[glyph] = true;
		of->count++;
	} else if (!wins(text, of->texts[glyph])) {
		return;
	}
	of->texts[glyph] = arena_dup(use->arena, text);
}

static int
compare_uses(const void *a, const void *b)
{
	const struct font_use *const *x = a, *const *y = b;
	return font_compare((*x)->font, (*y)->font);
}

const struct font_use **
glyph_use_list(struct arena *arena, const struct glyph_use *use, size_t *count)
{
	const struct font_use **list =
	    ARENA_ARRAY(arena, const struct font_use *, use->count);
	*count = 0;
	for (size_t i = 0; i < use->count; i++)
		if (use->fonts[i].count)
			list[(*count)++] = &use->fonts[i];
	if (*count)
		qsort(list, *count, sizeof(const struct font_use *),
		    compare_uses);
	return list;
}

/*
 * Written form, numbers little-endian: "use1", fonts (u32); of each: digest
 * (32 bytes), bytes of its file's name (u16), name, glyphs (u32); of each
 * glyph: index (u16), bytes of text (u16), text.
 */
static void
add_number(struct strbuf *out, uint32_t number, size_t width)
{
	for (size_t i = 0; i < width; i++)
		strbuf_add_char(out, (char)(number >> 8 * i & 0xFF));
}

static void
write_font(const struct font_use *of, struct strbuf *out)
{
	const struct digest *digest = &of->font->digest;
	struct slice name = slice_view(path_name(of->font->path));
	strbuf_add(out,
	    (struct slice){(const char *)digest->bytes, sizeof digest->bytes});
	add_number(out, (uint32_t)name.len, 2);
	strbuf_add(out, name);
	add_number(out, (uint32_t)of->count, 4);
	for (uint32_t i = 0; i < of->font->glyph_count; i++) {
		if (!of->marked[i])
			continue;
		add_number(out, i, 2);
		add_number(out, (uint32_t)of->texts[i].len, 2);
		strbuf_add(out, of->texts[i]);
	}
}

void
glyph_use_write(const struct glyph_use *use, struct strbuf *out)
{
	size_t count;
	struct arena *arena = arena_new();
	const struct font_use **list = glyph_use_list(arena, use, &count);
	strbuf_add_text(out, "use1");
	add_number(out, (uint32_t)count, 4);
	for (size_t i = 0; i < count; i++)
		write_font(list[i], out);
	arena_free(arena);
}

struct reader {
	struct slice left;
	bool ok;
};

static struct slice
read_bytes(struct reader *reader, size_t len)
{
	struct slice bytes = slice_part(reader->left, 0, len);
	reader->ok = reader->ok && bytes.len == len;
	reader->left = slice_part(reader->left, len, SIZE_MAX);
	return bytes;
}

static uint32_t
read_number(struct reader *reader, size_t width)
{
	struct slice bytes = read_bytes(reader, width);
	uint32_t number = 0;
	for (size_t i = 0; i < bytes.len; i++)
		number |= (uint32_t)(unsigned char)bytes.at[i] << 8 * i;
	return number;
}

static const struct font *
read_name(const struct glyph_use *use, struct reader *reader)
{
	struct digest digest = {0};
	struct slice bytes = read_bytes(reader, sizeof digest.bytes);
	struct slice name = read_bytes(reader, read_number(reader, 2));
	if (!reader->ok)
		return NULL;
	memcpy(digest.bytes, bytes.at, sizeof digest.bytes);
	for (size_t i = 0; i < font_set_count(use->set); i++) {
		const struct font *font = font_set_at(use->set, i);
		if (digest_equal(font->digest, digest) &&
		    slice_is(name, path_name(font->path)))
			return font;
	}
	return NULL;
}

/* Reads one font's glyphs; marks them where `mark`. */
static bool
read_font(struct glyph_use *use, struct reader *reader, bool mark)
{
	const struct font *font = read_name(use, reader);
	if (!font)
		return false;
	for (uint32_t left = read_number(reader, 4); left && reader->ok;
	     left--) {
		uint32_t glyph = read_number(reader, 2);
		struct slice text = read_bytes(reader, read_number(reader, 2));
		if (!reader->ok || glyph >= font->glyph_count ||
		    utf8_check(text) != text.len)
			return false;
		if (mark)
			glyph_use_mark(use, font, glyph, text);
	}
	return reader->ok;
}

static bool
read_use(struct glyph_use *use, struct slice written, bool mark)
{
	struct reader reader = {written, true};
	bool known = slice_is(read_bytes(&reader, 4), "use1");
	uint32_t fonts = read_number(&reader, 4);
	if (!known || !reader.ok)
		return false;
	for (; fonts; fonts--)
		if (!read_font(use, &reader, mark))
			return false;
	return !reader.left.len;
}

bool
glyph_use_merge(struct glyph_use *use, struct slice written)
{
	return read_use(use, written, false) && read_use(use, written, true);
}
