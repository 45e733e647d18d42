#include "text/words.h"

#include "test.h"
#include "text/number.h"

#define NBSP "\xC2\xA0"
#define APOSTROPHE "\xE2\x80\x99"

static const struct {
	const char *items[4];
	enum word_joint joint;
	const char *language, *want;
} lists[] = {
    {{NULL}, JOINT_AND, "sv", ""},
    {{"Anna"}, JOINT_AND, "sv", "Anna"},
    {{"Anna", "Bo"}, JOINT_AND, "sv", "Anna och Bo"},
    {{"Anna", "Bo", "Cia"}, JOINT_AND, "sv", "Anna, Bo och Cia"},
    {{"Anna", "Bo", "Cia"}, JOINT_OR, "sv", "Anna, Bo eller Cia"},
    {{"Anna", "", "Cia"}, JOINT_AND, "sv", "Anna och Cia"},
    {{"", " "}, JOINT_AND, "sv", ""},
    {{"Anna", "Bo", "Cia"}, JOINT_AND, "fi", "Anna, Bo ja Cia"},
    {{"Anna", "Bo"}, JOINT_OR, "fi", "Anna tai Bo"},
    {{"Anna", "Bo"}, JOINT_AND, "sv-FI", "Anna och Bo"},
    {{"Anna", "Bo", "Cia"}, JOINT_AND, "en", "Anna, Bo and Cia"},
    {{"Anna", "Bo", "Cia"}, JOINT_AND, "nb", "Anna, Bo og Cia"},
    {{"Anna", "Bo"}, JOINT_OR, "no-NO", "Anna eller Bo"},
    {{"Anna", "Bo", "Cia"}, JOINT_AND, "de", "Anna, Bo und Cia"},
    {{"Anna", "Bo", "Cia"}, JOINT_OR, "de", "Anna, Bo oder Cia"},
    {{"Ö", "å"}, JOINT_AND, "svx", "Ö, å"},
};

static const struct {
	long long micro;
	const char *language;
	enum word_plural want;
} plurals[] = {
    {0, "sv", PLURAL_OTHER},
    {MICRO, "sv", PLURAL_ONE},
    {-MICRO, "sv", PLURAL_ONE},
    {MICRO * 3 / 2, "sv", PLURAL_OTHER},
    {2 * MICRO, "sv", PLURAL_OTHER},
    {MICRO, "fi", PLURAL_ONE},
    {MICRO, "nb", PLURAL_ONE},
    {0, "nb", PLURAL_OTHER},
    {2 * MICRO, "pl", PLURAL_FEW},
    {5 * MICRO, "pl", PLURAL_MANY},
    {0, "ar", PLURAL_ZERO},
    {2 * MICRO, "ar", PLURAL_TWO},
    {MICRO, "ar", PLURAL_ONE},
    {100 * MICRO, "ar", PLURAL_OTHER},
};

static const struct {
	long long micro;
	const char *unit, *language, *want;
} amounts[] = {
    {1234 * MICRO, "kr", "sv", "1" NBSP "234" NBSP "kr"},
    {1234500000, "kr", "sv", "1" NBSP "234,50" NBSP "kr"},
    {1234500000, "€", "fi", "1" NBSP "234,50" NBSP "€"},
    {-1234500000, "kr", "nb",
	"\xE2\x88\x92"
	"1" NBSP "234,50" NBSP "kr"},
    {0, "kr", "sv", "0" NBSP "kr"},
    {4000, "kr", "sv", "0" NBSP "kr"},
    {5000, "kr", "sv", "0,01" NBSP "kr"},
    {996000, "kr", "sv", "1,00" NBSP "kr"},
    {12 * MICRO, "", "sv", "12"},
};

static const struct {
	const char *name, *language, *want;
} genitives[] = {
    {"Kari", "nb", "Karis"},
    {"KARI", "no", "KARIS"},
    {"Hans", "nb", "Hans" APOSTROPHE},
    {"Max", "nb", "Max" APOSTROPHE},
    {"Moritz", "nb-NO", "Moritz" APOSTROPHE},
    {"Anna", "sv", "Annas"},
    {"Anders", "sv", "Anders"},
    {"Max", "sv", "Max"},
    {"Lorentz", "sv", "Lorentz"},
    {"Åsa Öst", "sv", "Åsa Östs"},
    {"Zoé", "sv", "Zoés"},
    {"ANNA", "sv", "ANNAS"},
    {"ANDERS", "sv", "ANDERS"},
    {"A", "sv", "As"},
    {"K.", "sv", "K.:s"},
    {"Anna (god man)", "sv", "Anna (god man)"},
    {"", "sv", ""},
    {"Anna", "fi", "Anna"},
    {"Anna", "en", "Anna" APOSTROPHE "s"},
    {"Anders", "en", "Anders" APOSTROPHE},
    {"ANDERS", "en", "ANDERS" APOSTROPHE},
    {"Mia 2", "sv", "Mia 2:s"},
};

