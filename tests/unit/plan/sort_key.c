/* Bytes that put letters in mailing order: which of two rows comes first. */
#include "plan/sort_key.h"

#include "people.h"
#include "test.h"

static const struct order_key by_postcode = {{POSTCODE}, 1, false};
static const struct order_key by_name = {{LAST, NAME}, 2, false};
static const struct order_key down = {{POSTCODE}, 1, true};

static const struct {
	const char *name;
	const struct order_key *order[2];
	const char *first[PEOPLE_COLUMNS], *second[PEOPLE_COLUMNS];
} cases[] = {
    {"by postcode", {&by_postcode}, {[POSTCODE] = "999 12"},
	{[POSTCODE] = "999 13"}},
    {"descending", {&down}, {[POSTCODE] = "999 13"}, {[POSTCODE] = "999 12"}},
    {"nothing comes first", {&by_postcode}, {0}, {[POSTCODE] = "999 12"}},
    {"and last where it descends", {&down}, {[POSTCODE] = "999 12"}, {0}},
    {"a part of it comes first", {&by_name}, {[LAST] = "Ek"},
	{[LAST] = "Ekman"}},
    {"Swedish: z before å before ä before ö", {&by_name}, {[LAST] = "Zorn"},
	{[LAST] = "Åberg"}},
    {"ä after å", {&by_name}, {[LAST] = "Åberg"}, {[LAST] = "Ärlig"}},
    {"ö last", {&by_name}, {[LAST] = "Ärlig"}, {[LAST] = "Öst"}},
    {"capitals do not matter before the next part", {&by_name},
	{[LAST] = "ek", [NAME] = "Bo"}, {[LAST] = "Ek", [NAME] = "Åsa"}},
    {"last name before first", {&by_name}, {[LAST] = "Ek", [NAME] = "Öda"},
	{[LAST] = "Lind", [NAME] = "Bo"}},
    /* Parts cannot run into each other: "a" + "bc" is not "ab" + "c". */
    {"parts are apart", {&by_name}, {[LAST] = "a", [NAME] = "bc"},
	{[LAST] = "ab", [NAME] = "c"}},
    {"the second order where the first is the same", {&by_postcode, &by_name},
	{[POSTCODE] = "999 12", [LAST] = "Ek"},
	{[POSTCODE] = "999 12", [LAST] = "Lind"}},
    {"the key where all is the same", {&by_postcode},
	{[KEY] = "A-1", [POSTCODE] = "999 12", [UNIT] = "z"},
	{[KEY] = "A-2", [POSTCODE] = "999 12", [UNIT] = "a"}},
};

static struct slice
make(struct people_job *people, size_t i, const char *const *cells)
{
	struct order_key order[2];
	struct job_pile pile = {.order = order};
	for (; pile.order_count < 2 && cases[i].order[pile.order_count];
	     pile.order_count++)
		order[pile.order_count] = *cases[i].order[pile.order_count];
	struct sort_keys *keys =
	    sort_keys_new(&pile, people->job.reads.key, "sv", people->diag);
	struct slice key =
	    sort_keys_make(keys, people->mem, people_row(people, cells));
	sort_keys_free(keys);
	return key;
}

static void
test_case(size_t i)
{
	struct people_job people;
	people_open(&people);
	struct slice first = make(&people, i, cases[i].first);
	struct slice second = make(&people, i, cases[i].second);
	test_true(cases[i].name, slice_compare(first, second) < 0);
	test_true(cases[i].name,
	    slice_equal(first, make(&people, i, cases[i].first)));
	people_close(&people);
}

/* Two rows of one key are told apart by the rest of the row. */
static void
test_whole_row(void)
{
	static const char *const one[PEOPLE_COLUMNS] = {[KEY] = "1", "a"};
	static const char *const other[PEOPLE_COLUMNS] = {[KEY] = "1", "b"};
	struct people_job people;
	people_open(&people);
	test_true("the whole row counts",
	    !slice_equal(make(&people, 0, one), make(&people, 0, other)));
	people_close(&people);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_whole_row();
	sort_keys_free(NULL);
	return test_end();
}
