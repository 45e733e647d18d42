/*
 * cli/aside.h - a plan that is looked at and not kept.
 */
#ifndef CLI_ASIDE_H
#define CLI_ASIDE_H

#include "cli/command.h"
#include "plan/plan_job.h"

/*
 * Plans the job in a temporary folder of ours alone, asks `look` (may be NULL)
 * with the plan's path, and takes all away again. False after reports.
 */
bool aside_plan(struct invocation *invocation, struct job *job,
    struct account *account, const struct plan_spec *spec,
    bool (*look)(struct job *job, const char *path, void *ctx), void *ctx);

#endif
