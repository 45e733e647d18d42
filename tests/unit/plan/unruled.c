/* Values that rules sort people by without naming them. */
#include "plan/unruled.h"

#include "plan/account.h"
#include "rules.h"
#include "test.h"

#define VALUES_MAX 4

static const struct {
	const char *name;
	const char *condition; /* of a rule */
	struct {
		const char *text;
		uint32_t rows;
	} values[VALUES_MAX];
	size_t column; /* that holds them */
	/* values / rows / shown / hidden values / their rows / their lines;
	 * empty where nothing is said */
	const char *want;
} cases[] = {
    {"all are named", "Enhet = 'Norr'", {{"Norr", 5}}, UNIT, ""},
    {"one that is not", "Enhet = 'Norr'", {{"Norr", 1}, {"Syd", 5}}, UNIT,
	"1 / 5 / 'Syd' 5 / 0 / 0 / "},
    {"a rare one is counted, not shown", "Enhet = 'Norr'",
	{{"Norr", 1}, {"Syd", 4}}, UNIT, "1 / 4 /  / 1 / 4 / 3, 4, 5, 6"},
    {"however it is written", "Enhet = 'Norr'",
	{{"NORR", 5}, {"SYD", 2}, {"Syd", 3}}, UNIT,
	"1 / 5 / 'Syd' 5 / 0 / 0 / "},
    {"the most frequent first", "Enhet = 'Norr'", {{"A", 5}, {"B", 6}}, UNIT,
	"2 / 11 / 'B' 6, 'A' 5 / 0 / 0 / "},
    {"the lines are in order", "Enhet = 'Norr'", {{"A", 2}, {"B", 2}}, UNIT,
	"2 / 4 /  / 2 / 4 / 2, 3, 4, 5"},
    {"twelve lines are enough", "Enhet = 'Norr'",
	{{"A", 4}, {"B", 4}, {"C", 4}, {"D", 4}}, UNIT,
	"4 / 16 /  / 4 / 16 / 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13"},
    {"a list names", "Enhet in ('Norr', 'Syd')", {{"Syd", 5}}, UNIT, ""},
    {"so does the opposite", "Enhet <> 'Syd'", {{"Syd", 5}}, UNIT, ""},
    {"who is only searched for is free text", "Enhet contains 'No'",
	{{"Syd", 5}}, UNIT, ""},
    {"a part names beside a whole", "Enhet = 'Norr' or Enhet contains 'Sy'",
	{{"Syd", 5}, {"Ost", 5}}, UNIT, "1 / 5 / 'Ost' 5 / 0 / 0 / "},
    {"to be empty is not a value", "Enhet = ''", {{"Syd", 5}}, UNIT, ""},
    {"nor is what is empty", "Enhet = 'Norr'", {{"", 9}}, UNIT, ""},
    {"names are nobody's business", "Namn = 'Åsa'", {{"Bo", 9}}, NAME, ""},
    {"nor are columns that no rule reads", "Ort = 'Norrby'", {{"Syd", 9}}, UNIT,
	""},
};

static void
see(struct people_job *people, void *unruled, size_t column, const char *text,
    uint32_t *line)
{
	const char *cells[PEOPLE_COLUMNS] = {[UNIT] = NULL};
	cells[column] = text;
	struct watched watched = {
	    .number = *line - 1,
	    .line = *line,
	    .source = *line % 2,
	    .row = people_row(people, cells),
	};
	unruled_watcher.see_row(unruled, &watched);
	++*line;
}

/* What is left in the account, as `want` has it. */
static void
test_account(struct people_job *people, void *unruled, const char *name,
    const char *want)
{
	struct account account = {0};
	struct strbuf have = {0};
	const struct watch_end end = {
	    .job = &people->job, .account = &account, .diag = people->diag};
	test_true(name, unruled_watcher.report(unruled, &end));
	for (size_t i = 0; i < account.unruled_count; i++) {
		const struct unruled_column *of = &account.unruled[i];
		strbuf_print(&have, "%u / %u / %.*s / %u / %u / %.*s",
		    of->values, of->rows, (int)of->shown.len, of->shown.at,
		    of->hidden_values, of->hidden_rows, (int)of->lines.len,
		    of->lines.at ? of->lines.at : "");
	}
	test_slice(name, strbuf_view(&have), want);
	test_text(name, people_code(people, 0), *want ? "unnamed-values" : "");
	strbuf_fini(&have);
}

