/*
 * plan/planner.h - what the steps of a plan share: decide, set, take, join.
 *
 * For plan_job.c and the files of these steps.
 */
#ifndef PLAN_PLANNER_H
#define PLAN_PLANNER_H

#include "load/load.h"
#include "load/watcher.h"
#include "plan/plan_job.h"
#include "plan/set_rows.h"

struct planner {
	struct job *job;
	struct diag *diag;
	struct plan *plan;
	const struct plan_spec *spec;
	struct loaded loaded;
	struct households *households; /* NULL: none asked for */
	struct watch watch;
	struct glyph_use *use; /* of all that was set */
	struct row_setter *setter;
	struct worst worst; /* of what setting found */
	uint32_t enclosed; /* bits of the enclosures that some letter has */
	struct arena *row_mem; /* of the row at hand */
};

/* ---- plan/plan_job.c: the steps before and after */

/* Fonts, paper, pictures; then the register into the plan. False after
 * reports; planner_close in any case. */
bool planner_open(struct planner *planner);
bool planner_load(struct planner *planner);
/* What is odd is said, letters are numbered, the plan's header is written. */
bool planner_end(struct planner *planner, struct account *account);
void planner_close(struct planner *planner);

/* ---- plan/decide.c */

/*
 * Every row gets its outcome, in the plan: a letter, where nothing holds or
 * excludes it before it is set. False after reports.
 */
bool planner_decide(struct planner *planner);

/* ---- plan/take.c */

/* What was decided of the row, into the plan. False after a report. */
bool planner_add_outcome(struct planner *planner, uint32_t row,
    const struct decision *decision, struct slice matches);

/*
 * What setting gave, into the plan: the row's letters, or that it is held after
 * all. A row that may share its letter waits for planner_join. Records are
 * taken in the order of their rows. False after a report.
 */
bool planner_take(struct planner *planner, const struct set_record *record);

/* Sets all rows that have a letter, and takes the records. */
bool planner_set(struct planner *planner);

/* ---- plan/join.c */

/* The same of the letters that several share, once all rows are set. */
bool planner_join(struct planner *planner);

/* The shared letter, or that all of them are held. False after a report. */
bool planner_take_household(struct planner *planner,
    const struct household *household, const struct set_record *record);

#endif
