/*
 * plan/take.h - the parts of taking a record, for take.c and join.c.
 */
#ifndef PLAN_TAKE_H
#define PLAN_TAKE_H

#include "plan/planner.h"

/* Another outcome than the letter that the row was to have. */
bool planner_change_outcome(
    struct planner *planner, uint32_t row, const struct decision *decision);

/* The rules let it through, and it cannot be set: counted, once a record. */
struct decision planner_hold(
    struct planner *planner, const struct set_record *record);

/* One letter of the record. False after a report. */
bool planner_add_draft(struct planner *planner, const struct set_record *record,
    const struct set_one *one);

#endif
