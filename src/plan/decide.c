/*
 * plan/decide.c - the loop over the plan's rows: one outcome each.
 */
#include "beside/beside.h"
#include "job/computed.h"
#include "load/protected.h"
#include "load/register.h"
#include "plan/messages.h"
#include "plan/planner.h"

/* ---- what is known of a row */

static enum death
read_death(const struct planner *planner)
{
	return mark_columns_death(
	    &planner->job->reads.deceased, planner->cells);
}

static enum protected_link
link_of(const struct plan_row *stored)
{
	if (stored->mark == ROW_TWIN)
		return LINK_SAME;
	return stored->mark == ROW_NAMING ? LINK_NAMED : LINK_NONE;
}

static bool
fill_case(struct planner *planner, const struct plan_row *stored,
    const struct row *row, struct rule_case *to)
{
	struct job *job = planner->job;
	*to = (struct rule_case){
	    .context = composer_context(planner->setter.composer,
		planner->letter_mem, row, job->language),
	    .malformed = stored->mark == ROW_MALFORMED,
	    .is_protected =
		stored->mark == ROW_PROTECTED || link_of(stored) != LINK_NONE,
	    .unfit = stored->mark == ROW_UNFIT,
	};
	if (to->malformed || to->unfit) {
		struct slice reason;
		if (!plan_find_problem(planner->plan, planner->letter_mem,
			row->number, &reason))
			return false;
		PROBLEM(&to->why,
		    to->unfit ? &plan_unfit_reason : &plan_malformed_reason,
		    ARGS(reason));
	}
	protected_say(link_of(stored), &to->why);
	if (to->malformed || to->is_protected)
		return true;
	enum death death = read_death(planner);
	to->deceased = death == DEATH_SURE;
	to->deceased_unclear = death == DEATH_UNCLEAR;
	register_weigh_row(job, &planner->loaded.keys, planner->letter_mem,
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
join_tables(struct planner *planner, const struct plan_row *stored,
    const struct row *row)
{
	struct beside *beside = planner->job->reads.beside;
	const struct expr_rows *rows = NULL;
	bool ok = !has_cells(stored) ||
		  (beside_join(beside, planner->letter_mem, row, &rows) &&
		      beside_keep(beside, planner->plan, row->number));
	planner->tables = rows;
	composer_set_tables(planner->setter.composer, rows);
	return ok;
}

/* ---- outcomes */

/* The row with its outcome; the plan does not know of either yet. */
static bool
decide_row(struct planner *planner, const struct plan_row *stored,
    struct row *row, struct decision *decision)
{
	struct job *job = planner->job;
	struct rule_case known;
	*row = (struct row){.number = stored->row, .line = stored->line};
	computed_read_row(
	    job, planner->letter_mem, planner->cells, planner->values, row);
	if (!join_tables(planner, stored, row) ||
	    !fill_case(planner, stored, row, &known))
		return false;
	strbuf_reset(&planner->matches);
	*decision =
	    rule_decide_row(&job->decides.rules, &known, &planner->matches);
	return true;
}

static void
show_watchers(struct planner *planner, const struct plan_row *stored,
    const struct row *row, const struct decision *decision)
{
	const struct watched watched = {
	    .number = stored->row,
	    .line = stored->line,
	    .source = stored->source,
	    .cells = planner->cells,
	    .row = row,
	};
	watch_see_row(&planner->watch, &watched);
	if (decision->outcome == OUTCOME_LETTER)
		watch_see_letter(&planner->watch, &watched);
}

/* Decides the row, and sets its letter where it has one. */
static bool
settle_row(struct planner *planner, const struct plan_row *stored)
{
	struct row row;
	struct decision decision;
	struct set_record record;
	bool waits = false;
	if (!decide_row(planner, stored, &row, &decision))
		return false;
	show_watchers(planner, stored, &row, &decision);
	if (decision.outcome == OUTCOME_LETTER &&
	    (!set_row(
		 &planner->setter, planner->letter_mem, &row, NULL, &record) ||
		!planner_take(planner, &row, &record, &decision, &waits)))
		return false;
	if (waits)
		return true;
	if (has_cells(stored))
		beside_settle(planner->job->reads.beside,
		    decision.outcome == OUTCOME_LETTER);
	return planner_add_outcome(planner, stored->row, &decision);
}

bool
planner_decide(struct planner *planner)
{
	bool failed = false;
	uint32_t done = 0;
	struct plan_row stored;
	struct plan_cursor *cursor = plan_rows_open(planner->plan);
	if (!cursor)
		return false;
	while (!failed &&
	       plan_rows_next(cursor, &stored, planner->cells, &failed)) {
		failed = !settle_row(planner, &stored);
		arena_reset(planner->letter_mem);
		if (++done % 256 == 0)
			progress_step(planner->spec->progress, STAGE_DECIDE,
			    done, planner->loaded.rows);
	}
	plan_rows_close(cursor);
	progress_step(
	    planner->spec->progress, STAGE_DECIDE, done, planner->loaded.rows);
	return !failed;
}

bool
planner_find_row(struct planner *planner, uint32_t number, struct row *row)
{
	struct plan_row stored;
	const struct expr_rows *rows;
	if (!plan_find_row(planner->plan, planner->letter_mem, number, &stored,
		planner->cells))
		return false;
	*row = (struct row){.number = stored.row, .line = stored.line};
	computed_read_row(planner->job, planner->letter_mem, planner->cells,
	    planner->values, row);
	if (!beside_join(
		planner->job->reads.beside, planner->letter_mem, row, &rows))
		return false;
	composer_set_tables(planner->setter.composer, rows);
	return true;
}
