/*
 * plan/decide.c - one outcome for each of the plan's rows, before any is set.
 */
#include "beside/beside.h"
#include "job/computed.h"
#include "job/row_scope.h"
#include "load/protected.h"
#include "load/register.h"
#include "plan/messages.h"
#include "plan/planner.h"

struct decider {
	struct planner *planner;
	struct row_scope scope;
	struct slice *cells; /* of the row at hand */
	struct value *values;
	struct strbuf matches;
};

/* ---- what is known of a row */

static enum protected_link
link_of(const struct plan_row *stored)
{
	if (stored->mark == ROW_TWIN)
		return LINK_SAME;
	return stored->mark == ROW_NAMING ? LINK_NAMED : LINK_NONE;
}

/* Why a cell does not fit, or cells cannot be told apart. */
static bool
find_problem(
    struct planner *planner, const struct plan_row *stored, struct problem *why)
{
	struct slice reason;
	if (stored->mark != ROW_MALFORMED && stored->mark != ROW_UNFIT)
		return true;
	if (!plan_find_problem(
		planner->plan, planner->row_mem, stored->row, &reason))
		return false;
	PROBLEM(why,
	    stored->mark == ROW_UNFIT ? &plan_unfit_reason
				      : &plan_malformed_reason,
	    ARGS(reason));
	return true;
}

static bool
fill_case(struct decider *decider, const struct plan_row *stored,
    const struct row *row, struct rule_case *to)
{
	struct planner *planner = decider->planner;
	struct job *job = planner->job;
	*to = (struct rule_case){
	    .context = row_scope_context(
		&decider->scope, planner->row_mem, row, job->language),
	    .malformed = stored->mark == ROW_MALFORMED,
	    .is_protected =
		stored->mark == ROW_PROTECTED || link_of(stored) != LINK_NONE,
	    .unfit = stored->mark == ROW_UNFIT,
	};
	if (!find_problem(planner, stored, &to->why))
		return false;
	protected_say(link_of(stored), &to->why);
	if (to->malformed || to->is_protected)
		return true;
	enum death death =
	    mark_columns_death(&job->reads.deceased, decider->cells);
	to->deceased = death == DEATH_SURE;
	to->deceased_unclear = death == DEATH_UNCLEAR;
	register_weigh_row(job, &planner->loaded.keys, planner->row_mem,
	    stored->source, row->values, to);
	return true;
}

static bool
has_cells(const struct plan_row *stored)
{
	return stored->mark == ROW_PLAIN || stored->mark == ROW_UNFIT;
}

/* Rules, letters and whoever reads the plan later see the same rows. */
static bool
join_tables(struct decider *decider, const struct plan_row *stored,
    const struct row *row)
{
	struct planner *planner = decider->planner;
	struct beside *beside = planner->job->reads.beside;
	const struct expr_rows *rows = NULL;
	bool ok = !has_cells(stored) ||
		  (beside_join(beside, planner->row_mem, row, &rows) &&
		      beside_keep(beside, planner->plan, row->number));
	row_scope_set_tables(&decider->scope, rows);
	return ok;
}

/* Whether every cell was found to fit when the row was loaded. */
static bool
is_judged(const struct job_reads *reads, const struct plan_row *stored)
{
	return stored->mark == ROW_PLAIN && !reads->unfit_passes;
}

/* ---- outcomes */

static void
show_watchers(struct decider *decider, const struct plan_row *stored,
    const struct row *row, const struct decision *decision)
{
	const struct watch *watch = &decider->planner->watch;
	const struct watched watched = {
	    .number = stored->row,
	    .line = stored->line,
	    .source = stored->source,
	    .cells = decider->cells,
	    .row = row,
	};
	watch_see_row(watch, &watched);
	if (decision->outcome == OUTCOME_LETTER)
		watch_see_letter(watch, &watched);
}

/* Rows that belong to one with a letter are counted when it is set. */
static void
settle(struct decider *decider, const struct plan_row *stored,
    const struct decision *decision)
{
	struct beside *beside = decider->planner->job->reads.beside;
	bool letter = decision->outcome == OUTCOME_LETTER;
	if (decider->planner->spec->decided && has_cells(stored))
		beside_settle(beside, letter); /* none will be set */
	else if (letter)
		beside_put_by(beside, stored->row);
	else if (has_cells(stored))
		beside_settle(beside, false);
}

static bool
decide_row(struct decider *decider, const struct plan_row *stored)
{
	struct planner *planner = decider->planner;
	struct job *job = planner->job;
	struct row row = {.number = stored->row, .line = stored->line};
	struct rule_case known;
	computed_read_row(&job->reads, is_judged(&job->reads, stored),
	    planner->row_mem, decider->cells, decider->values, &row);
	if (!join_tables(decider, stored, &row) ||
	    !fill_case(decider, stored, &row, &known))
		return false;
	strbuf_reset(&decider->matches);
	struct decision decision =
	    rule_decide_row(&job->decides.rules, &known, &decider->matches);
	show_watchers(decider, stored, &row, &decision);
	settle(decider, stored, &decision);
	return planner_add_outcome(
	    planner, stored->row, &decision, strbuf_view(&decider->matches));
}

static bool
decide_all(struct decider *decider, struct plan_cursor *cursor)
{
	struct planner *planner = decider->planner;
	const struct progress *progress = planner->spec->progress;
	bool failed = false;
	uint32_t done = 0, all = planner->loaded.rows;
	struct plan_row stored;
	progress_step(progress, STAGE_DECIDE, 0, all);
	while (!failed &&
	       plan_rows_next(cursor, &stored, decider->cells, &failed)) {
		failed = !decide_row(decider, &stored);
		arena_reset(planner->row_mem);
		if (++done % 256 == 0)
			progress_step(progress, STAGE_DECIDE, done, all);
	}
	progress_step(progress, STAGE_DECIDE, done, all);
	return !failed;
}

bool
planner_decide(struct planner *planner)
{
	struct job *job = planner->job;
	size_t count = job->reads.columns.count + 1;
	struct plan_cursor *cursor = plan_rows_open(planner->plan);
	if (!cursor)
		return false;
	struct decider decider = {
	    .planner = planner,
	    .scope = row_scope_make(job->mem, &job->decides.scope),
	    .cells = ARENA_ARRAY(job->mem, struct slice, count),
	    .values = ARENA_ARRAY(job->mem, struct value, count),
	};
	bool ok = decide_all(&decider, cursor);
	plan_rows_close(cursor);
	strbuf_fini(&decider.matches);
	return ok;
}
