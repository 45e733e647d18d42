/*
 * run/plan_end.h - the end of a plan: its folder goes when its run is there.
 *
 * It loses its name first, for that with ".partial" behind it, so that a writer
 * that still works finds no folder. Then what our commands put there is removed,
 * and nothing else. The plan's database is the last of it but for PLAN, so that
 * whoever comes after a kill can tell of which run it was.
 */
#ifndef RUN_PLAN_END_H
#define RUN_PLAN_END_H

#include "proof/seal.h"
#include "run/plan_folder.h"
#include "run/scratch.h"

/* Whether a path, there or not, lies in a plan's folder: what is written there
 * would be in the way of its seal. */
bool plan_lies_above(const char *path);

/*
 * Before a run is made: whether nothing lies in the plan's folder, or in that which
 * it becomes, but what we put there, and the run is to lie in neither. What is left
 * of an earlier plan goes. `out`, `partial`: of the run. False after reports.
 */
bool plan_end_is_free(const struct plan_folder *folder, const char *out,
    const char *partial, struct diag *diag);

/* Whether there is a run in `out`, sealed, and of the plan in that database. False
 * also after reports. */
bool plan_end_is_run(struct seal *made, struct arena *mem, const char *out,
    const char *database, struct diag *diag);

/*
 * Removes the plan's folder, whose lock is closed once it has lost its name (-1:
 * none). Reports what could not go.
 */
void plan_end(const struct plan_folder *folder, int *lock,
    struct scratch *scratch, struct diag *diag);

/* ---- after a kill */

/* What is left of the plan that was in `path`, or NULL: it is there itself, or there
 * is nothing. In the arena. */
const char *plan_end_find_rest(struct arena *mem, const char *path);

/* Removes it where `out` is its run, which *made tells of. False after reports. */
bool plan_end_clear_rest(struct seal *made, struct arena *mem, const char *rest,
    const char *out, struct scratch *scratch, struct diag *diag);

#endif
