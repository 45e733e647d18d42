#include "run/run.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "approve/approval.h"
#include "base/file.h"
#include "base/messages.h"
#include "ledger/read.h"
#include "ledger/result.h"
#include "load/register.h"
#include "proof/seal.h"
#include "run/least.h"
#include "run/libraries.h"
#include "run/messages.h"
#include "run/papers.h"
#include "run/room.h"
#include "run/write_job.h"

struct run {
	struct job *job;
	struct diag *diag;
	const struct run_spec *spec;
	const char *out, *partial, *print, *keep, *plan;
	const char *passing; /* the folder of temporary files */
	const char *lines_made; /* the folder of runs.jsonl, if we made it */
	int lock;
	struct account *account;
	struct run_extra *extra;
	struct papers papers;
};

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

/* ---- the working folder */

static bool
lock_folder(struct run *run)
{
	struct diag *diag = run->diag;
	size_t before = diag_errors(diag);
	run->lock = folder_lock(run->partial, diag);
	if (run->lock >= 0)
		return true;
	if (diag_errors(diag) == before)
		REPORT(diag, NO_SPAN, &run_is_running, ARGS(run->out));
	else
		rmdir(run->partial); /* ours, unless somebody is in it */
	return false;
}

/* Work that an earlier run left unfinished is started anew. */
static bool
clear_folder(struct run *run)
{
	return folder_remove(run->passing, run->diag) &&
	       folder_remove(run->print, run->diag) &&
	       folder_remove(run->keep, run->diag) &&
	       folder_remove(run->plan, run->diag);
}

static bool
make_folders(struct run *run)
{
	if (path_is_taken(run->out)) {
		REPORT(run->diag, NO_SPAN, &base_folder_exists, ARGS(run->out));
		HINT(run->diag, &base_other_folder, NO_ARGS);
		return false;
	}
	return scratch_make(run->spec->scratch, run->partial, run->diag) &&
	       lock_folder(run) && clear_folder(run) &&
	       folder_make(run->print, run->diag) &&
	       folder_make(run->keep, run->diag) &&
	       folder_make(run->passing, run->diag);
}

/* ---- no more power than it needs */

static struct once_mailing
mailing_of(const struct run *run)
{
	const struct job *job = run->job;
	return (struct once_mailing){
	    job->mem, job->file, &job->reads, run->out};
}

static bool
confine_to_writing(struct run *run)
{
	struct once_places lines;
	struct arena *mem = run->job->mem;
	const struct once_mailing mailing = mailing_of(run);
	once_find_places(&mailing, &lines);
	if (!folder_exists(lines.folder))
		run->lines_made = lines.folder;
	if (!folder_make(lines.folder, run->diag))
		return false;
	const char *const below[] = {
	    run->partial, lines.all_there ? NULL : lines.folder, NULL};
	const char *const moves[] = {path_folder(mem, run->out),
	    run->lines_made ? path_folder(mem, run->lines_made) : NULL, NULL};
	struct confine allowed = {
	    .below = below, .moves = moves, .files = lines.files};
	least_writes(&allowed, run->passing, run->diag);
	return true;
}

static void
confine_to_reading(struct run *run)
{
	struct once_places lines;
	struct arena *mem = run->job->mem;
	const struct once_mailing mailing = mailing_of(run);
	once_find_places(&mailing, &lines);
	const char *const paths[] = {run->partial,
	    lines.all_there ? lines.files[0] : lines.folder, lines.files[1],
	    NULL};
	const char *const lists[] = {
	    path_folder(mem, run->out), lines.folder, NULL};
	least_reads(mem, &(struct readable){paths, lists}, run->diag);
}

/*
 * The key of the hashes that stand for protected persons. It comes from the
 * register's bytes, so that two runs agree; anybody who has the ledger but not
 * the register cannot make it (the ledger's hash of the register is another
 * one), and so cannot try out identity numbers.
 */
