#include "job/rule_warning.h"

#include "job/messages.h"

#define SHOWN_MOST 30
#define SHOWN_LEAST_ROWS 5

struct shown {
	struct job *job;
	struct plan *plan;
	bool *seen; /* columns of the rule at hand already shown */
	bool failed;
};

struct values {
	struct strbuf text;
	uint32_t distinct, least;
};

static bool
add_value(uint32_t count, struct slice value, void *ctx)
{
	struct values *values = ctx;
	values->distinct++;
	if (count < values->least)
		values->least = count;
	if (values->distinct > SHOWN_MOST)
		return true;
	if (values->text.len)
		strbuf_add_text(&values->text, ", ");
	strbuf_print(
	    &values->text, "'%.*s' %u", (int)value.len, value.at, count);
	return true;
}

static bool
is_of_address(const struct address_columns *from, size_t column)
{
	for (size_t i = 0; i < from->name_count; i++) {
		if (from->name[i] == column)
			return true;
	}
	return column == from->co || column == from->street ||
	       column == from->street2;
}

/* Columns that name people, however few their values are. */
static bool
names_persons(const struct job *job, size_t column)
{
	return column == job->key || column == job->guardian ||
	       is_of_address(&job->address, column) ||
	       (job->guardian != COLUMN_NONE &&
		   is_of_address(&job->guardian_address, column));
}

static void
show_column(size_t column, void *ctx)
{
	struct shown *shown = ctx;
	struct values values = {.least = UINT32_MAX};
	if (shown->seen[column])
		return;
	shown->seen[column] = true;
	if (!plan_each_value(shown->plan, column, add_value, &values))
		shown->failed = true;
	const struct column *to = &shown->job->columns.at[column];
	bool may_show =
	    !names_persons(shown->job, column) &&
	    values.distinct <= SHOWN_MOST &&
	    (to->type == COLUMN_CHOICE || values.least >= SHOWN_LEAST_ROWS);
	if (may_show)
		HINT(shown->job->diag, &job_column_values,
		    ARGS(to->name, strbuf_view(&values.text)));
	else
		HINT(shown->job->diag, &job_column_many_values,
		    ARGS(to->name, values.distinct));
	strbuf_fini(&values.text);
}

static void
warn(
    struct shown *shown, const struct rule *rule, const struct message *message)
{
	struct job *job = shown->job;
	shown->seen = ARENA_ARRAY(job->mem, bool, job->columns.count + 1);
	REPORT(
	    job->diag, rule->span, message, ARGS(rule->number, rule->reason));
	expr_each_column(rule->condition, show_column, shown);
}

bool
rule_warnings(struct job *job, struct plan *plan, uint32_t rows)
{
	struct shown shown = {.job = job, .plan = plan};
	for (size_t i = 0; i < job->rules.count; i++) {
		const struct rule *rule = &job->rules.at[i];
		if (!rule->condition || !rows)
			continue;
		bool send = rule->kind == RULE_SEND;
		if (rule->tried && rule->undecidable == rule->tried)
			warn(&shown, rule, &job_rule_decides_none);
		else if (rule->tried && rule->matched == rule->tried)
			warn(&shown, rule,
			    send ? &job_send_takes_none : &job_rule_takes_all);
		else if (rule->tried && !rule->matched)
			warn(&shown, rule,
			    send ? &job_send_takes_all : &job_rule_takes_none);
	}
	return !shown.failed;
}
