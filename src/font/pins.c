#include "font/pins.h"

#include <stdlib.h>

#include "base/file.h"
#include "font/messages.h"
#include "font/set.h"

#define HEX 64

int
font_compare(const struct font *a, const struct font *b)
{
	int order = slice_compare(a->family, b->family);
	return order ? order : (int)a->style - (int)b->style;
}

static int
compare_fonts(const void *a, const void *b)
{
	const struct font *const *x = a, *const *y = b;
	return font_compare(*x, *y);
}

void
font_set_write_pins(const struct font_set *set, struct strbuf *out)
{
	struct arena *arena = arena_new();
	const struct font **fonts =
	    ARENA_ARRAY(arena, const struct font *, set->count);
	for (size_t i = 0; i < set->count; i++)
		fonts[i] = set->fonts[i];
	if (set->count)
		qsort(fonts, set->count, sizeof(const struct font *),
		    compare_fonts);
	for (size_t i = 0; i < set->count; i++) {
		char hex[HEX + 1];
		digest_write_hex(fonts[i]->digest, hex);
		strbuf_print(out, "%s  %s\n", hex, path_name(fonts[i]->path));
	}
	arena_free(arena);
}

/* Where fonts.yaml names the file; NULL where it does not. */
static const struct conf_text *
find_named(const struct font_set *set, struct slice file)
{
	for (size_t i = 0; i < set->families.count; i++)
		for (size_t j = 0; j < FONT_STYLES; j++)
			if (slice_equal(
				set->families.at[i].files[j].text, file))
				return &set->families.at[i].files[j];
	return NULL;
}

static bool
open_pin(struct font_set *set, struct slice line, struct diag *diag)
{
	struct slice file = slice_part(line, HEX + 2, SIZE_MAX);
	char hex[HEX + 1];
	if (!file.len || !slice_starts(slice_part(line, HEX, 2), "  ")) {
		REPORT(diag, NO_SPAN, &font_bad_pins, NO_ARGS);
		return false;
	}
	const struct conf_text *named = find_named(set, file);
	if (!named) {
		REPORT(diag, NO_SPAN, &font_changed, ARGS(file));
		return false;
	}
	const struct font *font = font_set_open(set, file, diag, named->span);
	if (!font)
		return false;
	digest_write_hex(font->digest, hex);
	if (slice_is(slice_part(line, 0, HEX), hex))
		return true;
	REPORT(diag, named->span, &font_changed, ARGS(font->path));
	return false;
}

bool
font_set_open_pins(struct font_set *set, struct slice pins, struct diag *diag)
{
	bool ok = true;
	while (pins.len) {
		size_t end = slice_find_char(pins, '\n');
		ok = open_pin(set, slice_part(pins, 0, end), diag) && ok;
		pins = slice_part(pins, end + 1, SIZE_MAX);
	}
	return ok;
}
