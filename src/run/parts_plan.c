#include <errno.h>

#include "base/file.h"
#include "run/making.h"
#include "run/messages.h"
#include "run/parts.h"
#include "run/reopen.h"
#include "run/room.h"

/* Which mailings there were, for `seal`: what is said of these with --again is said
 * of no other. It is no part of plan.db, which is the same whatever was before. */
static bool
write_known(struct making *making, const struct plan_folder *folder)
{
	names_add(&making->made, path_name(folder->known));
	return once_known_write(&making->known, folder->known, making->diag);
}

bool
parts_plan(struct job *job, const struct run_spec *spec,
    struct account *account, struct run_extra *extra, struct diag *diag)
{
	struct making making;
	struct plan_folder folder;
	making_start(&making, job, spec, account, extra, diag);
	plan_folder_name(&folder, job->mem, making.partial);
	making.secrets = folder.inner;
	making.plan = folder.database;
	job->again = slice_trim(slice_view(spec->again));
	run_warn_keep(job, diag);
	bool ok =
	    run_check_filled(job) && making_make_folders(&making) &&
	    making_confine_to_writing(&making, NULL, NULL) &&
	    making_plan(&making) &&
	    room_check(making.partial, making.plan, &account->counts, diag);
	if (ok)
		making_confine_to_reading(&making, NULL, NULL);
	ok = ok && making_write_protected(&making) &&
	     write_known(&making, &folder) &&
	     plan_folder_write(&folder, &making.made, job->file->path, diag) &&
	     /* a font that was not read, once, is no reason to hold a row */
	     diag_worst(diag) < LEVEL_SYSTEM && making_move_in(&making);
	making_end(&making, ok);
	return ok;
}

bool
parts_open_job(struct job *job, struct arena *job_mem,
    const struct plan_folder *folder, const char *path, struct diag *diag)
{
	*job = (struct job){.mem = job_mem};
	if (!plan_folder_check(folder, diag))
		return false;
	if (!path && !file_exists(folder->job)) {
		REPORT(diag, NO_SPAN, &run_job_elsewhere, ARGS(folder->job));
		HINT(diag, &run_job_elsewhere_hint, NO_ARGS);
		return false;
	}
	return reopen_job(
	    job, job_mem, path ? path : folder->job, folder->database, diag);
}
