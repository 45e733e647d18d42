/* `households:`: its column, and that no letter greets one of two people. */
#include "job/job_steps.h"

#include <stdlib.h>

#include "../plan/people.h"
#include "test.h"

static const struct {
	const char *name;
	const char *by; /* NULL: not asked for */
	const char *first, *second; /* letters */
	const char *want; /* all codes */
	const char *column; /* the first that makes a name; NULL: "Namn" */
	bool computed;
} cases[] = {
    {"not asked for", NULL, "Hej {{Namn}}!\n", "Hej!\n", ""},
    {"by address", "address", "Hej!\n", "Hej!\n", ""},
    {"by a column", "Enhet", "Hej!\n", "Hej!\n", ""},
    {"by a column that is not there", "Enhett", "Hej!\n", "Hej!\n",
	"no-such-column "},
    {"a letter that prints a name", "address", "Hej {{Namn}}!\n", "Hej!\n",
	"household-prints-name "},
    {"the last name too", "address", "Familjen {{Efternamn}}\n", "Hej!\n",
	"household-prints-name "},
    {"the second letter", "address", "Hej!\n", "Hej {{Namn}}!\n",
	"household-prints-name "},
    {"a last name first", "address", "Hej!\n", "Hej!\n", "names-first ",
	"Familjenamn"},
    {"a name that begins as one", "address", "Hej!\n", "Hej!\n", "",
	"Titelnamn"},
    {"a computed one", "address", "Hej!\n", "Hej!\n", "names-first ",
	"efternamn(Allt)", true},
    {"more than one, computed", "address", "Hej!\n", "Hej!\n", "",
	"Titel + ' ' + Allt", true},
    {"a name that is only asked about", "address",
	"{{if Namn = 'Bo'}}Hej!{{/if}}\n", "Hej!\n", "household-prints-name "},
    {"each name once", "address", "{{Namn}} {{Namn}} {{Efternamn}}\n", "Hej!\n",
	"household-prints-name household-prints-name "},
    {"any other column", "address", "Du bor i {{Ort}}, {{Enhet}}.\n", "Hej!\n",
	""},
};

/* And the first letter has a text more. */
static void
rename_first(struct people_job *people, struct job_letter *letters,
    const char *name, bool computed)
{
	struct column *column = &people->columns[NAME];
	column->name = slice_view(name);
	column_prepare(people->mem, column, 0);
	column->computed = computed;
	letters[0].count = 2;
}

static void
test_case(size_t i)
{
	struct people_job people;
	struct job_text texts[2] = {0};
	struct job_letter letters[2];
	struct strbuf have = {0};
	people_open(&people);
	struct job *job = &people.job;
	job->decides.scope.columns = &job->reads.columns;
	for (size_t k = 0; k < 2; k++) {
		texts[k].letter = people_letter(&people, k ? "b.md" : "a.md",
		    k ? cases[i].second : cases[i].first);
		letters[k] =
		    (struct job_letter){.texts = &texts[k], .count = 1};
	}
	if (cases[i].column)
		rename_first(
		    &people, letters, cases[i].column, cases[i].computed);
	job->writes.letters = letters;
	job->writes.letter_count = 2;
	if (cases[i].by)
		people.file.households.by = (struct conf_text){
		    slice_view(cases[i].by), (struct span){.file = 1}};
	bool ok = job_find_households(job, people.diag);
	ok = ok && job_check_households(job, people.diag);
	for (size_t r = 0; r < diag_count(people.diag); r++)
		strbuf_print(&have, "%s ", people_code(&people, r));
	test_slice(cases[i].name, strbuf_view(&have), cases[i].want);
	test_true(cases[i].name, ok == !*cases[i].want);
	if (cases[i].by)
		test_true(cases[i].name,
		    job->pile.household_column ==
			(strcmp(cases[i].by, "Enhet") == 0 ? UNIT
							   : COLUMN_NONE));
	strbuf_fini(&have);
	people_close(&people);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_end();
}
