/*
 * plan/planner.h - what the steps of a plan share: decide, set, take, join.
 *
 * For plan_job.c and the files of these steps.
 */
#ifndef PLAN_PLANNER_H
#define PLAN_PLANNER_H

#include "load/load.h"
#include "load/watcher.h"
#include "plan/household.h"
#include "plan/plan_job.h"
#include "plan/set_row.h"

struct planner {
	struct job *job;
	struct diag *diag;
	struct plan *plan;
	const struct plan_spec *spec;
	struct loaded loaded;
	struct row_setter setter;
	struct glyph_use *use;
	struct arena *letter_mem;
	struct slice *cells;
	struct value *values;
	const struct expr_rows *tables; /* of the row at hand */
	struct strbuf matches;
	struct households *households; /* NULL: none asked for */
	struct watch watch;
};

/* ---- plan/decide.c */

/*
 * Every row gets its outcome, and the letters of those that have one are set.
 * False after reports.
 */
bool planner_decide(struct planner *planner);

/* A row of the plan, with the rows of other tables. */
bool planner_find_row(
    struct planner *planner, uint32_t number, struct row *row);

/* ---- plan/take.c */

/* What was decided of the row, into the plan. False after a report. */
bool planner_add_outcome(
    struct planner *planner, uint32_t row, const struct decision *decision);

/*
 * What setting gave, into the plan: the row's letters, or that it is held after
 * all. True in *waits where the row may share its letter: then nothing is final
 * before all rows were seen.
 */
bool planner_take(struct planner *planner, const struct row *row,
    const struct set_record *record, struct decision *decision, bool *waits);

/* The letters that several share, once all rows are decided. */
bool planner_join(struct planner *planner);

#endif
