/*
 * serve/who_rules.h - rules of a job as ticks, and back; for serve/who.h alone.
 */
#ifndef SERVE_WHO_RULES_H
#define SERVE_WHO_RULES_H

#include "serve/who.h"

/* What becomes of each value, and the rules that ticks do not say. */
void who_rules_read(struct who *who);

/*
 * A rule that ticks say: *column is its column. False for any other. `rule` is
 * an item of `rules:`.
 */
bool who_rule_is_ticks(const struct who *who, const struct yaml *rule,
    struct who_column **column, bool *waits);

/* Its reason; and the values that one of ticks names, one or several. */
struct slice who_rule_reason(const struct yaml *rule);
const struct yaml *who_rule_values(const struct yaml *rule);

/* The place of a value among them; their count where it is not there. */
size_t who_list_find(const struct yaml *values, struct slice value);
size_t who_list_count(const struct yaml *values);

const struct yaml *who_rules(const struct who *who);

#endif
