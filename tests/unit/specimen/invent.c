/* What is invented has the shape of what it stands for, and is nobody's. */
#include "specimen/invent.h"

#include "base/code.h"
#include "base/utf8.h"
#include "record/fodselsnummer.h"
#include "record/henkilotunnus.h"
#include "text/normal.h"

#include "test.h"

#define TODAY 15418 /* 2012-03-19 */

/* A for a capital, a for a small letter, 9 for a digit, all else itself. */
static struct slice
shape_of(struct arena *mem, struct slice text)
{
	struct strbuf out = {0};
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		uint32_t code = utf8_next(text, &at);
		struct slice sign = slice_part(text, from, at - from);
		if (code_is_decimal(code))
			strbuf_add_char(&out, '9');
		else if (!code_is_letter(code))
			strbuf_add(&out, sign);
		else
			strbuf_add_char(
			    &out, slice_equal(text_lower(mem, sign, "sv"), sign)
				      ? 'a'
				      : 'A');
	}
	struct slice shape = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return shape;
}

static const struct {
	const char *name;
	enum column_type type;
	const char *text;
	bool same_shape;
} cases[] = {
    {"a name", COLUMN_TEXT, "Anna-Britta af Öst", true},
    {"in capitals", COLUMN_TEXT, "ÅSA JÖNSSON", true},
    {"family name first", COLUMN_TEXT, "Jönsson, Gösta", true},
    {"a street", COLUMN_TEXT, "Storgatan 12 B Lgh 1402", true},
    {"a box", COLUMN_TEXT, "Box 1234", true},
    {"care of", COLUMN_TEXT, "c/o Anna Ek", true},
    {"free text", COLUMN_TEXT, "Ring Bo (sonen) efter kl. 10!", true},
    {"Cyrillic", COLUMN_TEXT, "Анна Петрова", true},
    {"Greek", COLUMN_TEXT, "Μαρία", true},
    {"Arabic", COLUMN_TEXT, "فاطمة حسن", true},
    {"Hebrew", COLUMN_TEXT, "רבקה", true},
    {"a long word", COLUMN_TEXT,
	"Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamter",
	true},
    {"one letter", COLUMN_TEXT, "A", true},
    {"a telephone", COLUMN_TEXT, "0920-12 34 56", true},
    {"in a text", COLUMN_TEXT, "Ring 070-123 45 67, gärna", true},
    {"typed", COLUMN_PHONE, "08-123 45 67", true},
    {"from abroad", COLUMN_PHONE, "+358 40 123 4567", true},
    {"a postcode", COLUMN_POSTCODE, "972 31", true},
    {"of Norway", COLUMN_POSTCODE, "0154", true},
    {"with a town", COLUMN_TEXT, "972 31 LULEÅ", true},
    {"a date", COLUMN_DATE, "2011-06-30", true},
    {"a number", COLUMN_INTEGER, "1234", true},
    {"with decimals", COLUMN_DECIMAL, "-12.5", true},
    {"a person", COLUMN_PERSONNUMMER, "19310202-9810", true},
    {"of ten digits in a text", COLUMN_TEXT, "Nr 310202-9810 Ek", true},
    {"a Finn", COLUMN_HENKILOTUNNUS, "131052-308T", false},
    {"an organisation", COLUMN_ORGANISATIONSNUMMER, "212000-2692", true},
    {"of ten digits without a sign", COLUMN_TEXT, "Nr 3102029810 Ek", true},
    {"of twelve digits in a text", COLUMN_TEXT, "Nr 193102029810 Ek", true},
    {"of eight and four", COLUMN_TEXT, "Nr 19310202-9810 Ek", true},
    {"with a blank in it", COLUMN_TEXT, "Nr 310202 9810 Ek", true},
    {"a number that is nobody's", COLUMN_TEXT, "Nr 310202-9811 Ek", true},
    {"care of in capitals", COLUMN_TEXT, "C/O Anna Ek", true},
    {"care of in a sentence", COLUMN_TEXT, "C/o Anna Ek", true},
    {"an area code in brackets", COLUMN_PHONE, "(0920) 12 34 56", true},
    {"with a slash", COLUMN_TEXT, "0920/12 34 56", true},
    {"a postcode and a town", COLUMN_TEXT, "97231 Uppsala", true},
    {"a postcode that is none", COLUMN_TEXT, "972 3 Uppsala", true},
    {"a town with a number", COLUMN_TEXT, "972 31 Uppsala 4", true},
    {"a page without a lock", COLUMN_TEXT, "http://lulea.se/anna", false},
    {"a person of another time", COLUMN_PERSONNUMMER, "310202-9810", true},
    {"an address in capitals", COLUMN_TEXT, "c/o Ek C/O Bo C/o Al", true},
    {"care of within a word", COLUMN_TEXT, "Abc/o Anna Ek", true},
    {"a sign before what is no mail", COLUMN_TEXT, "@anna Ek", true},
    {"a sign within a text", COLUMN_TEXT, "Anna@ek Bo Ek", true},
    {"a telephone with a fixed blank", COLUMN_TEXT, "0920\u00a012 34 56", true},
    {"a telephone with other signs", COLUMN_TEXT, "0920\u00b712 34 56", true},
    {"too long for a telephone", COLUMN_TEXT, "0920 1234 5678 9012", true},
    {"too short for one", COLUMN_TEXT, "0920-1", true},
    {"a telephone in brackets", COLUMN_TEXT, "(0920) 12 34 56", true},
    {"from abroad in a text", COLUMN_TEXT, "+358 40 123 4567", true},
    {"a telephone with two signs", COLUMN_TEXT, "Nr 0920- 12 34 56 Ek", true},
    {"a telephone with three signs", COLUMN_TEXT, "Nr 0920 - 12 34 56 Ek",
	true},
    {"a telephone too long in a text", COLUMN_TEXT, "Nr 0920 1234 5678 9012",
	true},
    {"of six digits and three", COLUMN_TEXT, "Nr 310202-981 Ek", true},
    {"of six digits and a dot", COLUMN_TEXT, "Nr 310202.9810 Ek", true},
    {"of six digits at the end", COLUMN_TEXT, "Nr 310202", true},
    {"of a hundred years", COLUMN_TEXT, "Nr 110202+9812 Ek", true},
    {"a postcode cut short", COLUMN_TEXT, "Nr 972", true},
    {"with another sign", COLUMN_TEXT, "Nr 972-31 Lule\u00e5", true},
    {"and nothing after it", COLUMN_TEXT, "Nr 972 31", true},
    {"and a comma after it", COLUMN_TEXT, "Nr 972 31, Lule\u00e5", true},
    {"of five digits and a number", COLUMN_TEXT, "Nr 97231 4", true},
    {"a Finn in shape alone", COLUMN_HENKILOTUNNUS, "321352-308T", true},
    {"a Norwegian in shape alone", COLUMN_FODSELSNUMMER, "32130750160", true},
    {"no Finn at all", COLUMN_HENKILOTUNNUS, "Anna Ek", true},
    {"no Norwegian at all", COLUMN_FODSELSNUMMER, "Anna Ek", true},
    {"no Swede at all", COLUMN_PERSONNUMMER, "Anna Ek", true},
    {"no organisation at all", COLUMN_ORGANISATIONSNUMMER, "Anna Ek AB", true},
    {"an organisation of too many digits", COLUMN_ORGANISATIONSNUMMER,
	"212000-2692345", true},
    {"an organisation with a letter", COLUMN_ORGANISATIONSNUMMER,
	"SE2120002692", true},
    {"an organisation of twelve digits", COLUMN_ORGANISATIONSNUMMER,
	"16212000-2692", true},
    {"an organisation in a text", COLUMN_TEXT, "Nr 212000-2692 Ek", true},
    {"Hindi", COLUMN_TEXT, "\u0905\u0928\u0918 \u0915\u092e\u0932", true},
    {"marked letters alone", COLUMN_TEXT,
	"\u00c5\u00e4\u00f6\u00e5\u00e4"
	"\u00f6\u00e5 \u00d6\u00f6\u00e5\u00e4\u00e5\u00f6\u00e4",
	true},
    {"a capital within", COLUMN_TEXT, "deGaulle", false},
    {"care of behind a sign", COLUMN_TEXT, "-c/o Anna Ek", true},
    {"more letters than there are others", COLUMN_TEXT,
	"A B C D E F G H I J K L M N O P Q R S T U V W X Y Z", true},
    {"a Swede with letters", COLUMN_PERSONNUMMER, "19310202-TF10", true},
    {"mail", COLUMN_EMAIL, "anna.ek@lulea.se", false},
    {"a page", COLUMN_TEXT, "https://lulea.se/anna", false},
};

