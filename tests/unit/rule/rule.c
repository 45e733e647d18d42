/*
 * One outcome and one deciding rule for a row, all matches kept. tests/model
 * compares whole runs with a reference; here each line of the order has a row.
 */
#include "rule/rule.h"

#include <stdlib.h>

#include "../test.h"

enum { HOME, HOURS, COLUMNS };

/* Nothing is known of the row but its values. */
#define PLAIN                                                                  \
	{                                                                      \
		.unfit = false                                                 \
	}

/* The rules of every case: their numbers are those in `want`. */
static const struct {
	enum rule_kind kind;
	const char *reason, *condition;
} rules_at[] = {
    {RULE_MALFORMED, "", NULL}, /* 1 */
    {RULE_PROTECTED, "", NULL}, /* 2 */
    {RULE_DECEASED, "", NULL}, /* 3 */
    {RULE_SUPERSEDED, "", NULL}, /* 4 */
    {RULE_EXCLUDE, "Servicehus", "Boende = 'Servicehus'"}, /* 5 */
    {RULE_EXCLUDE, "Många timmar", "Timmar > 40"}, /* 6 */
    {RULE_SEND, "Bor inte hemma", "Boende <> 'Korttid'"}, /* 7 */
    {RULE_HOLD, "Inga timmar", "Timmar = 0"}, /* 8 */
    {RULE_UNFIT, "", NULL}, /* 9 */
    {RULE_DUPLICATE, "", NULL}, /* 10 */
};

static const struct {
	const char *name;
	const char *home;
	int hours; /* -1: an empty cell */
	struct rule_case known; /* what is known beside the values */
	/* outcome rule [matches], its reason */
	const char *want;
} cases[] = {
    {"a letter", "Villa", 5, PLAIN, "letter 0 []: "},
    {"excluded", "Servicehus", 5, PLAIN, "excluded 5 [5]: Servicehus"},
    {"not among those it is for", "Korttid", 5, PLAIN,
	"excluded 7 [7]: Bor inte hemma"},
    {"held", "Villa", 0, PLAIN, "held 8 [8]: Inga timmar"},
    {"the first match decides, and all are kept", "Servicehus", 50, PLAIN,
	"excluded 5 [5 6]: Servicehus"},
    {"an exclude comes before a hold", "Servicehus", 0, PLAIN,
	"excluded 5 [5 8]: Servicehus"},
    {"doubt holds", "Villa", -1, PLAIN,
	"held 6 [6 8]: rule 6 (Många timmar) cannot be decided: 'Timmar' is "
	"empty, and the answer depends on it"},
    {"but for a row that is surely excluded", "Servicehus", -1, PLAIN,
	"excluded 5 [5 6 8]: Servicehus"},
    {"also by a later rule", "Korttid", -1, PLAIN,
	"excluded 7 [6 7 8]: Bor inte hemma"},
    {"a value that does not fit", "Villa", 5, {.unfit = true}, "held 9 [9]: "},
    {"malformed", "Servicehus", 50, {.malformed = true}, "held 1 [1]: "},
    {"protected: nothing else is asked", "Servicehus", 50,
	{.is_protected = true, .deceased = true},
	"held 2 [2]: protected identity: handled by hand"},
    {"has died", "Villa", 0, {.deceased = true}, "excluded 3 [3 8]: deceased"},
    {"may have died", "Villa", 5, {.deceased_unclear = true},
	"held 3 [3]: whether the person has died is not clear: the mark says "
	"neither yes nor no"},
    {"may have died and is excluded", "Servicehus", 5,
	{.deceased_unclear = true}, "excluded 5 [3 5]: Servicehus"},
    {"another row says so", "Villa", 5, {.twin_died = true},
	"held 3 [3]: another row with the same number, or name and street, "
	"says that its person has died"},
    {"the guardian's row says so", "Villa", 5, {.guardian_died = true},
	"held 3 [3]: another row with the guardian's name and street says that "
	"its person has died"},
    {"the guardian has died, and the row is excluded", "Servicehus", 5,
	{.guardian_died = true}, "excluded 5 [3 5]: Servicehus"},
    {"has died for sure comes before doubt", "Villa", 5,
	{.deceased = true, .twin_died = true}, "excluded 3 [3]: deceased"},
    {"another source stands", "Villa", 5,
	{.superseded = true, .preferred = {"Norr", 4}},
	"excluded 4 [4]: the same person's row from Norr stands"},
    {"twice", "Villa", 5, {.duplicate = true},
	"held 10 [10]: the same person stands in several rows"},
    {"twice comes before nearly twice", "Villa", 5,
	{.duplicate = true, .similar = true},
	"held 10 [10]: the same person stands in several rows"},
    {"nearly twice", "Villa", 5, {.similar = true},
	"held 10 [10]: another row's key differs from this one only in zeros, "
	"signs, blanks or capitals: it may be the same person"},
    {"two centuries", "Villa", 5, {.two_centuries = true},
	"held 10 [10]: the ten digits stand in another row with the other "
	"century; write 12 digits, YYYYMMDD-NNNN"},
};

struct bench {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	struct column at[COLUMNS];
	struct columns columns;
	struct scope scope;
	struct rule_set rules;
};

static struct expr *
compile(struct bench *bench, const char *text)
{
	struct slice source = slice_view(text);
	uint32_t file = sources_add(bench->sources, "job.yaml", source);
	const struct span place = {.file = file, .line = 1, .column = 1};
	struct expr *expr = expr_parse(bench->mem, source, place, bench->diag);
	if (!expr || !expr_check_flag(expr, &bench->scope, bench->diag))
		abort();
	return expr;
}

