/*
 * plan/unruled.h - values of the register that no rule names and no list has.
 *
 * Where rules or letters compare a column with named values (=, <>, in,
 * where:), they sort people by it, and whoever has a value that nobody thought
 * of is sorted by accident: not excluded because no `exclude` knows it, or not
 * sent to because `send` does not. So such values are said, with their counts.
 *
 * Only columns of texts that sort: at most 30 different values, or at most 200
 * where each stands in 5 rows on average. Columns with `values:`, which hold
 * what they do not list, are not looked at, nor are those that name people,
 * nor the ones only searched (contains, starts with): that is free text.
 */
#ifndef PLAN_UNRULED_H
#define PLAN_UNRULED_H

#include "job/job.h"
#include "ledger/plan.h"

/* Counts the values of such columns while rows are decided. */
struct unruled;

struct unruled *unruled_new(struct job *job);
void unruled_free(struct unruled *unruled);

/* One row whose cells are known. */
void unruled_take(struct unruled *unruled, const struct plan_row *from,
    const struct row *row);

/* What is said of one column (plan/showable.h). */
struct unruled_column {
	size_t column;
	struct span span; /* of the first value a rule compares it with */
	struct slice shown; /* "'Korttid' 12, 'Växelvård' 7", or empty */
	uint32_t values, rows; /* all that nobody names */
	uint32_t hidden_values, hidden_rows; /* those not shown */
	struct slice lines; /* of the first of these: "12, 40" */
};

/* One per column that has such values, in the job's memory. */
struct unruled_column *unruled_settle(struct unruled *unruled, size_t *count);

/* A warning for each of them. */
void unruled_warn(
    struct job *job, const struct unruled_column *columns, size_t count);

#endif
