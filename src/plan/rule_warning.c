#include "plan/rule_warning.h"

#include "plan/messages.h"
#include "plan/showable.h"
#include "record/choice.h"

struct shown {
	const struct job *job;
	struct diag *diag;
	struct plan *plan;
	bool *seen; /* columns of the rule at hand already shown */
	bool failed;
};

struct values {
	const struct column *of;
	struct strbuf text;
	uint32_t distinct;
	uint32_t least; /* rows of a value that the job does not list */
};

/* Whether the job itself lists the value; any other may be anything. */
static bool
is_listed(const struct column *column, struct slice value)
{
	return column->type == COLUMN_CHOICE &&
	       (!value.len || choice_is_value(column, value));
}

static bool
add_value(uint32_t count, struct slice value, void *ctx)
{
	struct values *values = ctx;
	values->distinct++;
	if (count < values->least && !is_listed(values->of, value))
		values->least = count;
	if (values->distinct > SHOWABLE_MOST)
		return true;
	if (values->text.len)
		strbuf_add_text(&values->text, ", ");
	strbuf_print(
	    &values->text, "'%.*s' %u", (int)value.len, value.at, count);
	return true;
}

static void
show_column(size_t column, void *ctx)
{
	struct shown *shown = ctx;
	const struct column *to = &shown->job->reads.columns.at[column];
	struct values values = {.of = to, .least = UINT32_MAX};
	if (shown->seen[column])
		return;
	shown->seen[column] = true;
	if (!plan_each_value(shown->plan, column, add_value, &values))
		shown->failed = true;
	bool may_show = !showable_never(&shown->job->reads, column) &&
			values.distinct <= SHOWABLE_MOST &&
			values.least >= SHOWABLE_LEAST_ROWS;
	if (may_show)
		HINT(shown->diag, &plan_column_values,
		    ARGS(to->name, strbuf_view(&values.text)));
	else
		HINT(shown->diag, &plan_column_many_values,
		    ARGS(to->name, values.distinct));
	strbuf_fini(&values.text);
}

static void
warn(
    struct shown *shown, const struct rule *rule, const struct message *message)
{
	const struct job *job = shown->job;
	shown->seen = ARENA_ARRAY(job->mem, bool, job->reads.columns.count + 1);
	REPORT(
	    shown->diag, rule->span, message, ARGS(rule->number, rule->reason));
	if (rule->undecidable && rule->undecidable < rule->tried)
		HINT(shown->diag, &plan_rule_undecidable,
		    ARGS(rule->undecidable));
	expr_each_column(rule->condition, show_column, shown);
}

/* A rule that so many rows cannot be decided by is seldom meant so. */
#define GAPS_LEAST_ROWS 5
#define GAPS_LEAST_PART 10 /* of the rows it was tried on, one in so many */

/* The column is empty in most of the rows that the rule cannot decide. */
struct gaps {
	const struct job *job;
	struct diag *diag;
	const struct rule *rule;
	uint32_t rows;
	bool *seen;
	bool found;
};

static bool
is_gap(const struct gaps *gaps, size_t column)
{
	const struct column_tally *tally =
	    gaps->job->reads.columns.at[column].tally;
	return tally && tally->empty * 2 >= gaps->rule->undecidable &&
	       tally->empty * GAPS_LEAST_PART >= gaps->rows;
}

static void
find_gap(size_t column, void *ctx)
{
	struct gaps *gaps = ctx;
	gaps->found |= is_gap(gaps, column);
}

static void
say_gap(size_t column, void *ctx)
{
	struct gaps *gaps = ctx;
	const struct column *of = &gaps->job->reads.columns.at[column];
	if (gaps->seen[column] || !is_gap(gaps, column))
		return;
	gaps->seen[column] = true;
	HINT(gaps->diag, &plan_column_gaps, ARGS(of->name, of->tally->empty));
}

/* Undecidable for many rows because a column is mostly empty. */
static void
warn_gaps(const struct job *job, const struct rule *rule, uint32_t rows,
    struct diag *diag)
{
	struct gaps gaps = {
	    .job = job, .diag = diag, .rule = rule, .rows = rows};
	if (rule->undecidable < GAPS_LEAST_ROWS ||
	    rule->undecidable * GAPS_LEAST_PART < rule->tried)
		return;
	expr_each_column(rule->condition, find_gap, &gaps);
	if (!gaps.found)
		return;
	gaps.seen = ARENA_ARRAY(job->mem, bool, job->reads.columns.count + 1);
	REPORT(diag, rule->span, &plan_rule_meets_gaps,
	    ARGS(rule->number, rule->reason, rule->undecidable, rule->tried));
	expr_each_column(rule->condition, say_gap, &gaps);
}

/* A rule that takes, or surely leaves, no row at all; NULL: it does neither. */
static const struct message *
find_extreme(const struct rule *rule)
{
	bool send = rule->kind == RULE_SEND;
	/* The send rule matches those it keeps out. */
	uint32_t sure = send ? rule->tried - rule->undecidable : rule->tried;
	if (rule->undecidable == rule->tried)
		return &plan_rule_decides_none;
	if (rule->matched == sure)
		return send ? &plan_send_takes_none : &plan_rule_takes_all;
	if (!rule->matched)
		return send ? &plan_send_takes_all : &plan_rule_takes_none;
	return NULL;
}

/* False only where the plan cannot be read. */
static bool
report_rules(void *state, const struct watch_end *end)
{
	const struct job *job = end->job;
	(void)state;
	struct shown shown = {.job = job, .diag = end->diag, .plan = end->plan};
	for (size_t i = 0; i < job->decides.rules.count; i++) {
		const struct rule *rule = &job->decides.rules.at[i];
		if (!rule->condition || !rule->tried)
			continue;
		const struct message *extreme = find_extreme(rule);
		if (extreme)
			warn(&shown, rule, extreme);
		if (rule->undecidable < rule->tried)
			warn_gaps(job, rule, end->rows, end->diag);
	}
	return !shown.failed;
}

const struct watcher rule_warning_watcher = {
    .report = report_rules,
};