/* No part of the text that is a word of letters stands in what is shown. */
static bool
keeps_word(struct slice text, struct slice shown)
{
	static const char *const fixed[] = {
	    "Box", "Lgh", "gatan", "https", "http", "se"};
	size_t start = 0;
	for (size_t at = 0; at <= text.len; at++) {
		unsigned char c =
		    at < text.len ? (unsigned char)text.at[at] : ' ';
		if (c >= 0x80 || char_is_letter((char)c))
			continue;
		struct slice word = slice_part(text, start, at - start);
		start = at + 1;
		bool known = word.len < 3;
		for (size_t i = 0; i < COUNT(fixed); i++)
			known |= slice_is(word, fixed[i]);
		if (!known && slice_find(shown, word) < shown.len)
			return true;
	}
	return false;
}

static void
test_shapes(struct inventor *inventor, struct arena *mem)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice text = slice_view(cases[i].text);
		struct column column = {.type = cases[i].type, .today = TODAY};
		bool all = true, other = true;
		for (uint32_t try = 0; try < INVENT_TRIES / 2; try++) {
			inventor_start(inventor, mem, (uint32_t)i + 1, try);
			struct slice shown =
			    inventor_text(inventor, &column, text);
			all &= !cases[i].same_shape ||
			       slice_equal(
				   shape_of(mem, shown), shape_of(mem, text));
			other &= !slice_equal(shown, text) &&
				 !keeps_word(text, shown);
		}
		test_true(cases[i].name, all && other);
	}
}

