/* Of nobody's numbers and letters: what there is where many are taken. */
#include "record/fodselsnummer.h"
#include "record/henkilotunnus.h"
#include "specimen/invent_parts.h"
#include "specimen/inventing.h"
#include "test.h"

#define TODAY 15418 /* 2012-03-19 */

/* Of the ranges that are given to nobody. */
static bool
is_of_nobody(enum column_type type, struct slice text)
{
	if (type == COLUMN_PHONE)
		return slice_starts(text, "0999");
	if (type == COLUMN_POSTCODE)
		return slice_starts(text, "999 ");
	if (type == COLUMN_HENKILOTUNNUS) {
		struct henkilotunnus finn = henkilotunnus_read(text, TODAY);
		return finn.fault == IDENTITY_FINE && finn.temporary;
	}
	if (type == COLUMN_FODSELSNUMMER) {
		struct fodselsnummer norse = fodselsnummer_read(text, TODAY);
		return norse.fault == IDENTITY_FINE && norse.invented;
	}
	struct identity id = identity_read(text, TODAY);
	return id.fault == IDENTITY_FINE && id.digits[9] == '9' &&
	       id.digits[10] >= '8';
}

/* What cannot be moved, or is nothing to invent. */
static void
test_ends(struct inventor *inventor, struct arena *mem)
{
	struct column column = {.type = COLUMN_DATE, .today = TODAY};
	inventor_start(inventor, mem, 3, 1);
	test_slice("the last day that there is",
	    inventor_text(inventor, &column, SLICE("9999-12-31")),
	    "9999-12-31");
	test_slice("moves back",
	    (inventor_start(inventor, mem, 3, 0),
		inventor_text(inventor, &column, SLICE("9999-12-31"))),
	    "9999-12-20");
	column.type = COLUMN_FODSELSNUMMER;
	struct fodselsnummer norse = fodselsnummer_read(
	    inventor_text(inventor, &column, SLICE("41010750154")), TODAY);
	test_true("a Norwegian for a while",
	    norse.fault == IDENTITY_FINE && norse.temporary && norse.invented);
	column.type = COLUMN_TEXT;
	test_true("a nought in a text",
	    slice_ends(inventor_text(inventor, &column, SLICE("Rum 0")), " 0"));
}

/* Letters apart that are different become different ones, while there are. */
static void
test_apart(struct inventor *inventor, struct arena *mem)
{
	struct column column = {.type = COLUMN_TEXT, .today = TODAY};
	bool apart = true;
	for (uint32_t letter = 1; letter < 40; letter++) {
		inventor_start(inventor, mem, letter, 0);
		struct slice shown =
		    inventor_text(inventor, &column, SLICE("a b c d e f"));
		for (size_t i = 0; i < shown.len; i += 2)
			apart &= slice_find_char(slice_from(shown, i + 1),
				     shown.at[i]) == shown.len - i - 1;
	}
	test_true("six letters stay six", apart);
}

/* Digits in place of others are by chance nobody's number. */
static void
test_digits(struct inventor *inventor, struct arena *mem)
{
	struct column column = {.type = COLUMN_TEXT, .today = TODAY};
	bool nobody = true;
	for (uint32_t letter = 1; letter < 20000; letter++) {
		inventor_start(inventor, mem, letter, 0);
		struct slice shown =
		    inventor_text(inventor, &column, SLICE("3102029811"));
		nobody &= identity_read(shown, TODAY).kind == IDENTITY_NONE;
		arena_reset(mem);
	}
	test_true("no identity number", nobody);
}

/* Where all of a range are taken, it is one of them, and none of others. */
static void
test_taken(struct arena *mem)
{
	static const struct {
		const char *name;
		enum column_type type;
		const char *text;
	} taken[] = {
	    {"telephones", COLUMN_PHONE, "0920-1"},
	    {"postcodes", COLUMN_POSTCODE, "972 31"},
	    {"Swedes", COLUMN_PERSONNUMMER, "19310202-9810"},
	    {"Finns", COLUMN_HENKILOTUNNUS, "131052-308T"},
	    {"Norwegians", COLUMN_FODSELSNUMMER, "01010750160"},
	};
	for (size_t i = 0; i < COUNT(taken); i++) {
		struct inventor *inventor = inventor_new(TODAY);
		struct column column = {.type = taken[i].type, .today = TODAY};
		bool good = true, again = false;
		for (uint32_t letter = 1; letter < 3000; letter++) {
			inventor_start(inventor, mem, letter, letter % 2);
			struct slice shown = inventor_text(
			    inventor, &column, slice_view(taken[i].text));
			again |= inventor_is_taken(inventor, shown);
			good &= is_of_nobody(taken[i].type, shown);
			inventor_avoid(inventor, mem, shown);
			arena_reset(mem);
		}
		test_true(taken[i].name, good && again);
		inventor_free(inventor);
	}
}

/* Cells of which a word is never invented; what the job lists is not avoided. */
static void
test_avoided(struct arena *mem)
{
	static const struct {
		enum column_type type;
		bool avoided;
	} types[] = {{COLUMN_TEXT, true}, {COLUMN_EMAIL, true},
	    {COLUMN_CHOICE, false}, {COLUMN_FLAG, false}};
	for (size_t i = 0; i < COUNT(types); i++) {
		struct inventor *inventor = inventor_new(TODAY);
		struct column column = {.type = types[i].type};
		inventor_start(inventor, mem, 1, 0);
		inventor_avoid_cell(inventor, mem, &column, SLICE("Anna Ek"));
		test_true("a word of the cell",
		    inventor_is_taken(inventor, SLICE("EK")) ==
			types[i].avoided);
		inventor_free(inventor);
	}
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct inventor *inventor = inventor_new(TODAY);
	test_ends(inventor, mem);
	test_apart(inventor, mem);
	test_digits(inventor, mem);
	test_taken(mem);
	test_avoided(mem);
	inventor_free(inventor);
	arena_free(mem);
	return test_end();
}