static bool
make_secret(struct run *run, struct slice *secret)
{
	char hex[66];
	struct digest digest;
	if (!register_make_secret(&run->job->reads, &digest, run->diag))
		return false;
	digest_write_hex(digest, hex);
	*secret = arena_dup(run->job->mem, slice_view(hex));
	hex[64] = '\n';
	hex[65] = '\0';
	return file_write_whole(
	    path_join(run->job->mem, run->keep, "protected.key"),
	    slice_view(hex), run->diag);
}

/* ---- seal */

/* The result that the worker left of one batch, if it is of the file that is
 * there. */
static bool
collect_result(struct run *run, struct ledger *plan, struct digest digest,
    uint32_t batch, struct batch_result *result)
{
	struct job *job = run->job;
	struct digest found;
	const char *file;
	const char *path =
	    arena_print(job->mem, "%s/batch-%04u.result", run->print, batch).at;
	if (!ledger_find_file(plan, job->mem, batch, &file, run->diag))
		return false;
	if (!result_read(run->print, batch, result) ||
	    !digest_equal(result->plan, digest) ||
	    !hash_file(
		path_join(job->mem, run->print, file), run->diag, &found) ||
	    !digest_equal(result->digest, found)) {
		REPORT(run->diag, NO_SPAN, &run_batch_missing, ARGS(batch));
		return false;
	}
	if (unlink(path) == 0)
		return true;
	file_report(run->diag, path, errno);
	return false;
}

static bool
collect_results(struct run *run, struct batch_result *results)
{
	struct digest digest;
	struct ledger *plan = ledger_open(run->plan, run->diag);
	bool ok = plan && hash_file(run->plan, run->diag, &digest);
	for (uint32_t k = 1; ok && k <= run->account->counts.batches; k++)
		ok = collect_result(run, plan, digest, k, &results[k - 1]);
	ledger_close(plan);
	return ok;
}

static bool
seal(struct run *run)
{
	struct job *job = run->job;
	uint32_t batches = run->account->counts.batches;
	struct batch_result *results =
	    ARENA_ARRAY(job->mem, struct batch_result, batches + 1);
	progress_step(run->spec->progress, STAGE_SEAL, 0, 0);
	return collect_results(run, results) &&
	       ledger_seal(run->plan, run->papers.sealed, results, batches,
		   run->diag) &&
	       papers_finish(&run->papers) &&
	       folder_remove(run->plan, run->diag) &&
	       folder_remove(run->passing, run->diag) &&
	       sums_write_folder(run->print, NULL, run->diag) &&
	       sums_write_folder(run->keep, NULL, run->diag) &&
	       seal_make(run->partial, NULL, run->diag);
}

/* Whether these people had the mailing not long ago, and nobody says why. */
static bool
is_allowed_again(struct run *run)
{
	struct diag *diag = run->diag;
	const struct once_found *found = &run->extra->once;
	char date[11];
	if (!once_is_again(found) || run->job->again.len)
		return true;
	day_write_iso(found->last, date);
	REPORT(diag, run->job->file->name.span, &run_made_before,
	    ARGS(found->had, found->recipients, (const char *)date));
	HINT(diag, &run_made_before_hint, NO_ARGS);
	return false;
}

/* The lock goes with the folder's old name: no other run can have it. */
static bool
move_in(struct run *run)
{
	struct job *job = run->job;
	bool ok = folder_remove(
		      path_join(job->mem, run->partial, "lock"), run->diag) &&
		  folder_sync(run->print, run->diag) &&
		  folder_sync(run->keep, run->diag) &&
		  folder_sync(run->partial, run->diag) &&
		  folder_move(run->partial, run->out, run->diag);
	if (ok)
		scratch_release(run->spec->scratch);
	return ok;
}

/* Said before the folder appears; asked again, for two runs at a time. */
static bool
record_and_move_in(struct run *run)
{
	const struct once_mailing mailing = mailing_of(run);
	struct once *once = once_claim(&mailing,
	    path_join(run->job->mem, run->keep, "ledger.db"), &run->extra->once,
	    run->diag);
	bool ok = once && is_allowed_again(run) && once_record(once);
	if (ok && !move_in(run)) {
		once_take_back(once);
		ok = false;
	}
	once_close(once);
	return ok;
}