static struct slice
invent(struct inventor *inventor, struct arena *mem, enum column_type type,
    const char *text, uint32_t try)
{
	struct column column = {.type = type, .today = TODAY};
	inventor_start(inventor, mem, 7, try);
	return inventor_text(inventor, &column, slice_view(text));
}

/* Valid, of the ranges that nobody has, and as old but for some days. */
static void
test_identities(struct inventor *inventor, struct arena *mem)
{
	bool swedish = true, coordinated = true, finnish = true;
	bool norwegian = true;
	day born = day_parse_iso(SLICE("1931-02-02"));
	for (uint32_t try = 0; try < INVENT_TRIES; try++) {
		struct slice text = invent(
		    inventor, mem, COLUMN_PERSONNUMMER, "19310202-9810", try);
		struct identity id = identity_read(text, TODAY);
		swedish &= id.fault == IDENTITY_FINE &&
			   id.kind == IDENTITY_PERSON && id.digits[9] == '9' &&
			   id.digits[10] >= '8' &&
			   id.digits[11] % 2 == '1' % 2 &&
			   id.born > born - 400 && id.born < born + 400;
		text = invent(inventor, mem, COLUMN_PERSONNUMMER,
		    "19701063-2391", try); /* Skatteverket's example */
		id = identity_read(text, TODAY);
		coordinated &= id.fault == IDENTITY_FINE &&
			       id.kind == IDENTITY_COORDINATION;
		text = invent(
		    inventor, mem, COLUMN_HENKILOTUNNUS, "131052-308T", try);
		struct henkilotunnus finn = henkilotunnus_read(text, TODAY);
		finnish &= finn.fault == IDENTITY_FINE && finn.temporary;
		text = invent(
		    inventor, mem, COLUMN_FODSELSNUMMER, "01010750160", try);
		struct fodselsnummer norse = fodselsnummer_read(text, TODAY);
		norwegian &= norse.fault == IDENTITY_FINE && norse.invented;
	}
	test_true("Swedish numbers", swedish);
	test_true("coordination numbers", coordinated);
	test_true("Finnish codes", finnish);
	test_true("Norwegian numbers", norwegian);
}

/* Nobody becomes a hundred years older, or is not born yet. */
static const struct {
	const char *name;
	enum column_type type;
	const char *text, *born, *today;
} births[] = {
    {"a Finn before 2000", COLUMN_HENKILOTUNNUS, "311299-971J", "1999-12-31",
	"2012-03-19"},
    {"a Finn of 2000", COLUMN_HENKILOTUNNUS, "010100A971S", "2000-01-01",
	"2012-03-19"},
    {"a Norwegian before 2000", COLUMN_FODSELSNUMMER, "31129900183",
	"1999-12-31", "2012-03-19"},
    {"a Norwegian of 2000", COLUMN_FODSELSNUMMER, "01010050053", "2000-01-01",
	"2012-03-19"},
    {"somebody of a hundred", COLUMN_PERSONNUMMER, "121231+9816", "1912-12-31",
	"2013-03-19"},
    {"a newborn", COLUMN_PERSONNUMMER, "20120317-9815", "2012-03-17",
	"2012-03-19"},
    {"a newborn in January", COLUMN_PERSONNUMMER, "20120103-9813", "2012-01-03",
	"2012-01-05"},
};

