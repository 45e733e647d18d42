#include "font/check.h"

#include "font/messages.h"
#include "fonts.h"

/*
 * Each case damages a good file in one place and names the code it is refused
 * by. Sums are mended after the damage but for the cases about sums.
 */
#define LAST_WORD SIZE_MAX /* as a length: four bytes less */

struct damage {
	const char *name;
	const char *code; /* "" where it is accepted */
	const char *table; /* NULL: offsets from the file's start */
	size_t at, width;
	uint32_t value;
	const char *rename; /* the table gets this tag */
	size_t cut; /* the file's new length */
	bool keep_sums;
	size_t shorten; /* the table's new length */
	size_t move; /* the table's new place */
};

#define WRITE(in, offset, bytes, number)                                       \
	.table = (in), .at = (offset), .width = (bytes), .value = (number)
#define RENAME(from, to) .table = (from), .rename = (to)

static const struct damage truetype[] = {
    {"whole", "", .cut = 0},
    {"empty", "not-a-font", .cut = 1},
    {"collection", "font-collection", WRITE(NULL, 0, 4, 0x74746366)},
    {"woff", "web-font", WRITE(NULL, 0, 4, 0x774F4646)},
    {"woff2", "web-font", WRITE(NULL, 0, 4, 0x774F4632)},
    {"pfb", "type1-font", WRITE(NULL, 0, 4, 0x80010000)},
    {"pfa", "type1-font", WRITE(NULL, 0, 4, 0x25215053)},
    {"text", "not-a-font", WRITE(NULL, 0, 4, 0x48656A21)},
    {"no tables", "font-directory", WRITE(NULL, 4, 2, 0)},
    {"too many tables", "font-directory", WRITE(NULL, 4, 2, 4000)},
    {"directory cut", "font-directory", .cut = 100},
    {"cut in the middle", "font-cut-short", .cut = 200000},
    {"last word gone", "font-cut-short", .cut = LAST_WORD},
    {"tag twice", "font-directory", RENAME("hhea", "head")},
    {"variable", "variable-font", RENAME("fpgm", "fvar")},
    {"bitmaps only", "font-without-outlines", RENAME("glyf", "glxf")},
    {"no OS/2", "font-table-missing", RENAME("OS/2", "OS/1")},
    {"no cmap", "font-table-missing", RENAME("cmap", "cmaq")},
    {"no name", "font-table-missing", RENAME("name", "namd")},
    {"no loca", "font-table-missing", RENAME("loca", "locb")},
    {"sum of a table", "font-table-checksum", WRITE("glyf", 4000, 1, 1),
	.keep_sums = true},
    {"sum of the file", "font-checksum", WRITE("head", 8, 4, 1),
	.keep_sums = true},
    {"head: magic", "font-table-damaged", WRITE("head", 12, 4, 0)},
    {"head: version", "font-table-damaged", WRITE("head", 0, 2, 2)},
    {"hhea: version", "font-table-damaged", WRITE("hhea", 0, 2, 0)},
    {"head: upem 0", "font-table-damaged", WRITE("head", 18, 2, 0)},
    {"head: upem huge", "font-table-damaged", WRITE("head", 18, 2, 20000)},
    {"head: left of its right", "font-table-damaged",
	WRITE("head", 36, 2, 32767)},
    {"head: under its top", "font-table-damaged", WRITE("head", 38, 2, 32767)},
    {"head: too short", "font-table-damaged", .table = "head", .shorten = 52},
    {"head: loca format", "font-table-damaged", WRITE("head", 50, 2, 7)},
    {"maxp: of CFF", "font-table-damaged", WRITE("maxp", 0, 4, 0x00005000)},
    {"maxp: no glyphs", "font-table-damaged", WRITE("maxp", 4, 2, 0)},
    {"maxp: more glyphs than widths", "font-table-damaged",
	WRITE("maxp", 4, 2, 65535)},
    {"hhea: no widths", "font-table-damaged", WRITE("hhea", 34, 2, 0)},
    {"loca: backwards", "font-table-damaged", WRITE("loca", 40, 4, 0x7FFFFFFF)},
    {"maxp: too short", "font-table-damaged", .table = "maxp", .shorten = 20},
    {"hhea: too short", "font-table-damaged", .table = "hhea", .shorten = 34},
    {"hmtx: too short", "font-table-damaged", .table = "hmtx", .shorten = 40},
    {"loca: too short", "font-table-damaged", .table = "loca", .shorten = 40},
    {"OS/2: too short", "font-table-damaged", .table = "OS/2", .shorten = 76},
    {"OS/2: of version 0", "", .table = "OS/2", .shorten = 78},
    {"post: too short", "font-table-damaged", .table = "post", .shorten = 28},
    {"post: the least", "", .table = "post", .shorten = 32},
    {"a table in the directory", "font-cut-short", .table = "post", .move = 20},
    {"cmap: count", "font-table-damaged", WRITE("cmap", 2, 2, 9999)},
    {"cmap: offset", "font-table-damaged", WRITE("cmap", 8, 4, 0x7FFFFFFF)},
    {"licence: installable", "", WRITE("OS/2", 8, 2, 0)},
    {"licence: print", "", WRITE("OS/2", 8, 2, 4)},
    {"licence: restricted", "font-no-embedding", WRITE("OS/2", 8, 2, 2)},
    {"licence: restricted beside editable", "font-no-embedding",
	WRITE("OS/2", 8, 2, 2 + 8)},
    {"licence: no subset", "font-no-subset", WRITE("OS/2", 8, 2, 0x104)},
    {"licence: bitmaps", "font-only-bitmaps", WRITE("OS/2", 8, 2, 0x204)},
};

