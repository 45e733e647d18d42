/* Files named after a column: which values cannot name one. */
#include "plan/own_file.h"

#include "people.h"
#include "test.h"

static const struct {
	const char *name;
	size_t named_by;
	const char *cell;
	const char *want; /* the name, or the problem's code */
} cases[] = {
    {"by number", COLUMN_NONE, "Haga", ""},
    {"by unit", UNIT, "Haga", "Haga"},
    {"no name", UNIT, "", "no-file-name"},
    {"no name either", UNIT, "..", "no-file-name"},
    {"the delivery note's", UNIT, "Foljesedel", "no-file-name"},
    {"a batch's", UNIT, "batch-0001", "no-file-name"},
    {"a letter's", UNIT, "letter-000001", "no-file-name"},
};

int
main(void)
{
	struct people_job people;
	people_open(&people);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *cells[PEOPLE_COLUMNS] = {[UNIT] = cases[i].cell};
		struct slice name;
		struct problem why = {0};
		bool ok =
		    own_file_name(&people.job.reads.columns, cases[i].named_by, 0,
			people.mem, people_row(&people, cells), &name, &why);
		test_slice(cases[i].name,
		    ok ? name : slice_view(why.message->code), cases[i].want);
	}
	people_close(&people);
	return test_end();
}
