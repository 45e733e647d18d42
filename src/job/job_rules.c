/*
 * job/job_rules.c - what names mean in a job, and its rules in order.
 */
#include "beside/beside.h"
#include "job/condition.h"
#include "job/job_steps.h"
#include "job/messages.h"
#include "text/date.h"
#include "text/normal.h"
#include "text/number.h"

const char *const job_code_names[2] = {"response_code", "svarskod"};

static struct named_value
read_fact(struct arena *mem, const struct job_fact *fact)
{
	struct named_value named = {.name = fact->name.text};
	struct slice text = fact->value.text;
	int64_t micro;
	day when = fact->quoted ? DAY_NONE : day_parse_iso(text);
	bool leading_zero = text.len > 1 && text.at[0] == '0';
	named.value.text = arena_dup(mem, text);
	if (when != DAY_NONE) {
		named.type = COLUMN_DATE;
		named.value.kind = VALUE_DATE;
		named.value.when = when;
	} else if (!fact->quoted && !leading_zero &&
		   number_parse(text, &micro)) {
		named.type = COLUMN_DECIMAL;
		named.value.kind = VALUE_NUMBER;
		named.value.micro = micro;
	} else {
		named.type = COLUMN_TEXT;
		named.value.kind = text.len ? VALUE_TEXT : VALUE_EMPTY;
	}
	return named;
}

static struct named_value
text_name(const char *name, struct slice text)
{
	return (struct named_value){
	    .name = slice_view(name),
	    .type = COLUMN_TEXT,
	    .value = {.kind = text.len ? VALUE_TEXT : VALUE_EMPTY,
		.text = text},
	    .of_job = true,
	};
}

static struct named_value
letter_name(const char *name, struct slice text)
{
	struct named_value named = text_name(name, text);
	named.per_letter = true;
	return named;
}

static struct named_value
date_name(struct arena *mem, const char *name, day when)
{
	char iso[11];
	day_write_iso(when, iso);
	return (struct named_value){
	    .name = slice_view(name),
	    .type = COLUMN_DATE,
	    .value = {.kind = VALUE_DATE,
		.text = arena_dup(mem, slice_view(iso)),
		.when = when},
	    .of_job = true,
	};
}

/* A mailing's name is a word that many columns have: with its job only. */
static void
add_own_names(struct job *job, struct named_value *names, size_t *count)
{
	const struct job_file *file = job->file;
	names[(*count)++] = date_name(job->mem, "datum", file->date.when);
	names[(*count)++] = date_name(job->mem, "date", file->date.when);
	names[(*count)++] = text_name("diarienummer", file->reference.text);
	names[(*count)++] = text_name("reference", file->reference.text);
	names[(*count)++] = text_name("job.namn", file->name.text);
	names[(*count)++] = text_name("job.name", file->name.text);
}

/*
 * A fact that has the name of something else would be printed, and the ledger
 * would hold the other.
 */
static bool
check_fact(struct job *job, size_t index, struct diag *diag)
{
	const struct job_fact *fact = &job->file->facts[index];
	struct slice name = fact->name.text;
	if (!fact->quoted && expr_refuse_two_readings(
				 diag, fact->value.span, fact->value.text, 0))
		return false;
	size_t dot = slice_find_char(name, '.');
	bool own = text_same(name, SLICE("name")) ||
		   text_same(name, SLICE("namn")) ||
		   text_same(slice_part(name, 0, dot), SLICE("job"));
	for (size_t i = job->file->fact_count;
	     i < job->decides.scope.name_count; i++)
		own = own || text_same(job->decides.scope.names[i].name, name);
	if (!own)
		return true;
	REPORT(diag, fact->name.span, &job_fact_is_own, ARGS(name));
	HINT(diag, &job_other_fact_name, NO_ARGS);
	return false;
}

/* "job." is the job's own. */
static bool
check_table_names(struct job *job, struct diag *diag)
{
	const struct yaml *yaml = job->file->tables_yaml;
	for (size_t i = 0; yaml && i < yaml->count; i++) {
		if (!text_same(yaml->pairs[i].key, SLICE("job")))
			continue;
		REPORT(diag, yaml->pairs[i].key_span, &job_table_called_job,
		    NO_ARGS);
		return false;
	}
	return true;
}

