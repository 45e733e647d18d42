/*
 * job/condition.h - `where:` and `when:` as one checked expression.
 */
#ifndef JOB_CONDITION_H
#define JOB_CONDITION_H

#include "expr/expr.h"
#include "job/job_file.h"

/*
 * Compiles and checks; *condition is NULL where neither is given. False after
 * reports.
 */
bool condition_compile(struct arena *job_mem,
    const struct job_condition *written, const struct scope *scope,
    struct expr **condition, struct diag *diag);

#endif
