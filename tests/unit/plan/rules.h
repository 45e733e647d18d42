/*
 * tests/unit/plan/rules.h - rules of the people's job, and letters' conditions.
 */
#ifndef TESTS_UNIT_PLAN_RULES_H
#define TESTS_UNIT_PLAN_RULES_H

#include <stdlib.h>

#include "people.h"

/* A checked condition; the test ends where it has a fault. */
static inline struct expr *
people_condition(struct people_job *people, const char *text)
{
	struct job *job = &people->job;
	struct slice source = slice_view(text);
	uint32_t file = sources_add(people->sources, "job.yaml", source);
	const struct span place = {.file = file, .line = 1, .column = 1};
	job->decides.scope.columns = &job->reads.columns;
	struct expr *condition =
	    expr_parse(people->mem, source, place, people->diag);
	if (!condition ||
	    !expr_check_flag(condition, &job->decides.scope, people->diag))
		abort();
	return condition;
}

static inline struct rule *
people_add_rule(
    struct people_job *people, enum rule_kind kind, const char *condition)
{
	struct rule *rule =
	    rule_set_add(people->mem, &people->job.decides.rules, kind);
	rule->reason = SLICE("skäl");
	if (condition)
		rule->condition = people_condition(people, condition);
	return rule;
}

#endif