static const struct damage cff[] = {
    {"cff whole", "", .cut = 0},
    {"cff: version", "font-table-damaged", WRITE("CFF ", 0, 1, 2)},
    {"cff: header", "font-table-damaged", WRITE("CFF ", 2, 1, 0)},
    {"cff: index", "font-table-damaged", WRITE("CFF ", 6, 1, 9)},
    {"cff: names outside", "font-table-damaged", WRITE("CFF ", 4, 2, 65535)},
    {"cff: no names", "font-table-damaged", WRITE("CFF ", 4, 2, 0)},
    {"cff: two bytes", "font-table-damaged", .table = "CFF ", .shorten = 3},
    {"cff: header alone", "font-table-damaged", .table = "CFF ", .shorten = 5},
    {"cff: cut in the names' offsets", "font-table-damaged",
	WRITE("CFF ", 4, 2, 65535), .shorten = 600},
    {"cff: first offset", "font-table-damaged", WRITE("CFF ", 7, 1, 2)},
    {"cff: no offset", "font-table-damaged", WRITE("CFF ", 8, 1, 0)},
    {"cff: a name outside", "font-table-damaged", WRITE("CFF ", 8, 1, 255),
	.shorten = 100},
    {"cff: offsets of no byte", "font-table-damaged", WRITE("CFF ", 6, 1, 0)},
    {"cff: maxp of TrueType", "font-table-damaged",
	WRITE("maxp", 0, 4, 0x00010000)},
    {"cff2", "variable-font", RENAME("CFF ", "CFF2")},
};

static struct slice
damage_file(struct slice file, const struct damage *damage)
{
	size_t entry = damage->table ? font_entry(file, damage->table) : 0;
	size_t from = damage->table ? sfnt_u32(file, entry + 8) : 0;
	if (damage->width)
		font_write(
		    file, from + damage->at, damage->value, damage->width);
	if (damage->rename)
		font_write(
		    file, entry, sfnt_u32(slice_view(damage->rename), 0), 4);
	if (damage->shorten)
		font_write(file, entry + 12, (uint32_t)damage->shorten, 4);
	if (damage->move)
		font_write(file, entry + 8, (uint32_t)damage->move, 4);
	if (!damage->keep_sums && !damage->cut)
		font_mend(file);
	size_t len = damage->cut == LAST_WORD ? file.len - 4 : damage->cut;
	return len ? slice_part(file, 0, len) : file;
}

static bool
has_code(struct slice said, const char *code)
{
	char mark[64];
	snprintf(mark, sizeof mark, "[%s]", code);
	return slice_find(said, slice_view(mark)) < said.len;
}

/* Checks a file; `code` is what it is refused by, "" where it is accepted. */
static void
expect_refusal(struct bench *bench, struct slice file, const char *name,
    const char *code, struct strbuf *all)
{
	struct sfnt sfnt;
	bool ok = font_check(
	    file, slice_view("Brev.ttf"), bench->diag, NO_SPAN, &sfnt);
	struct slice said = bench_said(bench);
	diag_reset(bench->diag);
	test_true(name, ok == !code[0] && (ok || has_code(said, code)));
	strbuf_print(
	    all, "# %s\n%.*s", name, (int)said.len, said.at ? said.at : "");
}

static void
run_cases(struct bench *bench, const char *path, const struct damage *cases,
    size_t count, struct strbuf *all)
{
	for (size_t i = 0; i < count; i++)
		expect_refusal(bench,
		    damage_file(font_copy(bench, path), &cases[i]),
		    cases[i].name, cases[i].code, all);
}

/* Before version 3 of OS/2 the most permissive of several bits counted. */
static void
check_old_licence(struct bench *bench)
{
	struct sfnt sfnt;
	struct slice file = font_copy(bench, NOTO "NotoSerif-Regular.ttf");
	size_t os2 = sfnt_u32(file, font_entry(file, "OS/2") + 8);
	font_write(file, os2, 2, 2);
	font_write(file, os2 + 8, 2 + 8, 2);
	font_mend(file);
	test_true("old licence bits", font_check(file, slice_view("Brev.ttf"),
					  bench->diag, NO_SPAN, &sfnt));
}

/* A symbol font maps from Windows' encoding 0 only. */
static void
check_symbols(struct bench *bench, struct strbuf *all)
{
	struct slice file = font_copy(bench, NOTO "NotoSerif-Regular.ttf");
	size_t cmap = sfnt_u32(file, font_entry(file, "cmap") + 8);
	for (size_t i = 0; i < sfnt_u16(file, cmap + 2); i++)
		font_write(file, cmap + 4 + 8 * i, 3 << 16, 4);
	font_mend(file);
	expect_refusal(bench, file, "symbol font", "font-without-unicode", all);
}

