/* Columns that name people: no value of theirs is ever shown. */
#include "plan/showable.h"

#include "people.h"
#include "test.h"

static const struct {
	const char *name;
	size_t column;
	bool never;
} cases[] = {
    {"the key", KEY, true},
    {"a name", NAME, true},
    {"the other name", LAST, true},
    {"the street", STREET, true},
    {"the postcode names a place", POSTCODE, false},
    {"the town too", TOWN, false},
    {"a unit", UNIT, false},
};

int
main(void)
{
	struct people_job people;
	people_open(&people);
	struct job_reads *reads = &people.job.reads;
	for (size_t i = 0; i < COUNT(cases); i++)
		test_true(cases[i].name,
		    showable_never(reads, cases[i].column) == cases[i].never);
	reads->person = UNIT;
	test_true("the person's number", showable_never(reads, UNIT));
	reads->person = COLUMN_NONE;
	reads->guardian_address.name_count = 1;
	reads->guardian_address.name[0] = TOWN;
	reads->guardian_address.co = reads->guardian_address.street =
	    reads->guardian_address.street2 = COLUMN_NONE;
	test_true(
	    "no guardian, no guardian's name", !showable_never(reads, TOWN));
	reads->guardian = TOWN;
	test_true("the guardian", showable_never(reads, TOWN));
	reads->guardian_address.street = UNIT;
	test_true("the guardian's street", showable_never(reads, UNIT));
	reads->guardian_address.street = COLUMN_NONE;
	test_true("a unit again", !showable_never(reads, UNIT));
	reads->address.co = UNIT;
	test_true("a c/o", showable_never(reads, UNIT));
	reads->address.co = COLUMN_NONE;
	reads->address.street2 = UNIT;
	test_true("a second street", showable_never(reads, UNIT));
	people_close(&people);
	return test_end();
}
