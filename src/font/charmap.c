#include "font/charmap.h"

#include "font/sfnt.h"

#define LAST_CODE 0x10FFFF

/* Platform 0, or Windows with BMP (1) or full (10) encoding. */
static bool
is_unicode(uint16_t platform, uint16_t encoding)
{
	return platform == 0 ||
	       (platform == 3 && (encoding == 1 || encoding == 10));
}

/* Format 4: arrays of last codes, a blank word, first codes, ... */
static bool
segments_hold(struct slice table)
{
	size_t twice = sfnt_u16(table, 6), count = twice / 2;
	int64_t before = -1;
	if (twice % 2 || table.len < 16 + 4 * twice)
		return false;
	for (size_t i = 0; i < count; i++) {
		int64_t last = sfnt_u16(table, 14 + 2 * i);
		int64_t first = sfnt_u16(table, 16 + twice + 2 * i);
		if (first <= before || last < first)
			return false;
		before = last;
	}
	return true;
}

/* Formats 12 and 13: first code, last code, glyph. */
static bool
groups_hold(struct slice table)
{
	size_t count = sfnt_u32(table, 12);
	int64_t before = -1;
	if (table.len < 16 || count > (table.len - 16) / 12)
		return false;
	for (size_t i = 0; i < count; i++) {
		int64_t first = sfnt_u32(table, 16 + 12 * i);
		int64_t last = sfnt_u32(table, 20 + 12 * i);
		if (first <= before || last < first || last > LAST_CODE)
			return false;
		before = last;
	}
	return true;
}

static bool
subtable_holds(struct slice table)
{
	switch (sfnt_u16(table, 0)) {
	case 4:
		return segments_hold(table);
	case 12:
	case 13:
		return groups_hold(table);
	default:
		return true;
	}
}

enum charmap_fault
charmap_check(struct slice cmap)
{
	size_t count = sfnt_u16(cmap, 2), before = 0;
	bool unicode = false;
	if (cmap.len < 4 + 8 * count)
		return CHARMAP_DAMAGED;
	for (size_t i = 0; i < count; i++) {
		size_t entry = 4 + 8 * i;
		size_t at = sfnt_u32(cmap, entry + 4);
		if (at > cmap.len || cmap.len - at < 6)
			return CHARMAP_DAMAGED;
		/* Several encodings often share one subtable. */
		if (at != before &&
		    !subtable_holds(slice_part(cmap, at, SIZE_MAX)))
			return CHARMAP_DAMAGED;
		before = at;
		unicode = unicode || is_unicode(sfnt_u16(cmap, entry),
					 sfnt_u16(cmap, entry + 2));
	}
	return unicode ? CHARMAP_WHOLE : CHARMAP_NO_UNICODE;
}
