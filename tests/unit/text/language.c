#include "text/language.h"

#include <unicode/uloc.h>

#include "test.h"
#include "text/date.h"
#include "text/number.h"
#include "text/words.h"

static const struct {
	const char *language;
	bool known;
} cases[] = {
    {"sv", true},
    {"sv-FI", true},
    {"fi", true},
    {"ar", true},
    {"am", true},
    {"sv-XX", true}, /* Swedish, wherever */
    {"svx", false},
    {"xx", false},
    {"", false},
    {"root", false},
    {"svenska", false},
    {"../sv", false},
};

/* The same bytes, whatever the environment's language is. */
static void
test_environment(struct arena *mem)
{
	UErrorCode status = U_ZERO_ERROR;
	uloc_setDefault("de", &status);
	day when = day_of(2012, 3, 19);
	struct slice items[] = {SLICE("a"), SLICE("b")};
	struct slice date = date_write(mem, when, DATE_LONG, "svx");
	struct slice number = number_write(mem, 1234500000, -1, "svx");
	struct slice list = word_join(mem, items, 2, JOINT_AND, "svx");
	uloc_setDefault("fr", &status);
	test_slice("date", date_write(mem, when, DATE_LONG, "svx"),
	    arena_dup_text(mem, date));
	test_slice("number", number_write(mem, 1234500000, -1, "svx"),
	    arena_dup_text(mem, number));
	test_slice("list", word_join(mem, items, 2, JOINT_AND, "svx"),
	    arena_dup_text(mem, list));
	test_true("no German", slice_find(date, SLICE("rz")) == date.len);
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_true(cases[i].language,
		    language_is_known(cases[i].language) == cases[i].known);
	static const char *const with_months[] = {
	    "sv", "sv-FI", "fi", "en", "ar", "am", "se", "de", "chr", "nus"};
	for (size_t i = 0; i < COUNT(with_months); i++)
		test_true(with_months[i], language_has_months(with_months[i]));
	/* ICU has a file of it, and no months in that. */
	test_true("vai-Latn", !language_has_months("vai-Latn"));
	static const char *const without[] = {"rom", "xx", "svx", "", "root"};
	for (size_t i = 0; i < COUNT(without); i++) {
		test_true(without[i], !language_has_months(without[i]));
		test_slice("digits",
		    date_write(mem, day_of(2012, 2, 29), DATE_LONG, without[i]),
		    "2012-02-29");
		test_slice("digits",
		    date_write(
			mem, day_of(2012, 12, 1), DATE_SHORT, without[i]),
		    "2012-12-01");
	}
	test_text("known", language_or_root("fi"), "fi");
	test_text("unknown", language_or_root("xx"), "root");
	test_environment(mem);
	arena_free(mem);
	return test_end();
}
