#include "font/check.h"

#include "font/charmap.h"
#include "font/messages.h"

struct check {
	const struct sfnt *sfnt;
	struct slice name;
	struct diag *diag;
	struct span place;
	uint32_t glyphs;
};

static bool
refuse(const struct check *check, const struct message *why)
{
	REPORT(check->diag, check->place, why, ARGS(check->name));
	return false;
}

static bool
refuse_table(const struct check *check, const struct message *why, uint32_t tag)
{
	char text[5];
	sfnt_write_tag(tag, text);
	REPORT(check->diag, check->place, why, ARGS(check->name, text));
	return false;
}

static bool
refuse_hint(const struct check *check, const struct message *why,
    const struct message *hint)
{
	refuse(check, why);
	HINT(check->diag, hint, NO_ARGS);
	return false;
}

static bool
is_type1(struct slice file)
{
	return slice_starts(file, "%!") || slice_starts(file, "\x80\x01");
}

/* What the first four bytes say the file is. */
static bool
check_version(const struct check *check, struct slice file)
{
	switch (sfnt_version(file)) {
	case 0x00010000:
	case SFNT_TRUE:
	case SFNT_OTTO:
		return true;
	case SFNT_TTCF:
		return refuse_hint(
		    check, &font_collection, &font_use_one_of_it);
	case SFNT_WOFF:
	case SFNT_WOF2:
		return refuse_hint(check, &font_web, &font_use_opentype);
	default:
		if (is_type1(file))
			return refuse_hint(
			    check, &font_type1, &font_use_opentype);
		return refuse(check, &font_not_a_font);
	}
}

static bool
check_directory(const struct check *check, struct slice file, struct sfnt *sfnt)
{
	uint32_t faulty = 0;
	switch (sfnt_read(file, sfnt, &faulty)) {
	case SFNT_NO_DIRECTORY:
		return refuse(check, &font_no_directory);
	case SFNT_TABLE_OUTSIDE:
		return refuse_table(check, &font_cut_short, faulty);
	case SFNT_WHOLE:
		return true;
	}
	return false;
}

/* Kinds of fonts that are fonts, but not for letters. */
static bool
check_kind(const struct check *check)
{
	const struct sfnt *sfnt = check->sfnt;
	if (sfnt_has(sfnt, SFNT_FVAR) || sfnt_has(sfnt, SFNT_CFF2))
		return refuse_hint(check, &font_variable, &font_use_static);
	if (!sfnt_has(sfnt, SFNT_GLYF) && !sfnt_has(sfnt, SFNT_CFF))
		return refuse(check, &font_no_outlines);
	return true;
}

static bool
check_present(const struct check *check)
{
	static const uint32_t needed[] = {SFNT_OS2, SFNT_CMAP, SFNT_HEAD,
	    SFNT_HHEA, SFNT_HMTX, SFNT_MAXP, SFNT_NAME, SFNT_POST};
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!sfnt_has(check->sfnt, needed[i]))
			return refuse_table(check, &font_no_table, needed[i]);
	if (sfnt_has(check->sfnt, SFNT_GLYF) &&
	    !sfnt_has(check->sfnt, SFNT_LOCA))
		return refuse_table(check, &font_no_table, SFNT_LOCA);
	return true;
}

/*
 * Sums of all tables and, by head's checkSumAdjustment, of the whole file
 * ("Calculating Checksums"). All fonts Debian packages pass.
 */
static bool
check_sums(const struct check *check)
{
	const struct sfnt *sfnt = check->sfnt;
	for (size_t i = 0; i < sfnt->count; i++) {
		const struct sfnt_table *table = &sfnt->tables[i];
		if (sfnt_checksum(table) != table->checksum) {
			refuse_table(check, &font_bad_checksum, table->tag);
			HINT(check->diag, &font_ask_again, NO_ARGS);
			return false;
		}
	}
	struct slice head = sfnt_find(sfnt, SFNT_HEAD);
	size_t at = (size_t)(head.at - sfnt->file.at) + 8;
	uint32_t sum = sfnt_sum(sfnt->file, at);
	if (sfnt_u32(head, 8) != (uint32_t)(0xB1B0AFBA - sum))
		return refuse_hint(check, &font_bad_sum, &font_ask_again);
	return true;
}

