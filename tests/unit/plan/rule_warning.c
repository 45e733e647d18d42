/* Rules that take nobody, or everybody, or that gaps leave undecided. */
#include "plan/rule_warning.h"

#include "rules.h"
#include "stored.h"
#include "test.h"

#define REGISTER_ROWS 20

static const struct {
	const char *name;
	enum rule_kind kind;
	uint32_t tried, matched, undecidable;
	uint32_t empty; /* cells of the column, as they were counted */
	const char *want; /* codes and arguments */
} cases[] = {
    {"some rows", RULE_EXCLUDE, 20, 3, 0, 0, ""},
    {"none", RULE_EXCLUDE, 20, 0, 0, 0, "rule-takes-none 1 / skäl; "},
    {"all", RULE_EXCLUDE, 20, 20, 0, 0, "rule-takes-all 1 / skäl; "},
    {"all that came so far", RULE_HOLD, 4, 4, 0, 0,
	"rule-takes-all 1 / skäl; "},
    {"nobody was left to be tried", RULE_HOLD, 0, 0, 0, 0, ""},
    {"all but one that cannot be decided", RULE_EXCLUDE, 20, 19, 1, 0, ""},
    {"none, and one cannot be decided", RULE_EXCLUDE, 20, 0, 1, 0,
	"rule-takes-none 1 / skäl; "},
    {"none can be decided", RULE_EXCLUDE, 20, 0, 20, 20,
	"rule-decides-none 1 / skäl; "},
    /* The send rule matches those it keeps out. */
    {"send lets some through", RULE_SEND, 20, 7, 0, 0, ""},
    {"send lets nobody through", RULE_SEND, 20, 20, 0, 0,
	"send-takes-none 1 / skäl; "},
    {"nobody for sure", RULE_SEND, 20, 18, 2, 0, "send-takes-none 1 / skäl; "},
    {"send keeps nobody out", RULE_SEND, 20, 0, 0, 0,
	"send-takes-all 1 / skäl; "},
    /* Five rows and a tenth of those tried, by a column as empty as that. */
    {"four rows are few", RULE_EXCLUDE, 20, 3, 4, 20, ""},
    {"five", RULE_EXCLUDE, 20, 3, 5, 5, "rule-meets-gaps 1 / skäl / 5 / 20; "},
    {"less than a tenth", RULE_EXCLUDE, 51, 3, 5, 20, ""},
    {"a tenth", RULE_EXCLUDE, 50, 3, 5, 20,
	"rule-meets-gaps 1 / skäl / 5 / 50; "},
    {"another cause than gaps", RULE_EXCLUDE, 20, 3, 6, 2, ""},
    {"gaps explain half", RULE_EXCLUDE, 20, 3, 6, 3,
	"rule-meets-gaps 1 / skäl / 6 / 20; "},
    {"a column that is seldom empty", RULE_EXCLUDE, 20, 3, 5, 1, ""},
};

/* All reports, hints aside. */
static void
write_reports(struct people_job *people, struct strbuf *out)
{
	for (size_t i = 0; i < diag_count(people->diag); i++) {
		struct slice arguments = people_arguments(people, i);
		strbuf_print(out, "%s %.*s; ", people_code(people, i),
		    (int)arguments.len, arguments.at);
	}
}

static void
test_case(size_t i)
{
	struct people_job people;
	struct stored stored;
	struct strbuf have = {0};
	people_open(&people);
	stored_open(&stored, &people);
	struct rule *rule =
	    people_add_rule(&people, cases[i].kind, "Enhet = 'Norr'");
	rule->tried = cases[i].tried;
	rule->matched = cases[i].matched;
	rule->undecidable = cases[i].undecidable;
	people.columns[UNIT].tally->empty = cases[i].empty;
	const struct watch_end end = {
	    .job = &people.job,
	    .plan = stored.plan,
	    .rows = REGISTER_ROWS,
	    .diag = people.diag,
	};
	test_true(cases[i].name, plan_end_load(stored.plan));
	test_true(cases[i].name, rule_warning_watcher.report(NULL, &end));
	write_reports(&people, &have);
	test_slice(cases[i].name, strbuf_view(&have), cases[i].want);
	strbuf_fini(&have);
	stored_close(&stored, &people);
	people_close(&people);
}

