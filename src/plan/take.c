/*
 * plan/take.c - what was decided and set, into the plan.
 */
#include "beside/beside.h"
#include "plan/planner.h"
#include "text/normal.h"

bool
planner_add_outcome(
    struct planner *planner, uint32_t row, const struct decision *decision)
{
	struct plan_outcome outcome = {
	    .row = row,
	    .outcome = decision->outcome,
	    .rule = decision->rule ? decision->rule->number : 0,
	    .code = decision->why.message ? decision->why.message->code : "",
	    .reason = decision_reason(
		planner->letter_mem, planner->job->words, decision),
	    .matches = strbuf_view(&planner->matches),
	};
	return plan_add_outcome(planner->plan, &outcome);
}

/* ---- letters */

/* The name of the letter's envelope class, where there are such. */
static struct slice
envelope_name(const struct job *job, const struct set_one *one)
{
	return job->file->print.envelope_count
		   ? job->file->print.envelopes[one->envelope].name.text
		   : SLICE("");
}

static struct slice
column_text(const struct row *row, size_t column)
{
	return column == COLUMN_NONE ? SLICE("") : row->values[column].text;
}

/* Envelope classes come one after another, each in mailing order. */
static struct slice
mailing_key(struct planner *planner, const struct set_record *record,
    const struct set_one *one)
{
	char class = (char)one->envelope;
	struct slice parts[2] = {{&class, 1}, record->sort_key};
	return arena_join(
	    planner->letter_mem, parts, 2, (struct slice){NULL, 0});
}

static bool
add_draft(struct planner *planner, const struct row *row,
    const struct set_record *record, const struct set_one *one)
{
	const struct job *job = planner->job;
	struct arena *mem = planner->letter_mem;
	struct plan_draft draft = {
	    .row = record->row,
	    .version = one->version,
	    .pages = one->pages,
	    .sheets = one->sheets,
	    .digest = one->digest,
	    .sort_key = mailing_key(planner, record, one),
	    .addressee = slice_view(addressee_name(one->addressee)),
	    .language =
		slice_view(job->writes.letters[one->version].texts[0].language),
	    .large_print = one->large_print,
	    .names = household_names_write(mem, &one->names),
	    .envelope = envelope_name(job, one),
	    .part = column_text(row, job->pile.new_batch),
	    .group = column_text(row, job->pile.group_by),
	    .file = record->file,
	    .file_key = text_fold(mem, record->file),
	};
	return plan_add_draft(planner->plan, &draft);
}

/* The rules let it through, and it cannot be set. */
static void
hold(struct planner *planner, const struct set_record *record,
    struct decision *decision)
{
	decision->outcome = OUTCOME_HELD;
	decision->why = record->why;
	decision->rule =
	    rule_set_find(&planner->job->decides.rules, record->kind);
	rule_count_held(decision->rule);
}

bool
planner_take(struct planner *planner, const struct row *row,
    const struct set_record *record, struct decision *decision, bool *waits)
{
	*waits = false;
	if (!record->count) {
		hold(planner, record, decision);
		return true;
	}
	if (record->count == 1 && planner->households &&
	    households_take(planner->households, row, planner->tables,
		record->at[0].version, record->at[0].large_print)) {
		*waits = true;
		return true;
	}
	for (size_t i = 0; i < record->count; i++) {
		if (!add_draft(planner, row, record, &record->at[i]))
			return false;
	}
	return true;
}

/* ---- households, once all rows are known */

static bool
add_members(struct planner *planner, const struct household *household,
    const struct decision *first)
{
	for (size_t i = 0; i < household->names.count; i++) {
		struct decision decision = *first;
		struct row row;
		if (!planner_find_row(planner, household->rows[i], &row))
			return false;
		beside_settle(planner->job->reads.beside,
		    decision.outcome == OUTCOME_LETTER);
		if (i && decision.outcome == OUTCOME_LETTER) {
			decision.outcome = OUTCOME_TOGETHER;
			if (!plan_add_member(planner->plan, household->rows[0],
				household->rows[i]))
				return false;
		}
		if (!planner_add_outcome(
			planner, household->rows[i], &decision))
			return false;
	}
	return true;
}

static bool
set_household(const struct household *household, void *ctx)
{
	struct planner *planner = ctx;
	struct decision decision = {.outcome = OUTCOME_LETTER};
	struct set_record record;
	struct row row;
	if (!planner_find_row(planner, household->rows[0], &row) ||
	    !set_row(&planner->setter, planner->letter_mem, &row,
		&household->names, &record))
		return false;
	strbuf_reset(&planner->matches);
	if (!record.count)
		hold(planner, &record, &decision);
	bool ok = (!record.count ||
		      add_draft(planner, &row, &record, &record.at[0])) &&
		  add_members(planner, household, &decision);
	arena_reset(planner->letter_mem);
	return ok;
}

bool
planner_join(struct planner *planner)
{
	return !planner->households ||
	       households_each(planner->households, set_household, planner);
}
