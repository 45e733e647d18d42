/*
 * plan/join.c - the letters that several share, once all rows are set.
 */
#include "plan/take.h"

/* The first row keeps the letter; the others are in it. */
static bool
take_member(struct planner *planner, const struct household *household,
    size_t index, const struct decision *held)
{
	struct decision together = {.outcome = OUTCOME_TOGETHER};
	uint32_t row = household->members[index].row;
	if (!set_count_member(planner->setter, row, !held))
		return false;
	if (held)
		return planner_change_outcome(planner, row, held);
	return !index || (plan_add_member(
			      planner->plan, household->members[0].row, row) &&
			     planner_change_outcome(planner, row, &together));
}

bool
planner_take_household(struct planner *planner,
    const struct household *household, const struct set_record *record)
{
	struct decision held;
	bool ok = true;
	worst_add(&planner->worst, record->row, &record->findings);
	if (record->count)
		ok = planner_add_draft(planner, record, &record->at[0]);
	else
		held = planner_hold(planner, record);
	for (size_t i = 0; ok && i < household->count; i++)
		ok = take_member(
		    planner, household, i, record->count ? NULL : &held);
	arena_reset(planner->row_mem);
	return ok;
}

struct joining {
	struct planner *planner;
	struct set_records records;
};

static bool
join_household(const struct household *household, void *ctx)
{
	struct joining *joining = ctx;
	bool ok = set_household(
		      joining->planner->setter, household, &joining->records) &&
		  planner_take_household(
		      joining->planner, household, joining->records.at[0]);
	set_records_clear(&joining->records);
	return ok;
}

bool
planner_join(struct planner *planner)
{
	struct joining joining = {planner, set_records_make()};
	bool ok = !planner->households || households_each(planner->households,
					      join_household, &joining);
	set_records_fini(&joining.records);
	return ok;
}
