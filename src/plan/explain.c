#include "plan/explain.h"

#include "beside/beside.h"
#include "beside/form.h"
#include "job/computed.h"
#include "job/row_scope.h"
#include "ledger/addressee.h"
#include "load/load.h"
#include "load/register.h"
#include "plan/messages.h"
#include "rule/messages.h"
#include "rule/outcome_line.h"
#include "set/typesetter.h"

struct explainer {
	struct job *job;
	struct diag *diag;
	struct composer *composer;
	struct typesetter *typesetter;
	struct row_scope scope; /* of rules */
	struct arena *letter_mem;
	struct value *values;
	struct strbuf *out;
	const struct words *words;
	/* The row asked for, once it was met. */
	struct row row;
	bool found, malformed, is_protected, dump_layout;
	struct problem why;
	bool unfit;
	struct register_keys keys;
	uint32_t source;
	enum death death;
};

/* ---- finding the row; every key is read, to see whether it repeats */

static void
keep_cells(struct explainer *explainer, const struct register_row *row)
{
	struct job *job = explainer->job;
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		struct value *value = &explainer->values[i];
		struct problem why = {0};
		if (job->reads.columns.at[i].computed)
			continue;
		bool fits = register_read_cell(
		    &job->reads, job->mem, row, i, value, &why);
		value->text = arena_dup(job->mem, value->text);
		if (register_cell_passes(&job->reads, fits, &why) ||
		    explainer->unfit)
			continue;
		explainer->unfit = true;
		explainer->why = problem_dup(job->mem, why);
	}
}

static bool
is_asked(struct explainer *explainer, const struct row_asked *asked,
    const struct intake_record *record, struct slice key)
{
	if (asked->row)
		return record->number == asked->row;
	day today = explainer->job->file->date.when;
	struct slice form = form_of_text(explainer->letter_mem, key, today);
	return key.len && slice_equal(form, form_of_text(explainer->letter_mem,
						asked->key, today));
}

/* Whether an empty cell means no is known when all rows are read. */
static void
count_crosses(struct explainer *explainer, const struct register_row *row)
{
	struct job *job = explainer->job;
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		struct value value;
		struct problem ignored = {0};
		if (job->reads.columns.at[i].type == COLUMN_FLAG &&
		    !job->reads.columns.at[i].computed)
			register_read_cell(&job->reads, explainer->letter_mem,
			    row, i, &value, &ignored);
	}
}

static void
settle_crosses(struct explainer *explainer)
{
	struct job *job = explainer->job;
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		struct column *column = &job->reads.columns.at[i];
		struct value *value = &explainer->values[i];
		column_settle(column);
		if (column->type == COLUMN_FLAG && !column->computed &&
		    value->kind == VALUE_EMPTY)
			*value = column_value(column, value->text);
	}
}

static void
meet_row(struct explainer *explainer, const struct row_asked *asked,
    const struct intake_record *record)
{
	struct job *job = explainer->job;
	struct register_row row;
	register_read_row(job, explainer->letter_mem, record, &row);
	if (!row.is_protected && !row.link)
		count_crosses(explainer, &row);
	register_keys_add(&job->reads, &explainer->keys, explainer->letter_mem,
	    record->source, &row);
	if (!explainer->found &&
	    is_asked(explainer, asked, record, row.key.text)) {
		explainer->found = true;
		explainer->row.number = record->number;
		explainer->row.line = record->line;
		explainer->source = record->source;
		explainer->is_protected = row.is_protected || row.link;
		explainer->death = register_row_death(&job->reads, &row);
		keep_cells(explainer, &row);
		if (explainer->is_protected)
			explainer->why = (struct problem){0};
		protected_say(row.link, &explainer->why);
	}
	arena_reset(explainer->letter_mem);
}

static bool
find_row(struct explainer *explainer, const struct row_asked *asked)
{
	struct job *job = explainer->job;
	struct intake_record record;
	for (;;) {
		switch (intake_next(job->reads.intake, &record)) {
		case INTAKE_FAILED:
			return false;
		case INTAKE_END:
			register_keys_close(&explainer->keys);
			register_keys_tell(&job->reads, &explainer->keys);
			if (explainer->found)
				return true;
			REPORT(explainer->diag, NO_SPAN, &plan_row_not_found,
			    NO_ARGS);
			return false;
		case INTAKE_ROW:
			meet_row(explainer, asked, &record);
			break;
		case INTAKE_MALFORMED:
			register_keys_add_misaligned(
			    job, &explainer->keys, &record);
			if (record.number != asked->row)
				break;
			explainer->found = explainer->malformed = true;
			explainer->row.number = record.number;
			explainer->row.line = record.line;
			explainer->why = problem_dup(job->mem, record.why);
			break;
		}
	}
}

