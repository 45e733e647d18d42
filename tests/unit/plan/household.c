/* Who shares a letter, and who surely does not. */
#include "plan/household.h"

#include <stdlib.h>

#include "people.h"
#include "plan/messages.h"
#include "test.h"

#define ROWS_MAX 6
#define HOME "Gatan 1 Lgh 1201", "999 12", "Norrby"
#define TEXT "Hej! Du bor i {{Ort}} och hör till {{Enhet}}, säger {{Namn}}.\n"

enum { BY_ADDRESS, BY_COLUMN, BY_EXTRA };

struct person {
	const char *cells[PEOPLE_COLUMNS];
	uint32_t version;
	bool large_print;
	bool alone; /* households_look says so */
	uint32_t enclosed;
};

static const struct {
	const char *name;
	int by; /* the address, column UNIT, or UNIT as its second street */
	struct person rows[ROWS_MAX];
	/* Keys of those who share, in the order in which they are seen. */
	const char *want;
} cases[] = {
    {"nobody", BY_ADDRESS, {{{0}}}, ""},
    {"one", BY_ADDRESS, {{{"1", "Åsa", "Ek", HOME}}}, "1: Åsa Ek; "},
    {"two", BY_ADDRESS, {{{"1", "Åsa", "Ek", HOME}}, {{"2", "Bo", "Ek", HOME}}},
	"1+2: Åsa Ek, Bo Ek; "},
    {"the smallest key is first", BY_ADDRESS,
	{{{"9", "Åsa", "Ek", HOME}}, {{"2", "Bo", "Ek", HOME}}},
	"2+1: Bo Ek, Åsa Ek; "},
    {"however it is written", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME}},
	    {{"2", "Bo", "EK", "GATAN 1  LGH 1201", "999 12", "norrby"}}},
	"1+2: Åsa Ek, Bo EK; "},
    {"another surname", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME}}, {{"2", "Bo", "Lind", HOME}}},
	"1: Åsa Ek; 2: Bo Lind; "},
    {"another enclosure", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME}}, {{"2", "Bo", "Ek", HOME}, .enclosed = 1}},
	"1: Åsa Ek; 2: Bo Ek; "},
    {"another flat", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME}},
	    {{"2", "Bo", "Ek", "Gatan 1 Lgh 1202", "999 12", "Norrby"}}},
	"1: Åsa Ek; 2: Bo Ek; "},
    {"another postcode", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME}},
	    {{"2", "Bo", "Ek", "Gatan 1 Lgh 1201", "999 13", "Norrby"}}},
	"1: Åsa Ek; 2: Bo Ek; "},
    {"a house of many flats, and no flat said", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", "Gatan 1", "999 12", "Norrby"}, .alone = true},
	    {{"2", "Bo", "Ek", "Gatan 1", "999 12", "Norrby"}, .alone = true}},
	""},
    {"no surname", BY_ADDRESS,
	{{{"1", "Åsa", "", HOME}, .alone = true},
	    {{"2", "Bo", "", HOME}, .alone = true}},
	""},
    {"no street", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", "", "999 12", "Norrby"}, .alone = true},
	    {{"2", "Bo", "Ek", "", "999 12", "Norrby"}, .alone = true}},
	""},
    {"the flat in a line of its own", BY_EXTRA,
	{{{"1", "Åsa", "Ek", "Gatan 1", "999 12", "Norrby", "Lgh 1201"}},
	    {{"2", "Bo", "Ek", "Gatan 1", "999 12", "Norrby", "Lgh 1201"}},
	    {{"3", "Cia", "Ek", "Gatan 1", "999 12", "Norrby", "Lgh 1202"}},
	    {{"4", "Dan", "Ek", "Gatan 1", "999 12", "Norrby"}, .alone = true}},
	"1+2: Åsa Ek, Bo Ek; 3: Cia Ek; "},
    {"one key twice, in the order of the rows", BY_ADDRESS,
	{{{"2", "Liv", "Ek", HOME}}, {{"1", "Åsa", "Ek", HOME}},
	    {{"1", "Åsa", "Ek", HOME}}},
	"2+3+1: Åsa Ek, Liv Ek; "},
    {"one key twice, of two names: whose it is nobody knows", BY_ADDRESS,
	{{{"2", "Liv", "Ek", HOME}}, {{"1", "Bo", "Ek", HOME}},
	    {{"1", "Åsa", "Ek", HOME}}, {{"1", "Åsa", "Ek", HOME}}},
	"1: Liv Ek; 2: Bo Ek; 3: Åsa Ek; 4: Åsa Ek; "},
    {"one key only is one person", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME}}, {{"1", "ÅSA", "Ek", HOME}}},
	"1+2: Åsa Ek; "},
    {"one person's rows count once", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME}}, {{"2", "Bo", "Ek", HOME}},
	    {{"2", "Bo", "Ek", HOME}}, {{"3", "Eva", "Ek", HOME}},
	    {{"3", "Eva", "Ek", HOME}}, {{"4", "Liv", "Ek", HOME}}},
	"1+2+3+4+5+6: Åsa Ek, Bo Ek, Eva Ek, Liv Ek; "},
    {"no key", BY_ADDRESS,
	{{{"", "Åsa", "Ek", HOME}, .alone = true}, {{"2", "Bo", "Ek", HOME}}},
	"2: Bo Ek; "},
    {"another column that the letter reads", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME, "Norr"}}, {{"2", "Bo", "Ek", HOME, "Syd"}}},
	"1: Åsa Ek; 2: Bo Ek; "},
    {"another letter", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME}}, {{"2", "Bo", "Ek", HOME}, 1}},
	"1: Åsa Ek; 2: Bo Ek; "},
    {"large print", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME}},
	    {{"2", "Bo", "Ek", HOME}, .large_print = true}},
	"1: Åsa Ek; 2: Bo Ek; "},
    {"four", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME}}, {{"2", "Bo", "Ek", HOME}},
	    {{"3", "Eva", "Ek", HOME}}, {{"4", "Liv", "Ek", HOME}}},
	"1+2+3+4: Åsa Ek, Bo Ek, Eva Ek, Liv Ek; "},
    {"five are more than may share", BY_ADDRESS,
	{{{"1", "Åsa", "Ek", HOME}}, {{"2", "Bo", "Ek", HOME}},
	    {{"3", "Eva", "Ek", HOME}}, {{"4", "Liv", "Ek", HOME}},
	    {{"5", "Ulf", "Ek", HOME}}},
	"1: Åsa Ek; 2: Bo Ek; 3: Eva Ek; 4: Liv Ek; 5: Ulf Ek; "},
    {"by a column: the surname may differ", BY_COLUMN,
	{{{"1", "Åsa", "Ek", HOME, "H7"}}, {{"2", "Bo", "Lind", HOME, "h7"}}},
	"1+2: Åsa Ek, Bo Lind; "},
    {"but not the address", BY_COLUMN,
	{{{"1", "Åsa", "Ek", HOME, "H7"}},
	    {{"2", "Bo", "Ek", "Gatan 2", "999 12", "Norrby", "H7"}}},
	"1: Åsa Ek; 2: Bo Ek; "},
    {"an empty column says nothing", BY_COLUMN,
	{{{"1", "Åsa", "Ek", HOME}, .alone = true},
	    {{"2", "Bo", "Ek", HOME}, .alone = true}},
	""},
    {"nor does a word that stands for nothing", BY_COLUMN,
	{{{"1", "Åsa", "Ek", HOME, "-"}, .alone = true},
	    {{"2", "Bo", "Lind", HOME, "-"}, .alone = true},
	    {{"3", "Cia", "Al", HOME, "NULL"}, .alone = true}},
	""},
};

