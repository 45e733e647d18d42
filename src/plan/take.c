/* plan/take.c - takes what was decided and set into the plan. */
#include "plan/take.h"

#include <unistd.h>

#include "beside/beside.h"
#include "ledger/texts.h"
#include "plan/planner.h"
#include "plan/set_workers.h"
#include "text/normal.h"

/* Rows that are set before their records are taken. */
#define ROWS_AT_ONCE 256
/* With fewer, starting workers takes longer than they spare. */
#define ROWS_FOR_WORKERS 2048

static struct plan_outcome
as_outcome(struct planner *planner, uint32_t row,
    const struct decision *decision, struct slice matches)
{
	return (struct plan_outcome){
	    .row = row,
	    .outcome = decision->outcome,
	    .rule = decision->rule ? decision->rule->number : 0,
	    .code = decision->why.message ? decision->why.message->code : "",
	    .reason = decision_reason(
		planner->row_mem, planner->job->words, decision),
	    .matches = matches,
	};
}

bool
planner_add_outcome(struct planner *planner, uint32_t row,
    const struct decision *decision, struct slice matches)
{
	struct plan_outcome outcome =
	    as_outcome(planner, row, decision, matches);
	return plan_add_outcome(planner->plan, &outcome);
}

bool
planner_change_outcome(
    struct planner *planner, uint32_t row, const struct decision *decision)
{
	struct plan_outcome outcome =
	    as_outcome(planner, row, decision, SLICE(""));
	return plan_change_outcome(planner->plan, &outcome);
}

static bool
change_later(
    struct planner *planner, uint32_t row, const struct decision *decision)
{
	struct plan_outcome outcome =
	    as_outcome(planner, row, decision, SLICE(""));
	return plan_change_later(planner->plan, &outcome);
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

/* Which of the job's stationeries the letter is set on. */
static uint32_t
stationery_of(const struct job *job, const struct set_one *one)
{
	return job->writes.letters[one->version].stationery;
}

/* Envelope classes come one after another, and in each the stationeries, each
 * in mailing order. */
static struct slice
mailing_key(struct planner *planner, const struct set_record *record,
    const struct set_one *one)
{
	char pile[] = {
	    (char)one->envelope, (char)stationery_of(planner->job, one)};
	struct slice parts[] = {{pile, sizeof pile}, record->sort_key};
	return arena_join(planner->row_mem, parts, 2, (struct slice){NULL, 0});
}

bool
planner_add_draft(struct planner *planner, const struct set_record *record,
    const struct set_one *one)
{
	const struct job *job = planner->job;
	struct arena *mem = planner->row_mem;
	struct strbuf lines = {0};
	texts_write(&lines, one->address.lines, one->address.count);
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
	    .stationery = job->paper.at[stationery_of(job, one)].name,
	    .part = record->part,
	    .group = record->group,
	    .file = record->file,
	    .file_key = text_fold(mem, record->file),
	    .code = slice_view(one->code),
	    .code_number = one->code_number,
	    .address = strbuf_view(&lines),
	};
	bool ok = plan_add_draft(planner->plan, &draft);
	planner->enclosed |= one->enclosed;
	strbuf_fini(&lines);
	return ok;
}

struct decision
planner_hold(struct planner *planner, const struct set_record *record)
{
	struct decision decision = {
	    .outcome = OUTCOME_HELD,
	    .why = record->why,
	    .rule = rule_set_find(&planner->job->decides.rules, record->kind),
	};
	rule_count_held(decision.rule);
	return decision;
}

bool
planner_take(struct planner *planner, const struct set_record *record)
{
	bool ok = true;
	if (!record->may_join)
		worst_add(&planner->worst, record->row, &record->findings);
	if (!record->count) {
		struct decision decision = planner_hold(planner, record);
		ok = change_later(planner, record->row, &decision);
	} else if (record->may_join) {
		households_take(planner->households, &record->member);
	} else {
		for (size_t i = 0; ok && i < record->count; i++)
			ok = planner_add_draft(planner, record, &record->at[i]);
	}
	arena_reset(planner->row_mem);
	return ok;
}

/* ---- all rows */

static bool
take_records(struct planner *planner, struct set_records *records)
{
	bool ok = true;
	for (size_t i = 0; ok && i < records->count; i++)
		ok = planner_take(planner, records->at[i]);
	set_records_clear(records);
	return ok;
}

/* What rows asked of other files is counted where those were read: here. */
static uint32_t
count_workers(const struct planner *planner, uint32_t last)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	uint32_t wanted = planner->spec->workers;
	if (!wanted)
		wanted = processors > 0 ? (uint32_t)processors : 1;
	uint32_t chunks = (last + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
	wanted = wanted < chunks ? wanted : chunks;
	return last < ROWS_FOR_WORKERS ||
		       beside_asks(planner->job->reads.beside)
		   ? 1
		   : wanted;
}

static bool
set_here(struct planner *planner, uint32_t first, uint32_t last,
    struct set_records *records)
{
	return set_rows(planner->setter, first, last, records) &&
	       take_records(planner, records);
}

static bool
set_chunks(struct planner *planner, struct set_workers *workers, uint32_t last)
{
	uint32_t done = 0;
	struct set_records records = set_records_make();
	bool ok = true;
	progress_step(planner->spec->progress, STAGE_SET, 0, last);
	while (ok && done < last) {
		uint32_t to =
		    last - done > ROWS_AT_ONCE ? done + ROWS_AT_ONCE : last;
		ok = workers ? set_workers_next(workers, &records) &&
				   take_records(planner, &records)
			     : set_here(planner, done + 1, to, &records);
		done = to;
		progress_step(planner->spec->progress, STAGE_SET, done, last);
	}
	set_records_fini(&records);
	return ok;
}

bool
planner_set(struct planner *planner)
{
	uint32_t last;
	struct set_workers *workers = NULL;
	if (!plan_find_last_row(planner->plan, &last) ||
	    !plan_publish(planner->plan))
		return false;
	uint32_t count = count_workers(planner, last);
	if (count > 1) {
		workers = set_workers_start(
		    planner->setter, last, ROWS_AT_ONCE, count);
		if (!workers)
			return false;
	}
	bool ok = set_chunks(planner, workers, last);
	if (ok && workers)
		ok = set_workers_finish(workers);
	else
		set_workers_drop(workers);
	return ok && plan_change_now(planner->plan);
}