/* ---- telling */

static void
tell(struct explainer *explainer, const struct message *message, size_t count,
    const struct argument *arguments)
{
	message_write(
	    explainer->out, explainer->words, message, count, arguments);
	strbuf_add_char(explainer->out, '\n');
}

/* Tells the answer of a rule that has no condition of the job's. */
static void
tell_built_in(struct explainer *explainer, const struct rule *rule,
    const struct decision *decision)
{
	const struct message *said = &plan_explain_passed;
	if (decision->rule == rule)
		said = &plan_explain_decides;
	else if (decision->rule && decision->rule->number < rule->number)
		said = &plan_explain_unasked;
	tell(explainer, &plan_explain_built_in,
	    ARGS(rule->number, argument_wording(rule_wording(rule)->wording),
		argument_wording(said->wording)));
}

/*
 * A condition with the value of each of its parts. Of a letter an empty cell
 * takes no value; to a rule it is a doubt.
 */
static void
tell_condition(struct explainer *explainer, const struct expr *condition,
    const struct expr_context *context, bool doubt)
{
	struct expr_context now = *context;
	now.doubt = doubt;
	expr_explain(explainer->out, explainer->words, condition, &now);
}

/* Which letter a row gets is asked of each in turn. */
static void
tell_versions(struct explainer *explainer, const struct expr_context *context)
{
	const struct job *job = explainer->job;
	for (size_t i = 0; i < job->writes.letter_count; i++) {
		const struct job_letter *version = &job->writes.letters[i];
		if (!version->condition)
			continue;
		strbuf_add_char(explainer->out, '\n');
		tell(explainer, &plan_explain_version,
		    ARGS(version->texts[0].letter->path));
		tell_condition(explainer, version->condition, context, false);
	}
}

/* Which enclosures go along is asked of each. */
static void
tell_enclosures(struct explainer *explainer, const struct expr_context *context)
{
	const struct job_writes *writes = &explainer->job->writes;
	for (size_t i = 0; i < writes->enclosure_count; i++) {
		const struct job_enclosure *of = &writes->enclosures[i];
		if (!of->condition)
			continue;
		strbuf_add_char(explainer->out, '\n');
		tell(explainer, &plan_explain_enclosure, ARGS(of->file));
		tell_condition(explainer, of->condition, context, true);
	}
}

static void
tell_enclosed(struct explainer *explainer, uint32_t enclosed)
{
	const struct job_writes *writes = &explainer->job->writes;
	for (size_t i = 0; i < writes->enclosure_count; i++)
		if (enclosed >> i & 1)
			tell(explainer, &plan_explain_enclosed,
			    ARGS(writes->enclosures[i].file,
				writes->enclosures[i].page_count));
}

/* Whether conditions of letters or enclosures are told behind a rule. */
static bool
tells_behind(const struct explainer *explainer, const struct rule *rule)
{
	const struct job_writes *writes = &explainer->job->writes;
	return rule->kind == RULE_TEXT
		   ? writes->enclosure_count > 0
		   : rule->kind == RULE_VERSION && writes->letter_count > 1;
}

static void
tell_rules(struct explainer *explainer, const struct expr_context *context,
    const struct decision *decision, bool bare)
{
	struct rule_set *rules = &explainer->job->decides.rules;
	bool apart = false; /* a condition stands above */
	for (size_t i = 0; i < rules->count; i++) {
		const struct rule *rule = &rules->at[i];
		if (!rule->condition) {
			strbuf_add_text(explainer->out, apart ? "\n" : "");
			tell_built_in(explainer, rule, decision);
			apart = !bare && tells_behind(explainer, rule);
		} else if (bare) {
			continue;
		} else {
			strbuf_add_char(explainer->out, '\n');
			tell(explainer, &plan_explain_rule,
			    ARGS(rule->number,
				argument_wording(rule_kind_sort(rule->kind)),
				rule->reason));
			tell_condition(
			    explainer, rule->condition, context, true);
			apart = true;
		}
		if (rule->kind == RULE_VERSION && !bare)
			tell_versions(explainer, context);
		if (rule->kind == RULE_TEXT && !bare)
			tell_enclosures(explainer, context);
	}
}

