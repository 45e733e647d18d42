/*
 * job/decides.h - by what a job decides: its rules, and what their names mean.
 */
#ifndef JOB_DECIDES_H
#define JOB_DECIDES_H

#include "rule/rule.h"

struct job_decides {
	struct scope scope; /* of rules and letters */
	struct scope paper_scope; /* of the stationery: own names first */
	/* Indices in scope.names of what each letter has of its own. */
	size_t addressee_name, names_name;
	struct rule_set rules;
};

#endif