static day
born_of(enum column_type type, struct slice text, day today)
{
	if (type == COLUMN_HENKILOTUNNUS)
		return henkilotunnus_read(text, today).born;
	if (type == COLUMN_FODSELSNUMMER)
		return fodselsnummer_read(text, today).born;
	return identity_read(text, today).born;
}

static void
test_births(struct arena *mem)
{
	for (size_t i = 0; i < COUNT(births); i++) {
		day today = day_parse_iso(slice_view(births[i].today));
		day born = day_parse_iso(slice_view(births[i].born));
		struct column column = {.type = births[i].type, .today = today};
		struct inventor *inventor = inventor_new(today);
		bool near = born == born_of(births[i].type,
					slice_view(births[i].text), today);
		for (uint32_t try = 0; try < INVENT_TRIES; try++) {
			inventor_start(inventor, mem, 1, try);
			day other = born_of(births[i].type,
			    inventor_text(
				inventor, &column, slice_view(births[i].text)),
			    today);
			near &= other != born && other <= today &&
				other > born - 20 && other < born + 20;
		}
		test_true(births[i].name, near);
		inventor_free(inventor);
	}
}

static void
test_words(struct inventor *inventor, struct arena *mem)
{
	struct column column = {.type = COLUMN_TEXT, .today = TODAY};
	inventor_start(inventor, mem, 1, 0);
	struct slice once = inventor_text(inventor, &column, SLICE("Ek, Anna"));
	struct slice twice = inventor_text(inventor, &column, SLICE("ANNA"));
	test_true("the same word is the same",
	    text_same(slice_from(once, slice_find_char(once, ' ') + 1), twice));
	test_slice(
	    "and is known again", inventor_real(inventor, twice), "ANNA");
	struct slice part = slice_from(once, slice_find_char(once, ' ') + 1);
	test_slice("in part too", inventor_real(inventor, part), "ANNA");
	struct slice parts[] = {once, SLICE(" 12 hej")};
	test_slice("among other words",
	    inventor_real(inventor, arena_join(mem, parts, 2, SLICE(""))),
	    "ek, anna 12 hej");
	test_slice("nobody's words", inventor_real(inventor, SLICE("Hej du!")),
	    "Hej du!");
	inventor_start(inventor, mem, 2, 0);
	struct slice first = inventor_text(inventor, &column, SLICE("Anna"));
	inventor_start(inventor, mem, 2, 0);
	struct slice other = inventor_text(inventor, &column, SLICE("Bodo"));
	test_true(
	    "which word it was does not count", slice_equal(first, other));
	inventor_avoid(inventor, mem, first);
	inventor_start(inventor, mem, 2, 0);
	test_true("nobody's name",
	    !slice_equal(
		first, inventor_text(inventor, &column, SLICE("Anna"))));
}