struct bench {
	struct people_job people;
	struct job_letter letters[2];
	struct job_text texts[2];
	struct households *households;
	struct strbuf seen;
};

static void
open_bench(struct bench *bench, int by, const char *text)
{
	struct people_job *people = &bench->people;
	struct job *job = &people->job;
	*bench = (struct bench){0};
	people_open(people);
	people->file.households.by.span.file = 1;
	people->file.households.most.number = HOUSEHOLD_MOST;
	job->decides.scope.columns = &job->reads.columns;
	job->pile.household_column = by == BY_COLUMN ? UNIT : COLUMN_NONE;
	for (size_t i = 0; i < 2; i++) {
		bench->texts[i].letter =
		    people_letter(people, i ? "b.md" : "a.md", text);
		bench->letters[i] =
		    (struct job_letter){.texts = &bench->texts[i], .count = 1};
	}
	job->writes.letters = bench->letters;
	job->writes.letter_count = 2;
	if (by == BY_EXTRA)
		job->reads.address.street2 = UNIT;
	bench->households = households_new(job);
}

static void
close_bench(struct bench *bench)
{
	households_free(bench->households);
	strbuf_fini(&bench->seen);
	people_close(&bench->people);
}

static bool
take(struct bench *bench, const struct person *person, uint32_t number)
{
	const struct row *row = people_row(&bench->people, person->cells);
	bench->people.row.number = number;
	struct household_member member;
	if (!households_look(bench->households, bench->people.mem, row, NULL,
		person->version, person->large_print, person->enclosed,
		&member))
		return false;
	households_take(bench->households, &member);
	return true;
}