static void
tell_letter(struct explainer *explainer, struct decision *decision)
{
	struct job *job = explainer->job;
	enum addressee to[ADDRESSEES_MAX];
	size_t count = addressee_list(&job->reads,
	    (enum guardian_mail)job->file->guardian.mail.index, &explainer->row,
	    to);
	for (size_t i = 0; i < count; i++) {
		struct composed letter = {.addressee = to[i]};
		struct set_letter set;
		enum rule_kind kind;
		if (!typesetter_make(explainer->typesetter, explainer->composer,
			explainer->letter_mem, &explainer->row, &letter, &set,
			&kind, &decision->why)) {
			decision->outcome = OUTCOME_HELD;
			decision->rule =
			    rule_set_find(&job->decides.rules, kind);
			return;
		}
		const struct letter *text =
		    job->writes.letters[letter.version].texts[0].letter;
		struct strbuf addressee = {0};
		addressee_write(&addressee, explainer->words,
		    slice_view(addressee_name(to[i])));
		tell(explainer, &plan_explain_letter,
		    ARGS(text->path, set.pages.count, strbuf_view(&addressee)));
		strbuf_fini(&addressee);
		tell_enclosed(explainer, letter.enclosed);
		if (explainer->dump_layout)
			pages_dump(explainer->out, &set.pages, true);
	}
	/* Who shares a letter is known when all rows are decided. */
	if (job->file->households.by.span.file)
		tell(explainer, &plan_explain_household, NO_ARGS);
}

static void
tell_outcome(struct explainer *explainer, const struct decision *decision)
{
	struct slice reason =
	    decision_reason(explainer->letter_mem, explainer->words, decision);
	outcome_write_line(explainer->out, explainer->words, decision->outcome,
	    decision->rule ? decision->rule->number : 0, reason);
}

static void
explain_row(struct explainer *explainer)
{
	struct job *job = explainer->job;
	struct strbuf matches = {0};
	settle_crosses(explainer);
	if (!explainer->malformed && !explainer->is_protected)
		computed_fill(&job->reads, job->mem, NULL, explainer->values,
		    &explainer->row);
	const struct expr_rows *rows = NULL;
	if (!explainer->malformed && !explainer->is_protected &&
	    beside_join(job->reads.beside, explainer->letter_mem,
		&explainer->row, &rows)) {
		row_scope_set_tables(&explainer->scope, rows);
		composer_set_tables(explainer->composer, rows);
	}
	struct rule_case known = {
	    .context = row_scope_context(&explainer->scope,
		explainer->letter_mem, &explainer->row, job->language),
	    .malformed = explainer->malformed,
	    .is_protected = explainer->is_protected,
	    .unfit = explainer->unfit,
	    .why = explainer->why,
	};
	if (!known.malformed && !known.is_protected) {
		known.deceased = explainer->death == DEATH_SURE;
		known.deceased_unclear = explainer->death == DEATH_UNCLEAR;
		register_weigh_row(job, &explainer->keys, explainer->letter_mem,
		    explainer->source, explainer->values, &known);
	}
	bool bare = known.malformed || known.is_protected;
	tell(explainer, &plan_explain_row,
	    ARGS(explainer->row.number, explainer->row.line));
	struct decision decision =
	    rule_decide_row(&job->decides.rules, &known, &matches);
	/* The letter may hold the row yet, by a rule that is told before it. */
	struct strbuf letter = {0}, *out = explainer->out;
	explainer->out = &letter;
	if (decision.outcome == OUTCOME_LETTER)
		tell_letter(explainer, &decision);
	explainer->out = out;
	tell_rules(explainer, &known.context, &decision, bare);
	strbuf_add_char(explainer->out, '\n');
	strbuf_add(explainer->out, strbuf_view(&letter));
	tell_outcome(explainer, &decision);
	strbuf_fini(&letter);
	strbuf_fini(&matches);
}

bool
explain_job(struct job *job, const struct row_asked *asked, struct strbuf *out,
    struct diag *diag)
{
	struct explainer explainer = {
	    .job = job,
	    .diag = diag,
	    .typesetter = typesetter_new(job->mem, &job->writes, &job->paper,
		&job->file->print, job->file->date.when, NULL, diag),
	    .scope = row_scope_make(job->mem, &job->decides.scope),
	    .letter_mem = arena_new(),
	    .values = ARENA_ARRAY(
		job->mem, struct value, job->reads.columns.count + 1),
	    .out = out,
	    .words = diag_words(diag),
	    .dump_layout = asked->dump_layout,
	};
	explainer.row.values = explainer.values;
	explainer.row.count = job->reads.columns.count;
	if (explainer.typesetter)
		explainer.composer = composer_new(job, diag);
	bool ok = explainer.composer && protected_open(job, diag) &&
		  beside_read(job->reads.beside, NULL, true) &&
		  find_row(&explainer, asked);
	if (ok)
		explain_row(&explainer);
	beside_put_keys(job->reads.beside, NULL);
	register_keys_fini(&explainer.keys);
	composer_free(explainer.composer);
	typesetter_free(explainer.typesetter);
	arena_free(explainer.letter_mem);
	return ok;
}
