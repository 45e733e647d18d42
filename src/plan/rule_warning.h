/*
 * plan/rule_warning.h - rules that match no row, or every row, or that an empty
 * column leaves undecided for many.
 *
 * Most often a misspelt value. The warning shows the values of the columns
 * the rule looks at, with counts, where they may be shown: in a `values:`
 * column, or where at most 30 distinct values each stand in 5 rows or more, so
 * that no single person can be read out of a log; never of a column that names
 * people (key, name, street, guardian).
 */
#ifndef PLAN_RULE_WARNING_H
#define PLAN_RULE_WARNING_H

#include "load/watcher.h"

extern const struct watcher rule_warning_watcher;

#endif