size_t
job_name_facts(struct job *job, struct named_value *names)
{
	size_t count = job->file->fact_count;
	for (size_t i = 0; i < count; i++)
		names[i] = read_fact(job->mem, &job->file->facts[i]);
	add_own_names(job, names, &count);
	return count;
}

bool
job_name_values(struct job *job, struct diag *diag)
{
	const struct job_file *file = job->file;
	struct named_value *names = ARENA_ARRAY(job->mem, struct named_value,
	    file->fact_count + JOB_OWN_NAMES +
		beside_count_names(job->reads.beside));
	size_t count = job_name_facts(job, names);
	job->decides.addressee_name = count;
	names[count++] = letter_name("addressee", SLICE("client"));
	job->decides.names_name = count;
	names[count++] = letter_name("names", (struct slice){"", 0});
	job->decides.code_name = count;
	names[count++] = letter_name(job_code_names[0], (struct slice){"", 0});
	names[count++] = letter_name(job_code_names[1], (struct slice){"", 0});
	count += beside_add_names(job->reads.beside, names, count);
	job->decides.scope = (struct scope){
	    .columns = &job->reads.columns,
	    .names = names,
	    .name_count = count,
	    .today = file->date.when,
	    .lookups = beside_lookups(job->reads.beside),
	};
	job->decides.scope.tables =
	    beside_tables(job->reads.beside, &job->decides.scope.table_count);
	job->decides.paper_scope = job->decides.scope;
	job->decides.paper_scope.on_paper = true;
	bool ok = check_table_names(job, diag);
	for (size_t i = 0; i < file->fact_count; i++)
		ok = check_fact(job, i, diag) && ok;
	return ok;
}

/* ---- rules */

static bool
add_send(struct job *job, struct diag *diag)
{
	const struct job_file *file = job->file;
	if (!file->has_send)
		return true;
	struct rule *rule =
	    rule_set_add(job->mem, &job->decides.rules, RULE_SEND);
	struct job_condition written = {file->send.where, file->send.when};
	rule->span = file->send.span;
	rule->reason = file->send.otherwise.text;
	if (!file->send.where && !file->send.when.span.file) {
		REPORT(diag, file->send.span, &job_send_without_condition,
		    NO_ARGS);
		return false;
	}
	if (!rule->reason.len) {
		REPORT(
		    diag, file->send.span, &job_send_without_reason, NO_ARGS);
		return false;
	}
	return condition_compile(
	    job->mem, &written, &job->decides.scope, &rule->condition, diag);
}

static bool
add_job_rules(struct job *job, enum job_rule_kind kind, enum rule_kind as,
    struct diag *diag)
{
	bool ok = true;
	for (size_t i = 0; i < job->file->rule_count; i++) {
		const struct job_rule *said = &job->file->rules[i];
		if (said->kind != kind)
			continue;
		struct rule *rule =
		    rule_set_add(job->mem, &job->decides.rules, as);
		rule->reason = said->reason.text;
		rule->span = said->span;
		ok = condition_compile(job->mem, &said->condition,
			 &job->decides.scope, &rule->condition, diag) &&
		     ok;
	}
	return ok;
}

bool
job_make_rules(struct job *job, struct diag *diag)
{
	/* A row that cannot be read can have no letter: it may be left out. */
	rule_set_add(job->mem, &job->decides.rules, RULE_MALFORMED)->reason =
	    job->file->allow.malformed.text;
	/* Cells may speak of protection where no column marks it. */
	if ((job_marks_anybody(job) || job->file->persons.on) &&
	    !job->only_protected)
		rule_set_add(job->mem, &job->decides.rules, RULE_PROTECTED);
	if (job->reads.deceased.count)
		rule_set_add(job->mem, &job->decides.rules, RULE_DECEASED);
	if (job->reads.preferred != SOURCE_NONE)
		rule_set_add(job->mem, &job->decides.rules, RULE_SUPERSEDED);
	bool ok = add_job_rules(job, JOB_EXCLUDE, RULE_EXCLUDE, diag);
	ok = add_send(job, diag) && ok;
	ok = add_job_rules(job, JOB_HOLD, RULE_HOLD, diag) && ok;
	for (int kind = RULE_UNFIT; kind < RULE_KIND_COUNT; kind++)
		rule_set_add(
		    job->mem, &job->decides.rules, (enum rule_kind)kind)
		    ->things = !job->file->persons.on;
	return ok;
}
