/*
 * job/decides.h - by what a job decides: its rules, and what their names mean.
 */
#ifndef JOB_DECIDES_H
#define JOB_DECIDES_H

#include "rule/rule.h"

/* The names of a letter's response code (base/response.h). */
extern const char *const job_code_names[2];

struct job_decides {
	struct scope scope; /* of rules and letters */
	struct scope paper_scope; /* of the stationery: own names first */
	/* Indices in scope.names of what each letter has of its own. */
	size_t addressee_name, names_name;
	size_t code_name; /* of two, in either language */
	struct rule_set rules;
};

#endif