static void
test_case(size_t i)
{
	struct people_job people;
	uint32_t line = 2;
	people_open(&people);
	people_add_rule(&people, RULE_EXCLUDE, cases[i].condition);
	void *unruled = unruled_watcher.open(&people.job);
	for (size_t v = 0; v < VALUES_MAX && cases[i].values[v].text; v++) {
		for (uint32_t r = 0; r < cases[i].values[v].rows; r++)
			see(&people, unruled, cases[i].column,
			    cases[i].values[v].text, &line);
	}
	test_account(&people, unruled, cases[i].name, cases[i].want);
	unruled_watcher.close(unruled);
	people_close(&people);
}

/* Columns of so many values are free text, which nobody sorts by. */
static const struct {
	const char *name;
	uint32_t values, rows; /* of each */
	uint32_t said;
} many[] = {
    {"thirty, once each", 30, 1, 30},
    {"one more", 31, 1, 0},
    {"which stand in four rows", 31, 4, 0},
    {"which stand in five", 31, 5, 31},
    {"which stand in thirteen", 31, 13, 31},
    {"two hundred", 200, 5, 200},
    {"too many, however often", 201, 6, 0},
};

static void
test_many(size_t i)
{
	struct people_job people;
	struct account account = {0};
	uint32_t line = 2;
	people_open(&people);
	people_add_rule(&people, RULE_EXCLUDE, "Enhet = 'Norr'");
	void *unruled = unruled_watcher.open(&people.job);
	for (uint32_t v = 0; v < many[i].values; v++) {
		for (uint32_t r = 0; r < many[i].rows; r++)
			see(&people, unruled, UNIT,
			    arena_print(people.mem, "V%u", v).at, &line);
	}
	const struct watch_end end = {
	    .job = &people.job, .account = &account, .diag = people.diag};
	unruled_watcher.report(unruled, &end);
	test_number(many[i].name,
	    account.unruled_count ? account.unruled[0].values : 0,
	    many[i].said);
	/* Thirty are the most that are shown. */
	if (many[i].said > 30)
		test_number(many[i].name, account.unruled[0].hidden_values,
		    many[i].said - 30);
	unruled_watcher.close(unruled);
	people_close(&people);
}

/* A line is told with its file where there are several. */
static void
test_sources(void)
{
	struct people_job people;
	uint32_t line = 2;
	people_open(&people);
	people.job.reads.source_count = 2;
	people_add_rule(&people, RULE_SEND, "Enhet = 'Norr'");
	void *unruled = unruled_watcher.open(&people.job);
	see(&people, unruled, UNIT, "Syd", &line);
	see(&people, unruled, UNIT, "Syd", &line);
	test_account(
	    &people, unruled, "two files", "1 / 2 /  / 1 / 2 / Norr 2, Syd 3");
	unruled_watcher.close(unruled);
	people_close(&people);
}

/* Letters sort people too. */
static void
test_letters(void)
{
	struct people_job people;
	struct job_letter letters[2] = {0};
	uint32_t line = 2;
	people_open(&people);
	letters[0].condition = people_condition(&people, "Enhet = 'Norr'");
	people.job.writes.letters = letters;
	people.job.writes.letter_count = 2;
	void *unruled = unruled_watcher.open(&people.job);
	see(&people, unruled, UNIT, "Syd", &line);
	test_account(
	    &people, unruled, "a letter's condition", "1 / 1 /  / 1 / 1 / 2");
	unruled_watcher.close(unruled);
	people_close(&people);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	for (size_t i = 0; i < COUNT(many); i++)
		test_many(i);
	test_sources();
	test_letters();
	unruled_watcher.close(NULL); /* as one that was never opened */
	return test_end();
}
