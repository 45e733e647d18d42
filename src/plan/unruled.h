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

#include "load/watcher.h"

/* What is said of one column (plan/showable.h). */
struct unruled_column {
	size_t column;
	struct span span; /* of the first value a rule compares it with */
	struct slice shown; /* "'Korttid' 12, 'Växelvård' 7", or empty */
	uint32_t values, rows; /* all that nobody names */
	uint32_t hidden_values, hidden_rows; /* those not shown */
	struct slice lines; /* of the first of these: "12, 40" */
};

/* Leaves one per column that has such values in the account. */
extern const struct watcher unruled_watcher;

#endif
