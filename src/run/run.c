#include "run/run.h"

#include <stdlib.h>

#include "base/file.h"
#include "run/making.h"
#include "run/messages.h"
#include "run/room.h"
#include "run/write_job.h"

const char *
run_folder(struct arena *mem, const struct job_file *file, const char *out)
{
	char date[11], absolute[4096];
	if (out) {
		size_t len = strlen(out);
		while (len > 1 && out[len - 1] == '/')
			len--;
		return arena_dup_text(mem, (struct slice){out, len});
	}
	day_write_iso(file->date.when, date);
	const char *folder =
	    realpath(file->folder, absolute) ? path_name(absolute) : "job";
	return arena_print(mem, "%s/out/%s-%s", file->folder, date, folder).at;
}

/* Room for all of it is asked before anything is written. */
static bool
write_all(struct making *making)
{
	struct job *job = making->job;
	const struct plan_counts *counts = &making->account->counts;
	const struct write_spec write = {
	    .plan = making->plan,
	    .folder = making->print,
	    .own_folder = path_join(job->mem, making->keep, "letters"),
	    .workers = making->workers,
	    .passing_results = true,
	    .batches = counts->batches,
	    .letters = counts->letters,
	};
	if (!room_check(making->partial, making->plan, counts, making->diag))
		return false;
	making_confine_to_reading(making, NULL, NULL);
	return making_start_papers(making) &&
	       write_job(job, &write, making->progress, making->diag) &&
	       making_write_protected(making);
}

static bool
seal(struct making *making)
{
	struct batch_result *results = ARENA_ARRAY(making->job->mem,
	    struct batch_result, making->account->counts.batches + 1);
	return making_collect_results(making, results) &&
	       making_seal(making, results) &&
	       making_record_and_move_in(making);
}

bool
run_check_filled(const struct job *job)
{
	return !job->gaps; /* reported when the job was opened */
}

void
run_warn_keep(const struct job *job, struct diag *diag)
{
	if (job->file->keep_until.when != DAY_NONE)
		return;
	REPORT(diag, job->file->date.span, &run_no_keep_until, NO_ARGS);
	HINT(diag,
	    job->file->persons.on ? &run_no_keep_until_hint
				  : &run_no_keep_until_things,
	    NO_ARGS);
}

bool
run_job(struct job *job, const struct run_spec *spec, struct account *account,
    struct run_extra *extra, struct diag *diag)
{
	struct making making;
	making_start(&making, job, spec, account, extra, diag);
	making_name_folders(&making);
	making.plan = path_join(job->mem, making.partial, "plan.db");
	job->again = slice_trim(slice_view(spec->again));
	const struct once_mailing mailing = {
	    job->mem, job->file, &job->reads, making.out};
	run_warn_keep(job, diag);
	bool ok = run_check_filled(job) && once_can_record(&mailing, diag) &&
		  making_make_folders(&making) &&
		  making_confine_to_writing(&making, NULL, NULL) &&
		  making_plan(&making) && write_all(&making) && seal(&making);
	making_end(&making, ok);
	return ok;
}