static void
open_bench(struct bench *bench)
{
	*bench = (struct bench){
	    .mem = arena_new(),
	    .sources = sources_new(),
	    .at = {{.name = SLICE("Boende")},
		{.name = SLICE("Timmar"), .type = COLUMN_INTEGER}},
	};
	bench->diag = diag_new(bench->sources);
	bench->columns = (struct columns){bench->at, COLUMNS};
	bench->scope.columns = &bench->columns;
	for (size_t i = 0; i < COLUMNS; i++)
		column_prepare(bench->mem, &bench->at[i], 0);
	for (size_t i = 0; i < COUNT(rules_at); i++) {
		struct rule *rule =
		    rule_set_add(bench->mem, &bench->rules, rules_at[i].kind);
		rule->reason = slice_view(rules_at[i].reason);
		if (rules_at[i].condition)
			rule->condition = compile(bench, rules_at[i].condition);
	}
}

static void
close_bench(struct bench *bench)
{
	diag_free(bench->diag);
	sources_free(bench->sources);
	arena_free(bench->mem);
}

static struct decision
decide(struct bench *bench, size_t i, struct strbuf *matches)
{
	struct value values[COLUMNS] = {
	    {.kind = VALUE_TEXT, .text = slice_view(cases[i].home)},
	    {.kind = VALUE_NUMBER, .micro = cases[i].hours * 1000000ll}};
	const struct row row = {.values = values, .count = COLUMNS};
	struct rule_case known = cases[i].known;
	if (cases[i].hours < 0)
		values[HOURS].kind = VALUE_EMPTY;
	known.context = (struct expr_context){
	    .row = &row, .letter_mem = bench->mem, .language = "sv"};
	return rule_decide_row(&bench->rules, &known, matches);
}

static void
test_case(size_t i)
{
	struct bench bench;
	struct strbuf have = {0}, matches = {0};
	open_bench(&bench);
	struct decision decision = decide(&bench, i, &matches);
	bool bare = decision.rule && (decision.rule->kind == RULE_MALFORMED ||
					 decision.rule->kind == RULE_UNFIT);
	struct slice why =
	    bare ? SLICE("") : decision_reason(bench.mem, NULL, &decision);
	strbuf_print(&have, "%s %u [%.*s]: %.*s",
	    outcome_name(decision.outcome),
	    decision.rule ? decision.rule->number : 0, (int)matches.len,
	    matches.at ? matches.at : "", (int)why.len, why.at);
	test_slice(cases[i].name, strbuf_view(&have), cases[i].want);
	strbuf_fini(&have);
	strbuf_fini(&matches);
	close_bench(&bench);
}

/* What is counted while all of the cases pass, rule by rule. */
static void
test_counts(void)
{
	struct bench bench;
	struct strbuf matches = {0};
	uint32_t decided = 0;
	open_bench(&bench);
	for (size_t i = 0; i < COUNT(cases); i++)
		decided += decide(&bench, i, &matches).rule != NULL;
	rule_set_count_left(&bench.rules, (uint32_t)COUNT(cases));
	uint32_t left = (uint32_t)COUNT(cases), sum = 0;
	for (size_t i = 0; i < bench.rules.count; i++) {
		const struct rule *rule = &bench.rules.at[i];
		sum += rule->decided;
		left -= rule->decided;
		test_number("left", rule->left, left);
	}
	test_number("each row is decided once", sum, decided);
	/* Of the malformed and the protected only the marks are asked. */
	test_number("tried", bench.rules.at[0].tried, (long long)COUNT(cases));
	test_number("not of bare rows", bench.rules.at[4].tried,
	    (long long)COUNT(cases) - 2);
	rule_count_held(&bench.rules.at[8]);
	test_number("held later", bench.rules.at[8].decided, 2);
	strbuf_fini(&matches);
	close_bench(&bench);
}

/* A malformed row that the job knows of is left out, with its reason. */
static void
test_waived(void)
{
	struct bench bench;
	struct strbuf matches = {0};
	const struct rule_case known = {.malformed = true};
	open_bench(&bench);
	bench.rules.at[0].reason = SLICE("Sidfot");
	struct decision decision =
	    rule_decide_row(&bench.rules, &known, &matches);
	test_number("known", decision.outcome, OUTCOME_EXCLUDED);
	test_slice("with its reason",
	    decision_reason(bench.mem, NULL, &decision), "Sidfot");
	strbuf_fini(&matches);
	close_bench(&bench);
}

/* An exclusion without a condition takes whoever comes so far. */
static void
test_bare(void)
{
	struct arena *mem = arena_new();
	struct strbuf matches = {0};
	struct rule_set rules = {0};
	const struct rule_case known = {.unfit = false};
	rule_set_add(mem, &rules, RULE_PROTECTED);
	rule_set_add(mem, &rules, RULE_EXCLUDE)->reason = SLICE("Alla");
	struct decision decision = rule_decide_row(&rules, &known, &matches);
	test_number("all", decision.outcome, OUTCOME_EXCLUDED);
	test_slice("why", decision_reason(mem, NULL, &decision), "Alla");
	test_true("found", rule_set_find(&rules, RULE_EXCLUDE) == &rules.at[1]);
	test_true("not found", !rule_set_find(&rules, RULE_DUPLICATE));
	strbuf_fini(&matches);
	arena_free(mem);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_counts();
	test_waived();
	test_bare();
	return test_end();
}
