/*
 * cli/planned.h - the job of a plan whose batches are written apart.
 */
#ifndef CLI_PLANNED_H
#define CLI_PLANNED_H

#include "cli/command.h"
#include "run/plan_folder.h"

/*
 * Opens the job of the plan that the invocation names, whose language is spoken
 * from then on. Closed by load_close in any case. False after reports.
 */
bool open_planned_job(
    struct invocation *invocation, struct plan_folder *folder, struct job *job);

#endif
