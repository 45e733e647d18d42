/* The same name and address under another key: whose lines are listed. */
#include "plan/twins.h"

#include "people.h"
#include "test.h"

#define ROWS_MAX 5
#define EK "Åsa", "Ek", "Gatan 1", "999 12", "Norrby"

static const struct {
	const char *name;
	struct {
		uint32_t source;
		const char *cells[PEOPLE_COLUMNS];
	} rows[ROWS_MAX];
	size_t count;
	size_t sources;
	const char *want; /* the arguments; "" where nothing is said */
} cases[] = {
    {"nobody", {{0}}, 0, 1, ""},
    {"one", {{0, {"1", EK}}}, 1, 1, ""},
    {"two", {{0, {"1", EK}}, {0, {"2", EK}}}, 2, 1, "2 / 2, 3"},
    {"however it is written",
	{{0, {"1", EK}}, {0, {"2", "ÅSA", "ek", "GATAN 1", "999 12"}}}, 2, 1,
	"2 / 2, 3"},
    {"the town does not matter",
	{{0, {"1", EK}}, {0, {"2", "Åsa", "Ek", "Gatan 1", "999 12", "X"}}}, 2,
	1, "2 / 2, 3"},
    {"another postcode does",
	{{0, {"1", EK}},
	    {0, {"2", "Åsa", "Ek", "Gatan 1", "999 13", "Norrby"}}},
	2, 1, ""},
    {"another name does",
	{{0, {"1", EK}}, {0, {"2", "Bo", "Ek", "Gatan 1", "999 12", "Norrby"}}},
	2, 1, ""},
    {"those alone are not listed",
	{{0, {"1", EK}}, {0, {"2", "Bo", "Lind", "Vägen", "999 12"}},
	    {0, {"3", EK}}},
	3, 1, "2 / 2, 4"},
    {"two pairs",
	{{0, {"1", EK}}, {0, {"2", "Bo", "Lind", "Vägen", "999 12"}},
	    {0, {"3", "Bo", "Lind", "Vägen", "999 12"}}, {0, {"4", EK}}},
	4, 1, "4 / 2, 3, 4, 5"},
    {"one key is one person's", {{0, {"1", EK}}, {0, {"1", EK}}}, 2, 1, ""},
    {"and is told beside another",
	{{0, {"1", EK}}, {0, {"2", EK}}, {0, {"1", EK}}}, 3, 1, "3 / 2, 3, 4"},
    {"in two files", {{1, {"1", EK}}, {0, {"2", EK}}}, 2, 2,
	"2 / Norr 3, Syd 2"},
};

static void
test_case(size_t i)
{
	struct people_job people;
	people_open(&people);
	people.job.reads.source_count = cases[i].sources;
	people.file.registers = people.files;
	void *twins = twins_watcher.open(&people.job);
	for (size_t r = 0; r < cases[i].count; r++) {
		const struct watched watched = {
		    .line = (uint32_t)r + 2,
		    .source = cases[i].rows[r].source,
		    .row = people_row(&people, cases[i].rows[r].cells),
		};
		twins_watcher.see_letter(twins, &watched);
	}
	const struct watch_end end = {.diag = people.diag};
	test_true(cases[i].name, twins_watcher.report(twins, &end));
	bool said = diag_count(people.diag) > 0;
	test_text(cases[i].name, people_code(&people, 0),
	    *cases[i].want ? "same-name-and-address" : "");
	test_slice(cases[i].name,
	    said ? people_arguments(&people, 0) : SLICE(""), cases[i].want);
	twins_watcher.close(twins);
	people_close(&people);
}

/* A register without a column of streets, and one that was never opened. */
static void
test_without(void)
{
	struct people_job people;
	people_open(&people);
	people.job.reads.address.street = COLUMN_NONE;
	people.job.reads.source_count = 1;
	people.file.registers = people.files;
	void *twins = twins_watcher.open(&people.job);
	static const char *const rows[][PEOPLE_COLUMNS] = {
	    {"1", EK}, {"2", "Åsa", "Ek", "Vägen 2", "999 12", "Norrby"}};
	for (size_t r = 0; r < 2; r++) {
		const struct watched watched = {
		    .line = (uint32_t)r + 2,
		    .row = people_row(&people, rows[r]),
		};
		twins_watcher.see_letter(twins, &watched);
	}
	const struct watch_end end = {.diag = people.diag};
	test_true("reported", twins_watcher.report(twins, &end));
	test_slice(
	    "by what there is", people_arguments(&people, 0), "2 / 2, 3");
	twins_watcher.close(twins);
	twins_watcher.close(NULL); /* as one that was never opened */
	people_close(&people);
}

int
main(void)
{
	test_without();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_end();
}