#define VALUES_MAX 3

/* What the columns of such a rule hold: shown where no person can be told. */
static const struct {
	const char *name;
	const char *condition;
	enum column_type type;
	struct {
		const char *text;
		uint32_t rows;
	} values[VALUES_MAX];
	size_t column;
	const char *want; /* the first hint's arguments */
} hints[] = {
    {"often enough", "Enhet = 'Nor'", COLUMN_TEXT, {{"Norr", 6}, {"Syd", 5}},
	UNIT, "Enhet / 'Norr' 6, 'Syd' 5"},
    {"one stands in four rows", "Enhet = 'Nor'", COLUMN_TEXT,
	{{"Norr", 6}, {"Syd", 4}}, UNIT, "Enhet / 2"},
    {"a column of names", "Namn = 'Asa'", COLUMN_TEXT, {{"Åsa", 9}}, NAME,
	"Namn / 1"},
    {"values that the job lists", "Enhet = 'Norr'", COLUMN_CHOICE,
	{{"Syd", 6}, {"", 1}}, UNIT, "Enhet / 'Syd' 6, '' 1"},
    {"and one that it does not", "Enhet = 'Norr'", COLUMN_CHOICE,
	{{"Syd", 6}, {"Sydd", 1}}, UNIT, "Enhet / 2"},
    {"a column twice in a rule", "Enhet = 'Nor' or Enhet = 'Nort'", COLUMN_TEXT,
	{{"Norr", 6}}, UNIT, "Enhet / 'Norr' 6"},
};

static void
add_values(struct stored *stored, size_t i)
{
	for (size_t v = 0; v < VALUES_MAX && hints[i].values[v].text; v++) {
		const char *cells[PEOPLE_COLUMNS] = {NULL};
		cells[hints[i].column] = hints[i].values[v].text;
		for (uint32_t r = 0; r < hints[i].values[v].rows; r++)
			stored_add(stored, cells);
	}
	if (!plan_end_load(stored->plan))
		abort();
}

static void
test_hint(size_t i)
{
	static struct choice choices[] = {
	    {.value = {"Norr", 4}}, {.value = {"Syd", 3}}};
	struct people_job people;
	struct stored stored;
	people_open(&people);
	people.columns[UNIT].type = hints[i].type;
	people.columns[UNIT].choices = choices;
	people.columns[UNIT].choice_count = COUNT(choices);
	column_prepare(people.mem, &people.columns[UNIT], 0);
	stored_open(&stored, &people);
	add_values(&stored, i);
	people_add_rule(&people, RULE_EXCLUDE, hints[i].condition)->tried = 9;
	const struct watch_end end = {
	    .job = &people.job,
	    .plan = stored.plan,
	    .rows = REGISTER_ROWS,
	    .diag = people.diag,
	};
	test_true(hints[i].name, rule_warning_watcher.report(NULL, &end));
	test_text(hints[i].name, people_code(&people, 0), "rule-takes-none");
	test_slice(hints[i].name, people_hint(&people, 0, 0), hints[i].want);
	test_number(
	    hints[i].name, (long long)diag_view(people.diag, 0)->hint_count, 1);
	stored_close(&stored, &people);
	people_close(&people);
}

/* Of a computed column no cells are counted. */
static void
test_computed(void)
{
	struct people_job people;
	struct stored stored;
	people_open(&people);
	stored_open(&stored, &people);
	struct rule *rule =
	    people_add_rule(&people, RULE_EXCLUDE, "Enhet = 'Norr'");
	rule->tried = 20;
	rule->matched = 3;
	rule->undecidable = 19;
	people.columns[UNIT].tally = NULL;
	const struct watch_end end = {
	    .job = &people.job,
	    .plan = stored.plan,
	    .rows = REGISTER_ROWS,
	    .diag = people.diag,
	};
	test_true("loaded", plan_end_load(stored.plan));
	test_true("reported", rule_warning_watcher.report(NULL, &end));
	test_number("no gap", (long long)diag_count(people.diag), 0);
	stored_close(&stored, &people);
	people_close(&people);
}

int
main(void)
{
	test_computed();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	for (size_t i = 0; i < COUNT(hints); i++)
		test_hint(i);
	return test_end();
}