/* What the job names stays, in that column alone. */
static void
test_named(struct inventor *inventor, struct arena *mem)
{
	static const struct column sum = {.type = COLUMN_DECIMAL},
				   unit = {.type = COLUMN_TEXT},
				   street = {.type = COLUMN_TEXT},
				   since = {.type = COLUMN_DATE},
				   place = {.type = COLUMN_TEXT};
	const struct expr_literal named[] = {
	    {&unit, EXPR_NAMES_WHOLE, SLICE("karin ek"),
		{.kind = VALUE_TEXT, .text = SLICE("Karin Ek")}},
	    {&street, EXPR_NAMES_START, SLICE("storgatan 5"),
		{.kind = VALUE_TEXT, .text = SLICE("Storgatan 5")}},
	    {&since, EXPR_NAMES_WHOLE, SLICE("2012-03-01"),
		{.kind = VALUE_DATE,
		    .when = day_parse_iso(SLICE("2012-03-01"))}},
	    {&sum, EXPR_NAMES_WHOLE, {NULL, 0},
		{.kind = VALUE_NUMBER, .micro = 2500000}},
	    {&unit, EXPR_NAMES_WHOLE, {NULL, 0}, {.kind = VALUE_EMPTY}},
	    {&since, EXPR_NAMES_WHOLE, SLICE("2012-03-05"),
		{.kind = VALUE_TEXT, .text = SLICE("2012-03-05")}},
	    {&place, EXPR_NAMES_PART, SLICE("norr"),
		{.kind = VALUE_TEXT, .text = SLICE("norr")}},
	    {&sum, EXPR_NAMES_WHOLE, SLICE("2012-03-02"),
		{.kind = VALUE_TEXT, .text = SLICE("2012-03-02")}},
	};
	for (size_t i = 0; i < COUNT(named); i++)
		inventor_keep(inventor, &named[i]);
	inventor_start(inventor, mem, 1, 0);
	test_slice("a word that has a part that is named",
	    inventor_text(inventor, &place, SLICE("Norrg\u00e5rden")),
	    "Norrg\u00e5rden");
	test_true("in that column alone",
	    !slice_is(
		inventor_text(inventor, &street, SLICE("Norrg\u00e5rden")),
		"Norrg\u00e5rden"));
	test_slice("a day that is named as a text",
	    inventor_text(inventor, &since, SLICE("2012-03-05")), "2012-03-05");
	test_true("a value where another is named, and none",
	    !slice_is(inventor_text(inventor, &unit, SLICE("Karin")), "Karin"));
	inventor_start(inventor, mem, 2, 0);
	test_slice("a value that is named",
	    inventor_text(inventor, &unit, SLICE("Karin Ek")), "Karin Ek");
	struct slice other =
	    inventor_text(inventor, &street, SLICE("Karin Ek"));
	test_true("is kept in its column alone",
	    slice_find(other, SLICE("Ek")) == other.len &&
		slice_find(other, SLICE("Karin")) == other.len);
	test_slice("a day",
	    inventor_text(inventor, &since, SLICE("2012-03-01")), "2012-03-01");
	test_slice("a number, however it is written",
	    inventor_text(inventor, &sum, SLICE("2.50")), "2.50");
	test_true("no other number",
	    !slice_is(inventor_text(inventor, &sum, SLICE("2.60")), "2.60"));
	test_true("no other day",
	    !slice_is(inventor_text(inventor, &since, SLICE("2012-03-02")),
		"2012-03-02"));
	test_slice("nothing stays nothing",
	    inventor_text(inventor, &unit, SLICE("")), "");
	struct slice part =
	    inventor_text(inventor, &street, SLICE("Storgatan 5 Uppsala"));
	test_true("words of a part that is named",
	    slice_starts(part, "Storgatan 5 ") && !slice_ends(part, "Uppsala"));
}

static void
test_days(struct inventor *inventor, struct arena *mem)
{
	struct column column = {.type = COLUMN_DATE, .today = TODAY};
	bool apart = true;
	for (uint32_t try = 0; try < INVENT_TRIES; try++) {
		inventor_start(inventor, mem, 3, try);
		day a = day_parse_iso(
		    inventor_text(inventor, &column, SLICE("2012-02-28")));
		day b = day_parse_iso(
		    inventor_text(inventor, &column, SLICE("2012-03-01")));
		apart &= b - a == 2;
	}
	test_true("days stay as far apart", apart);
	inventor_start(inventor, mem, 3, INVENT_TRIES - 1);
	column.type = COLUMN_INTEGER;
	inventor_start(inventor, mem, 3, 0);
	test_slice(
	    "none is none", inventor_text(inventor, &column, SLICE("0")), "0");
	test_slice("and one is one",
	    inventor_text(inventor, &column, SLICE("1")), "1");
	test_true("two is another",
	    !slice_is(inventor_text(inventor, &column, SLICE("2")), "2"));
	inventor_start(inventor, mem, 3, INVENT_TRIES - 1);
	test_slice("numbers stay at last",
	    inventor_text(inventor, &column, SLICE("41")), "41");
}

/* Both digits of those that nobody has are drawn. */
static void
test_postcodes(struct inventor *inventor, struct arena *mem)
{
	struct column column = {.type = COLUMN_TEXT, .today = TODAY};
	unsigned tens = 0, ones = 0;
	for (uint32_t row = 1; row < 100; row++) {
		inventor_start(inventor, mem, row, 0);
		struct slice shown = inventor_text(
		    inventor, &column, SLICE("972 31 LULE\u00c5"));
		test_true("of nobody", slice_starts(shown, "999 "));
		tens |= 1U << (shown.at[4] - '0');
		ones |= 1U << (shown.at[5] - '0');
	}
	test_number("tens", tens, 0x3ff);
	test_number("ones", ones, 0x3ff);
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct inventor *inventor = inventor_new(TODAY);
	test_shapes(inventor, mem);
	test_identities(inventor, mem);
	test_births(mem);
	test_words(inventor, mem);
	test_named(inventor, mem);
	test_days(inventor, mem);
	test_postcodes(inventor, mem);
	inventor_free(inventor);
	arena_free(mem);
	return test_end();
}