static bool
head_holds(struct slice head)
{
	uint16_t upem = sfnt_u16(head, 18);
	return head.len >= 54 && sfnt_u16(head, 0) == 1 &&
	       sfnt_u32(head, 12) == 0x5F0F3CF5 && upem >= 16 &&
	       upem <= 16384 && sfnt_i16(head, 36) <= sfnt_i16(head, 40) &&
	       sfnt_i16(head, 38) <= sfnt_i16(head, 42) &&
	       sfnt_u16(head, 50) <= 1;
}

static bool
maxp_holds(struct slice maxp, bool cff)
{
	uint32_t version = sfnt_u32(maxp, 0);
	/* A number outside of the table is 0: here are six bytes at least. */
	if (!sfnt_u16(maxp, 4))
		return false;
	return cff ? version == 0x00005000
		   : maxp.len >= 32 && version == 0x00010000;
}

static bool
hmtx_holds(struct slice hhea, struct slice hmtx, uint32_t glyphs)
{
	uint32_t wide = sfnt_u16(hhea, 34);
	return wide >= 1 && wide <= glyphs &&
	       hmtx.len >= 4 * (size_t)wide + 2 * (size_t)(glyphs - wide);
}

/* Offsets of the outlines, in order and inside glyf. */
static bool
loca_holds(struct slice loca, bool longs, struct slice glyf, uint32_t glyphs)
{
	size_t width = longs ? 4 : 2;
	if (loca.len < ((size_t)glyphs + 1) * width)
		return false;
	size_t before = 0;
	for (size_t i = 0; i <= glyphs; i++) {
		size_t at = longs ? sfnt_u32(loca, i * 4)
				  : (size_t)sfnt_u16(loca, i * 2) * 2;
		if (at < before || at > glyf.len)
			return false;
		before = at;
	}
	return true;
}

/* The tables we read ourselves, and those whose sizes depend on each other. */
static bool
check_tables(struct check *check)
{
	const struct sfnt *sfnt = check->sfnt;
	bool cff = sfnt_has(sfnt, SFNT_CFF);
	struct slice head = sfnt_find(sfnt, SFNT_HEAD);
	struct slice hhea = sfnt_find(sfnt, SFNT_HHEA);
	if (!head_holds(head))
		return refuse_table(check, &font_bad_table, SFNT_HEAD);
	if (!maxp_holds(sfnt_find(sfnt, SFNT_MAXP), cff))
		return refuse_table(check, &font_bad_table, SFNT_MAXP);
	check->glyphs = sfnt_u16(sfnt_find(sfnt, SFNT_MAXP), 4);
	if (hhea.len < 36 || sfnt_u16(hhea, 0) != 1)
		return refuse_table(check, &font_bad_table, SFNT_HHEA);
	if (!hmtx_holds(hhea, sfnt_find(sfnt, SFNT_HMTX), check->glyphs))
		return refuse_table(check, &font_bad_table, SFNT_HMTX);
	if (!cff && !loca_holds(sfnt_find(sfnt, SFNT_LOCA), sfnt_u16(head, 50),
			sfnt_find(sfnt, SFNT_GLYF), check->glyphs))
		return refuse_table(check, &font_bad_table, SFNT_LOCA);
	if (sfnt_find(sfnt, SFNT_OS2).len < 78)
		return refuse_table(check, &font_bad_table, SFNT_OS2);
	if (sfnt_find(sfnt, SFNT_POST).len < 32)
		return refuse_table(check, &font_bad_table, SFNT_POST);
	return true;
}

static bool
check_cmap(const struct check *check)
{
	switch (charmap_check(sfnt_find(check->sfnt, SFNT_CMAP))) {
	case CHARMAP_DAMAGED:
		return refuse_table(check, &font_bad_table, SFNT_CMAP);
	case CHARMAP_NO_UNICODE:
		return refuse(check, &font_no_unicode);
	case CHARMAP_WHOLE:
		return true;
	}
	return false;
}