static bool
see(const struct household *household, void *ctx)
{
	struct strbuf *out = ctx;
	for (size_t i = 0; i < household->count; i++)
		strbuf_print(
		    out, "%s%u", i ? "+" : "", household->members[i].row);
	for (size_t i = 0; i < household->names.count; i++)
		strbuf_print(out, "%s %.*s", i ? "," : ":",
		    (int)household->names.full[i].len,
		    household->names.full[i].at);
	strbuf_add_text(out, "; ");
	return true;
}

/* Households come in the order of a hash: what is seen is sorted. */
static int
compare_texts(const void *a, const void *b)
{
	return slice_compare(
	    *(const struct slice *)a, *(const struct slice *)b);
}

static struct slice
sorted(struct bench *bench)
{
	struct slice parts[ROWS_MAX], rest = strbuf_view(&bench->seen);
	size_t count = 0;
	for (; rest.len; count++) {
		size_t len = slice_find(rest, SLICE("; ")) + 2;
		parts[count] = slice_part(rest, 0, len);
		rest = slice_from(rest, len);
	}
	if (count)
		qsort(parts, count, sizeof *parts, compare_texts);
	return arena_join(bench->people.mem, parts, count, SLICE(""));
}

static void
test_case(size_t i)
{
	struct bench bench;
	open_bench(&bench, cases[i].by, TEXT);
	for (uint32_t r = 0; r < ROWS_MAX && cases[i].rows[r].cells[KEY]; r++) {
		const struct person *person = &cases[i].rows[r];
		test_true(cases[i].name,
		    take(&bench, person, r + 1) == !person->alone);
	}
	test_true(
	    cases[i].name, households_each(bench.households, see, &bench.seen));
	test_slice(cases[i].name, sorted(&bench), cases[i].want);
	close_bench(&bench);
}

/* Roles by which a row is always a letter's own. */
static void
test_roles(void)
{
	static const struct person person = {
	    .cells = {"1", "Åsa", "Ek", HOME, "c/o Lind"}};
	struct bench bench;
	open_bench(&bench, BY_ADDRESS, TEXT);
	bench.people.job.reads.guardian = UNIT;
	test_true("a guardian", !take(&bench, &person, 1));
	bench.people.job.reads.guardian = COLUMN_NONE;
	bench.people.job.reads.address.co = UNIT;
	test_true("a c/o", !take(&bench, &person, 1));
	bench.people.job.reads.address.co = COLUMN_NONE;
	test_true("neither", take(&bench, &person, 1));
	bench.people.job.reads.guardian = UNIT;
	static const struct person alone = {.cells = {"2", "Bo", "Ek", HOME}};
	struct problem doubts[PEOPLE_COLUMNS] = {
	    [UNIT] = {.message = &plan_plan_broken}};
	test_true("no guardian", take(&bench, &alone, 2));
	bench.people.row.doubts = doubts;
	test_true(
	    "a guardian that could not be told", !take(&bench, &alone, 3));
	doubts[UNIT].message = NULL;
	test_true("and one that could", take(&bench, &alone, 3));
	close_bench(&bench);
}

/* A column that the letter does not read may differ. */
static void
test_unread(void)
{
	static const struct person people[] = {
	    {.cells = {"1", "Åsa", "Ek", HOME, "Norr"}},
	    {.cells = {"2", "Bo", "Ek", HOME, "Syd"}}};
	struct bench bench;
	open_bench(&bench, BY_ADDRESS, "Hej! Du bor i {{Ort}}.\n");
	for (uint32_t r = 0; r < COUNT(people); r++)
		test_true("a row", take(&bench, &people[r], r + 1));
	households_each(bench.households, see, &bench.seen);
	test_slice("a column that is not read", sorted(&bench),
	    "1+2: Åsa Ek, Bo Ek; ");
	close_bench(&bench);
}

/* Who stops at one is not shown the next. */
static bool
stop(const struct household *household, void *ctx)
{
	(void)household;
	++*(int *)ctx;
	return false;
}

static void
test_stop(void)
{
	static const struct person people[] = {
	    {.cells = {"1", "Åsa", "Ek", HOME}},
	    {.cells = {"2", "Bo", "Lind", HOME}}};
	struct bench bench;
	int seen = 0;
	open_bench(&bench, BY_ADDRESS, TEXT);
	for (uint32_t r = 0; r < COUNT(people); r++)
		take(&bench, &people[r], r + 1);
	test_true("stopped", !households_each(bench.households, stop, &seen));
	test_number("at the first", seen, 1);
	close_bench(&bench);
}

static void
test_unasked(void)
{
	struct people_job people;
	people_open(&people);
	test_true("nobody asked", households_new(&people.job) == NULL);
	people_close(&people);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_roles();
	test_unread();
	test_stop();
	test_unasked();
	return test_end();
}