/* '_' stands for NBSP in `want`. */
static const struct {
	const char *in, *language, *want;
} phones[] = {
    {"0999-10 01 23", "sv", "0999-10_01_23"},
    {"0999-100123", "sv", "0999-10_01_23"},
    {"0999100123", "sv", "0999-10_01_23"},
    {"0999/10 01 23", "sv", "0999-10_01_23"},
    {"(0999) 10 01 23", "sv", "0999-10_01_23"},
    {"0999\xE2\x80\x93"
     "10 01 23",
	"sv", "0999-10_01_23"},
    {"08123456", "sv", "08-12_34_56"},
    {"08-1234567", "sv", "08-123_45_67"},
    {"08-12345678", "sv", "08-123_456_78"},
    {"0701234567", "sv", "070-123_45_67"},
    {"070 - 123 45 67", "sv", "070-123_45_67"},
    {"018-12345", "sv", "018-123_45"},
    {"+46 999 10 01 23", "sv", "+46_999_10_01_23"},
    {"+46 (0)999-10 01 23", "sv", "+46_999_10_01_23"},
    {"+46(0)70-1234567", "sv", "+46_70_123_45_67"},
    {"004670-1234567", "sv", "+46_70_123_45_67"},
    {"+358 40 123 4567", "sv", "+358_40_123_4567"},
    {"112", "sv", "112"},
    {"0999\xE2\x80\x90"
     "10 01 23",
	"sv", "0999-10_01_23"},
    {"0999\xE2\x80\x91"
     "10 01 23",
	"sv", "0999-10_01_23"},
    {"+46 0999-10 01 23", "sv", "+46_999_10_01_23"},
    {"0-9991234", "sv", "0-9991234"},
    {"09991-10 01 23", "sv", "09991-10_01_23"},
    {"0999-1001234567", "sv", "0999-1001234567"},
    {"113 13", "sv", "113_13"},
    {"0999-1", "sv", "0999-1"},
    {"0999-10 01 23 ankn. 5", "sv", "0999-10 01 23 ankn. 5"},
    {"040 123 4567", "fi", "040_123_4567"},
    {"012345678901234567890", "sv", "012345678901234567890"},
    {"", "sv", ""},
};

static struct slice
with_nbsp(struct arena *arena, const char *text)
{
	struct slice whole = slice_view(text), out = {NULL, 0};
	for (size_t at = 0; at <= whole.len;) {
		size_t end = slice_find_char(slice_from(whole, at), '_');
		struct slice parts[] = {out, slice_part(whole, at, end)};
		out = arena_join(arena, parts, 2,
		    at ? SLICE(NBSP) : (struct slice){NULL, 0});
		at += end + 1;
	}
	return out;
}

static void
test_lists(struct arena *mem)
{
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct slice items[4];
		size_t count = 0;
		while (count < 4 && lists[i].items[count]) {
			items[count] = slice_view(lists[i].items[count]);
			count++;
		}
		test_slice(lists[i].want,
		    word_join(
			mem, items, count, lists[i].joint, lists[i].language),
		    lists[i].want);
	}
}

int
main(void)
{
	struct arena *mem = arena_new();
	test_lists(mem);
	for (size_t i = 0; i < COUNT(plurals); i++)
		test_number(plurals[i].language,
		    word_plural(plurals[i].micro, plurals[i].language),
		    plurals[i].want);
	for (size_t i = 0; i < COUNT(amounts); i++)
		test_slice(amounts[i].want,
		    word_amount(mem, amounts[i].micro,
			slice_view(amounts[i].unit), amounts[i].language),
		    amounts[i].want);
	for (size_t i = 0; i < COUNT(genitives); i++)
		test_slice(genitives[i].name,
		    word_genitive(mem, slice_view(genitives[i].name),
			genitives[i].language),
		    genitives[i].want);
	for (size_t i = 0; i < COUNT(phones); i++)
		test_slice(phones[i].in,
		    word_phone(
			mem, slice_view(phones[i].in), phones[i].language),
		    with_nbsp(mem, phones[i].want).at);
	test_slice(
	    "money", word_money(mem, 300 * MICRO, "sv"), "300" NBSP "kr");
	struct slice two[] = {SLICE("Anna"), SLICE("Bo")};
	test_slice("list", word_list(mem, two, 2, "sv"), "Anna och Bo");
	test_true("one", word_is_one(MICRO, "sv"));
	test_true("not one", !word_is_one(0, "sv"));
	test_slice("unbroken", word_unbroken(mem, SLICE("a b\tc")),
	    "a" NBSP "b" NBSP "c");
	test_slice("a byte that is no text",
	    word_unbroken(mem, SLICE("a\xC3 b")), "a\xEF\xBF\xBD" NBSP "b");
	arena_free(mem);
	return test_end();
}