static bool
write_protected(struct run *run)
{
	struct job *job = run->job;
	if (job->file->protected_mail.index != PROTECTED_SEPARATE ||
	    !job->reads.protected_.count)
		return true;
	run->extra->has_protected = true;
	return apart_write(job->file->path,
	    path_join(job->mem, run->keep, "protected"), run->spec->workers,
	    &run->extra->apart, run->diag);
}

/* The lines of those who stand for it are kept. */
static bool
is_approved(struct run *run)
{
	struct approval_found found;
	bool ok = approval_check(run->job, run->plan, true, &found, run->diag);
	if (ok && found.lines.len)
		ok = file_write_whole(
		    path_join(run->job->mem, run->keep, "approvals.jsonl"),
		    strbuf_view(&found.lines), run->diag);
	strbuf_fini(&found.lines);
	return ok;
}

static bool
make_all(struct run *run)
{
	const struct once_mailing mailing = mailing_of(run);
	struct job *job = run->job;
	struct libraries libraries = {.mem = job->mem};
	struct plan_spec plan = {
	    .path = run->plan,
	    .progress = run->spec->progress,
	    .workers = run->spec->workers,
	    .libraries = &libraries,
	};
	struct write_spec write = {
	    .plan = run->plan,
	    .folder = run->print,
	    .own_folder = path_join(run->job->mem, run->keep, "letters"),
	    .workers = run->spec->workers,
	};
	run_list_libraries(&libraries);
	if (!make_secret(run, &plan.secret) ||
	    !plan_job(job, &plan, run->account, run->diag))
		return false;
	run->extra->planned = true;
	if (!account_check_letters(job, run->account, run->diag) ||
	    !once_look(&mailing, run->plan, &run->extra->once, run->diag) ||
	    !is_allowed_again(run))
		return false;
	if (!is_approved(run))
		return false;
	if (!room_check(
		run->partial, run->plan, &run->account->counts, run->diag))
		return false;
	confine_to_reading(run);
	run->papers = (struct papers){
	    .job = job,
	    .diag = run->diag,
	    .plan = run->plan,
	    .print = run->print,
	    .keep = run->keep,
	    .sealed = path_join(job->mem, run->keep, "ledger.db"),
	    .counts = &run->account->counts,
	};
	if (!papers_start(&run->papers))
		return false;
	write.batches = run->account->counts.batches;
	write.letters = run->account->counts.letters;
	if (!write_job(job, &write, run->spec->progress, run->diag))
		return false;
	return write_protected(run) && seal(run) && record_and_move_in(run);
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
	struct run run = {
	    .job = job,
	    .diag = diag,
	    .spec = spec,
	    .out = run_folder(job->mem, job->file, spec->out),
	    .lock = -1,
	    .account = account,
	    .extra = extra,
	};
	run.partial = arena_print(job->mem, "%s.partial", run.out).at;
	run.print = path_join(job->mem, run.partial, "to-printer");
	run.keep = path_join(job->mem, run.partial, "keep");
	run.plan = path_join(job->mem, run.partial, "plan.db");
	run.passing = path_join(job->mem, run.partial, "tmp");
	job->again = slice_trim(slice_view(spec->again));
	const struct once_mailing mailing = mailing_of(&run);
	run_warn_keep(job, diag);
	bool ok = run_check_filled(job) && once_can_record(&mailing, diag) &&
		  make_folders(&run) && confine_to_writing(&run) &&
		  make_all(&run);
	papers_drop(&run.papers);
	if (!ok && run.lock >= 0)
		folder_remove(run.partial, diag);
	if (!ok && run.lines_made)
		rmdir(run.lines_made); /* unless there is something in it */
	scratch_release(spec->scratch);
	if (run.lock >= 0)
		close(run.lock);
	return ok;
}
