/* Address lines longer than the population register's, column by column. */
#include "plan/long_lines.h"

#include "people.h"
#include "test.h"

#define TEN "Storgatan " /* ten characters */

static const struct {
	const char *name;
	const char *cells[PEOPLE_COLUMNS];
	uint32_t rows; /* how many such */
	const char *want; /* rows, column, limit, lines; "": nothing */
} cases[] = {
    {"none", {[NAME] = "Åsa", [STREET] = "Gatan 1", [TOWN] = "Norrby"}, 2, ""},
    {"a street of 35", {[STREET] = TEN TEN TEN "12345"}, 1, ""},
    {"a street of 36", {[STREET] = TEN TEN TEN "123456"}, 1,
	"1 / Adress / 35 / 2"},
    {"characters count, not bytes", {[STREET] = TEN TEN TEN "ååååå"}, 1, ""},
    {"a town of 28", {[TOWN] = TEN TEN "12345678"}, 2, "2 / Ort / 27 / 2, 3"},
    {"the whole name counts, under its first column",
	{[LAST] = TEN TEN TEN "1234567"}, 1, "1 / Namn / 36 / 2"},
    {"the first lines only", {[TOWN] = TEN TEN TEN}, 14,
	"14 / Ort / 27 / 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13"},
};

static void
test_case(size_t i)
{
	struct people_job people;
	people_open(&people);
	void *lines = long_lines_watcher.open(&people.job);
	for (uint32_t r = 0; r < cases[i].rows; r++) {
		const struct watched watched = {
		    .line = r + 2,
		    .row = people_row(&people, cases[i].cells),
		};
		long_lines_watcher.see_letter(lines, &watched);
	}
	const struct watch_end end = {.diag = people.diag};
	test_true(cases[i].name, long_lines_watcher.report(lines, &end));
	test_slice(cases[i].name,
	    diag_count(people.diag) ? people_arguments(&people, 0) : SLICE(""),
	    cases[i].want);
	long_lines_watcher.close(lines);
	people_close(&people);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	long_lines_watcher.close(NULL); /* as one that was never opened */
	return test_end();
}