/*
 * OS/2 fsType: 0x0002 restricted licence, 0x0100 no subsetting, 0x0200 only
 * bitmaps may be embedded. Before version 3 several of the lowest bits could
 * be set and the most permissive counted.
 */
static bool
check_licence(const struct check *check)
{
	struct slice os2 = sfnt_find(check->sfnt, SFNT_OS2);
	uint16_t version = sfnt_u16(os2, 0), type = sfnt_u16(os2, 8);
	bool milder = version < 3 && type & 0x000C;
	if (type & 0x0002 && !milder)
		return refuse_hint(
		    check, &font_no_embedding, &font_other_licence);
	if (type & 0x0200)
		return refuse_hint(
		    check, &font_only_bitmaps, &font_other_licence);
	if (type & 0x0100)
		return refuse_hint(check, &font_no_subset, &font_other_licence);
	return true;
}

/*
 * The end of the CFF index at `at`, 0 where it is outside or false; *first is
 * its first item. Adobe TN 5176, section 5.
 */
static size_t
cff_skip_index(struct slice cff, size_t at, struct slice *first)
{
	size_t count = sfnt_u16(cff, at), width = sfnt_u8(cff, at + 2);
	*first = (struct slice){0};
	if (at + 2 > cff.len || !count)
		return at + 2 > cff.len ? 0 : at + 2;
	if (width < 1 || width > 4)
		return 0;
	size_t base = at + 3 + (count + 1) * width - 1;
	size_t offsets[3] = {0, 1, count};
	for (size_t i = 0; i < 3; i++) {
		size_t value = 0;
		for (size_t j = 0; j < width; j++)
			value = value << 8 |
				sfnt_u8(cff, at + 3 + offsets[i] * width + j);
		offsets[i] = value;
	}
	if (offsets[0] != 1 || offsets[1] < 1 || offsets[2] < offsets[1] ||
	    base > cff.len || offsets[2] > cff.len - base)
		return 0;
	*first = slice_part(cff, base + 1, offsets[1] - 1);
	return base + offsets[2];
}

/* True where a Top DICT holds operator 12 30, ROS; TN 5176, table 3. */
static bool
cff_has_ros(struct slice dict)
{
	for (size_t at = 0; at < dict.len;) {
		uint8_t b = sfnt_u8(dict, at);
		if (b == 12 && sfnt_u8(dict, at + 1) == 30)
			return true;
		if (b == 12 || (b >= 247 && b <= 254))
			at += 2;
		else if (b == 28)
			at += 3;
		else if (b == 29)
			at += 5;
		else if (b == 30)
			/* A real number ends with a nibble of ones. */
			while (++at < dict.len &&
			       (sfnt_u8(dict, at) & 0x0F) != 0x0F &&
			       sfnt_u8(dict, at) >> 4 != 0x0F)
				;
		else
			at++;
		if (b == 30)
			at++;
	}
	return false;
}

/*
 * A CID-keyed CFF font numbers its glyphs twice; PDF would take our glyph
 * numbers for the other ones (ISO 32000-1, 9.7.4.2).
 */
static bool
check_cff(const struct check *check)
{
	struct slice cff = sfnt_find(check->sfnt, SFNT_CFF), first;
	if (!cff.at)
		return true;
	size_t at = sfnt_u8(cff, 2);
	if (cff.len < 4 || sfnt_u8(cff, 0) != 1 || at < 4)
		return refuse_table(check, &font_bad_table, SFNT_CFF);
	at = cff_skip_index(cff, at, &first); /* names */
	if (at)
		at = cff_skip_index(cff, at, &first);
	if (!at || !first.len)
		return refuse_table(check, &font_bad_table, SFNT_CFF);
	if (cff_has_ros(first))
		return refuse_hint(check, &font_cid_keyed, &font_use_truetype);
	return true;
}

bool
font_check(struct slice file, struct slice name, struct diag *diag,
    struct span place, struct sfnt *sfnt)
{
	struct check check = {sfnt, name, diag, place, 0};
	return check_version(&check, file) &&
	       check_directory(&check, file, sfnt) && check_kind(&check) &&
	       check_present(&check) && check_sums(&check) &&
	       check_tables(&check) && check_cmap(&check) &&
	       check_licence(&check) && check_cff(&check);
}
