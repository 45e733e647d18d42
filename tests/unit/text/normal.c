#include "text/normal.h"
#include "text/normal_icu.h"

#include "base/utf8.h"
#include "test.h"

/* U+00E5 in two code points, and blanks that are easily overlooked. */
#define A_RING_APART "a\xCC\x8A"
#define NBSP "\xC2\xA0"
#define SHY "\xC2\xAD"
#define ZWSP "\xE2\x80\x8B"
#define BOM "\xEF\xBB\xBF"
#define THIN "\xE2\x80\x89"
#define LRM "\xE2\x80\x8E"

static const struct {
	const char *name, *in, *clean, *fold;
} cases[] = {
    {"empty", "", "", ""},
    {"ascii", "abc", "abc", "abc"},
    {"upper ascii", "ABC def", "ABC def", "abc def"},
    {"letters beside the letters", "@AZ[`az{", "@AZ[`az{", "@az[`az{"},
    {"blanks at the ends", " \t abc \r\n", "abc", "abc"},
    {"blanks alone", " \t ", "", ""},
    {"blanks inside", "a \t  b", "a \t  b", "a b"},
    {"a tab inside", "a\tb", "a\tb", "a b"},
    {"no-break spaces", NBSP "a" NBSP NBSP "b" NBSP, "a" NBSP NBSP "b", "a b"},
    {"thin and wide spaces", THIN "a" THIN "b\xE3\x80\x80", "a" THIN "b",
	"a b"},
    {"swedish", "ÅÄÖ åäö É é Ü ü", "ÅÄÖ åäö É é Ü ü", "åäö åäö é é ü ü"},
    {"only lower case", "smörgås", "smörgås", "smörgås"},
    {"times and division stay", "×÷", "×÷", "×÷"},
    {"first and last of latin-1", "ÀÞàþÿ", "ÀÞàþÿ", "àþàþÿ"},
    {"sharp s", "Straße", "Straße", "strasse"},
    {"capital sharp s", "STRAẞE", "STRAẞE", "strasse"},
    {"micro sign", "5 \xC2\xB5m", "5 \xC2\xB5m", "5 μm"},
    {"soft hyphen", "hem" SHY "tjänst", "hem" SHY "tjänst", "hemtjänst"},
    {"soft hyphen at the ends", SHY "a" SHY, "a", "a"},
    {"only soft hyphens", SHY SHY, "", ""},
    {"mark of order", BOM "Namn", "Namn", "namn"},
    {"zero width inside", "a" ZWSP "b", "a" ZWSP "b", "ab"},
    {"zero width alone", ZWSP, "", ""},
    {"direction mark alone", LRM, "", ""},
    {"direction mark at the end", "a" LRM, "a" LRM, "a"},
    {"decomposed", A_RING_APART "ker", "åker", "åker"},
    {"decomposed capital", "A\xCC\x8AKER", "ÅKER", "åker"},
    {"angstrom sign", "\xE2\x84\xAB", "Å", "å"},
    {"marks in the wrong order", "a\xCC\xA3\xCC\x8A", "\xE1\xBA\xA1\xCC\x8A",
	"\xE1\xBA\xA1\xCC\x8A"},
    {"latin extended", "ŠKODA Łódź", "ŠKODA Łódź", "škoda łódź"},
    {"greek final sigma", "ΟΔΟΣ", "ΟΔΟΣ", "οδοσ"},
    {"cyrillic", "МОСКВА", "МОСКВА", "москва"},
    {"typographic quote", "O\xE2\x80\x99Hara", "O\xE2\x80\x99Hara",
	"o\xE2\x80\x99hara"},
    {"wide with blanks", "  Š   a  ", "Š   a", "š a"},
    {"arabic", "\xD8\xA7\xD9\x84", "\xD8\xA7\xD9\x84", "\xD8\xA7\xD9\x84"},
    {"wide", "Ｓｅｒｖｉｃｅｈｕｓ　２", "Ｓｅｒｖｉｃｅｈｕｓ　２",
	"servicehus 2"},
    {"ligatures", "ﬁﬀ ĲSSEL", "ﬁﬀ ĲSSEL", "fiff ijssel"},
    {"long s", "Hauſ", "Hauſ", "haus"},
    {"letters of formulas", "𝐒𝐇", "𝐒𝐇", "sh"},
    {"digits that say something else", "1² ① ½ ª", "1² ① ½ ª", "1² ① ½ ª"},
    {"a mark that stands alone", "a˘", "a˘", "a˘"},
    {"the longest form", "ﷺ", "ﷺ", "صلى الله عليه وسلم"},
    {"beyond the basic plane", "\xF0\x90\x90\x80", "\xF0\x90\x90\x80",
	"\xF0\x90\x90\xA8"},
};

