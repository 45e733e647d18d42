#include "shop/marks.h"

#include "test.h"

/* ---- codes */

static const struct {
	const char *name;
	struct shop_part parts[4];
	size_t count;
	const char *want;
} codes[] = {
    {"numbers have zeros before them",
	{{PART_LETTER, 6}, {PART_SHEET, 2}, {PART_SHEETS, 2}, {PART_CLASS, 1}},
	4, "00471102032"},
    {"the last digits", {{PART_LETTER, 3}}, 1, "711"},
    {"the run's first digits", {{PART_RUN, 4}}, 1, "1234"},
    {"signs of its own", {{PART_LITERAL, 0, {"N-", 2}}, {PART_LETTER, 4}}, 2,
	"N-4711"},
    /* GTIN 4006381333931 of GS1's own example */
    {"GS1's modulus 10",
	{{PART_LITERAL, 0, {"400638133393", 12}}, {PART_CHECK, 1}}, 2,
	"4006381333931"},
    /* ISO 7064's example of MOD 97-10: 794 has the check digits 44 */
    {"MOD 97-10", {{PART_LITERAL, 0, {"794", 3}}, {PART_CHECK, 2}}, 2, "79444"},
    {"modulus 10 leaves out all other signs",
	{{PART_LITERAL, 0, {"4:006/381-333*93", 16}}, {PART_CHECK, 1}}, 2,
	"4:006/381-333*931"},
    {"MOD 97-10 leaves them out too",
	{{PART_LITERAL, 0, {"7:9-4[z", 7}}, {PART_CHECK, 2}}, 2, "7:9-4[z44"},
    {"MOD 97-10 of letters", {{PART_LITERAL, 0, {"A1", 2}}, {PART_CHECK, 2}}, 2,
	"A186"},
};

static void
check_codes(struct arena *mem)
{
	const struct shop_sheet sheet = {.run = SLICE("123456789012"),
	    .letter = 4711,
	    .sheet = 2,
	    .sheets = 3,
	    .class = 2};
	for (size_t i = 0; i < COUNT(codes); i++) {
		struct shop_code code = {.count = codes[i].count};
		memcpy(code.parts, codes[i].parts, sizeof codes[i].parts);
		test_slice(codes[i].name, shop_code_says(mem, &code, &sheet),
		    codes[i].want);
	}
}

/* ---- OMR: start, collate, sequence 4 2 1, letter 1, parity */

static const struct {
	const char *name;
	struct shop_sheet sheet;
	bool odd;
	const char *want;
} tracks[] = {
    {"alone", {.letter = 2, .sheet = 1, .sheets = 1, .sequence = 1}, false,
	"1000111"},
    {"more follow", {.letter = 2, .sheet = 1, .sheets = 2, .sequence = 1},
	false, "1100110"},
    {"the last", {.letter = 1, .sheet = 2, .sheets = 2, .sequence = 7}, false,
	"1011100"},
    {"round again", {.letter = 1, .sheet = 1, .sheets = 1, .sequence = 8},
	false, "1000100"},
    {"a proof", {.sheet = 1, .sheets = 1, .sequence = 1}, false, "1000100"},
    {"odd", {.letter = 1, .sheet = 1, .sheets = 1, .sequence = 8}, true,
	"1000101"},
};

static void
check_tracks(void)
{
	struct shop_omr omr = {
	    .places = {{PLACE_ALWAYS, 0}, {PLACE_COLLATE, 0},
		{PLACE_SEQUENCE, 4}, {PLACE_SEQUENCE, 2}, {PLACE_SEQUENCE, 1},
		{PLACE_LETTER, 1}, {PLACE_PARITY, 0}},
	    .count = 7,
	    .sequence_least = 1,
	    .sequence_most = 7,
	    .letter_most = 1,
	};
	for (size_t i = 0; i < COUNT(tracks); i++) {
		char have[8] = "";
		omr.odd = tracks[i].odd;
		uint32_t says = shop_omr_says(&omr, &tracks[i].sheet);
		for (size_t k = 0; k < omr.count; k++)
			have[k] = says >> k & 1 ? '1' : '0';
		test_slice(tracks[i].name, slice_view(have), tracks[i].want);
	}
}

static void
check_room(void)
{
	struct shop shop = {
	    .code = {.given = true,
		.parts = {{PART_LETTER, 3}, {PART_SHEET, 2}, {PART_SHEETS, 1}},
		.count = 3}};
	test_number("letters", (int)shop_letters_most(&shop), 999);
	test_number("sheets", (int)shop_sheets_most(&shop), 9);
	shop.code.given = false;
	test_true("no code, no limit", shop_letters_most(&shop) == UINT32_MAX);
}

int
main(void)
{
	struct arena *mem = arena_new();
	char digits[SHOP_RUN_DIGITS + 1];
	check_codes(mem);
	check_tracks();
	check_room();
	shop_run_number(
	    (struct digest){{0, 0, 0, 0, 0, 0, 0x12, 0x34}}, digits);
	test_slice("a run's number", slice_view(digits), "000000004660");
	arena_free(mem);
	return test_end();
}
