#include "cli/planned.h"

#include "run/parts.h"

bool
open_planned_job(
    struct invocation *invocation, struct plan_folder *folder, struct job *job)
{
	struct diag *diag = invocation->diag;
	*job = (struct job){0};
	bool ok =
	    plan_folder_read(folder, invocation->mem, invocation->job, diag) &&
	    parts_open_job(
		job, invocation->mem, folder, invocation->planned_job, diag);
	if (job->file)
		speak_for_job(invocation, job->language);
	return ok;
}