static const struct {
	const char *name, *a, *b;
	bool same;
} pairs[] = {
    {"equal", "abc", "abc", true},
    {"case", "SERVICEHUS", "servicehus", true},
    {"blanks", "servicehus ", " Servicehus", true},
    {"no-break space", "Eget" NBSP "boende", "eget boende", true},
    {"swedish case", "ÅÄÖ", "åäö", true},
    {"å is not a", "å", "a", false},
    {"ö is not ø", "ö", "ø", false},
    {"é is not e", "é", "e", false},
    {"prefix", "abc", "abcd", false},
    {"blank apart", "ab", "a b", false},
    {"decomposed", "å", A_RING_APART, true},
    {"sharp s", "straße", "STRASSE", true},
    {"sharp s cut", "ß", "s", false},
    {"wide against narrow", "Š", "s", false},
    {"wide", "Š", "š", true},
    {"wide letters", "ＳＨ", "sh", true},
    {"raised", "1²", "12", false},
    {"roman numeral", "Ⅳ", "IV", true},
    {"look alike", "S\u041d", "SH", false},
    {"empty and blank", "", "  ", true},
    {"empty and text", "", "a", false},
};

static void
test_cases(struct arena *mem)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice in = slice_view(cases[i].in);
		test_slice(cases[i].name, text_clean(mem, in), cases[i].clean);
		test_slice(cases[i].name, text_fold(mem, in), cases[i].fold);
		test_true(cases[i].name, text_is_blank(in) == !*cases[i].clean);
		struct slice once = text_fold(mem, in);
		test_slice(cases[i].name, text_fold(mem, once), cases[i].fold);
	}
}

/* The fast paths against ICU: a wide letter before sends the rest there. */
static void
test_against_icu(struct arena *mem)
{
	for (uint32_t code = 1; code < 0x180; code++) {
		char narrow[8], wide[12] = "ж";
		size_t len = utf8_encode(narrow, code);
		narrow[len] = '\0';
		memcpy(wide + 2, narrow, len + 1);
		struct slice fold = text_fold(mem, slice_view(wide));
		if (!code_is_blank(code))
			test_slice("fold as ICU does", slice_from(fold, 2),
			    arena_dup_text(
				mem, text_fold(mem, slice_view(narrow))));
	}
}

int
main(void)
{
	struct arena *mem = arena_new();
	test_cases(mem);
	test_against_icu(mem);
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct slice a = slice_view(pairs[i].a);
		struct slice b = slice_view(pairs[i].b);
		test_true(pairs[i].name, text_same(a, b) == pairs[i].same);
		test_true(pairs[i].name, text_same(b, a) == pairs[i].same);
	}
	test_true("composed", normal_is_nfc(SLICE("\u00e5 \u0416")));
	test_true("apart", !normal_is_nfc(SLICE("a\u030a")));
	test_true("no character at all", !normal_is_nfc(SLICE("a\xff")));
	struct slice plain = SLICE("plain text");
	test_true("clean borrows", text_clean(mem, plain).at == plain.at);
	test_true("fold borrows", text_fold(mem, plain).at == plain.at);
	test_slice(
	    "nfc keeps blanks", text_nfc(mem, SLICE(" " A_RING_APART)), " å");
	test_slice(
	    "upper", text_upper(mem, SLICE("åäö straße"), "sv"), "ÅÄÖ STRASSE");
	test_slice("lower", text_lower(mem, SLICE("ÅÄÖ I"), "sv"), "åäö i");
	test_slice("lower in Turkish", text_lower(mem, SLICE("I"), "tr"), "ı");
	arena_free(mem);
	return test_end();
}
