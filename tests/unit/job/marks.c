/* One mark in several columns: any of them marks a row. */
#include "job/reads.h"

#include "test.h"

enum { SECRET, HIDDEN, NAME, COLUMNS };

static const struct {
	const char *name;
	const char *cells[COLUMNS];
	bool set;
	uint32_t rows[2]; /* counted, column by column */
} cases[] = {
    {"none", {"", "", "Åsa"}, false, {0, 0}},
    {"said no", {"nej", "0", "Åsa"}, false, {0, 0}},
    {"the first", {"ja", "", "Åsa"}, true, {1, 0}},
    {"the second", {"", "X", "Åsa"}, true, {0, 1}},
    {"both", {"ja", "ja", ""}, true, {1, 1}},
    {"anything marks", {"kanske", "", ""}, true, {1, 0}},
    {"another column does not", {"", "", "ja"}, false, {0, 0}},
};

static void
test_case(size_t i)
{
	struct mark_column at[] = {{.column = SECRET}, {.column = HIDDEN}};
	struct mark_columns marks = {at, COUNT(at)}, none = {0};
	struct slice cells[COLUMNS];
	for (size_t c = 0; c < COLUMNS; c++)
		cells[c] = slice_view(cases[i].cells[c]);
	test_true(
	    cases[i].name, mark_columns_set(&marks, cells) == cases[i].set);
	mark_columns_count(&marks, cells);
	test_number(cases[i].name, at[0].rows, cases[i].rows[0]);
	test_number(cases[i].name, at[1].rows, cases[i].rows[1]);
	test_true("no columns mark nobody", !mark_columns_set(&none, cells));
}

static const struct {
	const char *name;
	const char *cells[2];
	enum death want;
} deaths[] = {
    {"alive", {"", "nej"}, DEATH_NO},
    {"sure", {"ja", ""}, DEATH_SURE},
    {"the surest counts", {"oklart", "2012-01-31"}, DEATH_SURE},
    {"in either order", {"2012-01-31", "oklart"}, DEATH_SURE},
    {"unclear", {"oklart", ""}, DEATH_UNCLEAR},
};

static void
test_death(size_t i)
{
	struct mark_column at[] = {{.column = 0}, {.column = 1}};
	const struct mark_columns marks = {at, COUNT(at)};
	const struct slice cells[] = {
	    slice_view(deaths[i].cells[0]), slice_view(deaths[i].cells[1])};
	test_number(
	    deaths[i].name, mark_columns_death(&marks, cells), deaths[i].want);
}

int
main(void)
{
	struct mark_column at[] = {{.column = 3}};
	const struct mark_columns marks = {at, 1};
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	for (size_t i = 0; i < COUNT(deaths); i++)
		test_death(i);
	test_true("holds its column", mark_columns_hold(&marks, 3));
	test_true("holds no other", !mark_columns_hold(&marks, 2));
	return test_end();
}