/* The Top DICT of a CFF font with ROS in place of its first operator. */
static void
check_cid_keyed(struct bench *bench, struct strbuf *all)
{
	struct slice file = font_copy(bench, URW "C059-Roman.otf");
	size_t from = sfnt_u32(file, font_entry(file, "CFF ") + 8);
	size_t width = sfnt_u8(file, from + 6);
	size_t names =
	    from + 7 + 2 * width - 1 + sfnt_u8(file, from + 6 + 2 * width);
	/* count, offset size, two offsets, then the dictionary */
	size_t dict = names + 3 + 2 * sfnt_u8(file, names + 2);
	font_write(file, dict, 12 << 8 | 30, 2);
	font_mend(file);
	expect_refusal(bench, file, "CID-keyed", "cid-keyed-font", all);
}

/* A header, the name "A" and a Top DICT; the length and one stands
 * before its bytes. */
#define TOP                                                                    \
	"\1\0\4\1"                                                             \
	"\0\1\1\1\2A"
#define BYTES(literal)                                                         \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}
#define DICT(offset, bytes) BYTES(TOP "\0\1\1\1" offset bytes)

/*
 * CFF tables written by hand. Operands are of one, two, three and five bytes,
 * and a real number ends with a nibble of ones: bytes within them are no
 * operator. Each table ends the file's own.
 */
static const struct {
	const char *name, *code;
	struct slice bytes;
} tops[] = {
    {"cff: an operator", "", DICT("\3", "\x8B\5")},
    {"cff: ROS", "cid-keyed-font", DICT("\3", "\x0C\x1E")},
    {"cff: ROS behind an operator of two bytes", "cid-keyed-font",
	DICT("\5", "\x0C\7\x0C\x1E")},
    {"cff: ROS behind a number of one byte", "cid-keyed-font",
	DICT("\4", "\xF6\x0C\x1E")},
    {"cff: ROS behind a reserved byte", "cid-keyed-font",
	DICT("\4", "\xFF\x0C\x1E")},
    {"cff: the first number of two bytes", "", DICT("\4", "\xF7\x0C\x1E")},
    {"cff: the last number of two bytes", "", DICT("\4", "\xFE\x0C\x1E")},
    {"cff: a number of three bytes", "", DICT("\4", "\x1C\x0C\x1E")},
    {"cff: a number of five bytes", "", DICT("\6", "\x1D\x0C\x1E\x0C\x1E")},
    {"cff: ROS behind a number of five bytes", "cid-keyed-font",
	DICT("\x8", "\x1D\0\0\0\0\x0C\x1E")},
    {"cff: ROS behind a real number", "cid-keyed-font",
	DICT("\6", "\x1E\x12\x3F\x0C\x1E")},
    {"cff: ROS behind a real number of an odd digit", "cid-keyed-font",
	DICT("\6", "\x1E\x12\xFF\x0C\x1E")},
    {"cff: ROS behind a real number that ends high", "cid-keyed-font",
	DICT("\6", "\x1E\x12\xF3\x0C\x1E")},
    {"cff: a real number without an end", "", DICT("\5", "\x1E\x12\x0C\x1E")},
    {"cff: no Top DICT", "font-table-damaged", BYTES(TOP "\0\0")},
    {"cff: a Top DICT of nothing", "font-table-damaged", DICT("\1", "")},
    {"cff: a Top DICT outside", "font-table-damaged", DICT("\3", "\5")},
    {"cff: an end that is cut", "font-table-damaged",
	BYTES("\1\0\4\1"
	      "\0\1\3\0\0\1\1")},
};

static void
check_tops(struct bench *bench, struct strbuf *all)
{
	for (size_t i = 0; i < COUNT(tops); i++) {
		struct slice file = font_copy(bench, URW "C059-Roman.otf");
		size_t entry = font_entry(file, "CFF ");
		size_t from = sfnt_u32(file, entry + 8);
		for (size_t k = 0; k < tops[i].bytes.len; k++)
			font_write(file, from + k,
			    (unsigned char)tops[i].bytes.at[k], 1);
		font_write(file, entry + 12, (uint32_t)tops[i].bytes.len, 4);
		font_mend(file);
		expect_refusal(bench, file, tops[i].name, tops[i].code, all);
	}
}

int
main(void)
{
	struct bench bench = bench_open();
	struct strbuf all = {0};
	run_cases(&bench, NOTO "NotoSans-Regular.ttf", truetype,
	    COUNT(truetype), &all);
	run_cases(&bench, URW "C059-Roman.otf", cff, COUNT(cff), &all);
	check_old_licence(&bench);
	test_number("no table of what is no font",
	    (long long)sfnt_find_in(SLICE("Hej"), "head").len, 0);
	check_symbols(&bench, &all);
	check_cid_keyed(&bench, &all);
	check_tops(&bench, &all);
	test_golden(&bench, "refused.diag", strbuf_view(&all));
	strbuf_fini(&all);
	bench_close(&bench);
	return test_end();
}
