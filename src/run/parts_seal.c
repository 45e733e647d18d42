#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "run/begun.h"
#include "run/carry.h"
#include "run/making.h"
#include "run/messages.h"
#include "run/parts.h"
#include "run/parts_look.h"
#include "run/plan_end.h"
#include "run/reopen.h"
#include "run/room.h"

struct parts_sealing {
	const struct plan_folder *folder;
	struct making making;
	struct plan_parts planned;
	struct batch_result *results;
	int lock; /* of the plan's folder */
	struct begun begun; /* what has been told of a line in runs.jsonl */
};

/* ---- what is there */

static bool
lock(struct parts_sealing *sealing)
{
	struct diag *diag = sealing->making.diag;
	size_t before = diag_errors(diag);
	sealing->lock = lock_take(
	    path_join(sealing->making.job->mem, sealing->folder->path, "lock"),
	    diag);
	if (sealing->lock >= 0)
		return true;
	if (diag_errors(diag) == before)
		REPORT(diag, NO_SPAN, &run_is_sealing,
		    ARGS(sealing->folder->path));
	return false;
}

static void
unlock(struct parts_sealing *sealing)
{
	if (sealing->lock >= 0)
		close(sealing->lock);
	sealing->lock = -1;
}

static void
take_counts(struct parts_sealing *sealing)
{
	const struct ledger_counts *counts = &sealing->planned.counts;
	struct plan_counts *to = &sealing->making.account->counts;
	*to = (struct plan_counts){
	    .rows = counts->rows,
	    .letters = counts->letters,
	    .pages = counts->pages,
	    .sheets = counts->sheets,
	    .batches = counts->batches,
	    .banners = counts->banners,
	};
	memcpy(to->by_outcome, counts->by_outcome, sizeof to->by_outcome);
}

static bool
check(struct parts_sealing *sealing)
{
	struct making *making = &sealing->making;
	struct job *job = making->job;
	struct diag *diag = making->diag;
	struct ledger *plan = ledger_open(making->plan, diag);
	bool ok = plan && reopen_check(job, plan, REOPEN_AT_ONCE, diag) &&
		  plan_folder_list(&sealing->planned, job->mem, plan, diag);
	if (ok)
		job->again = ledger_text(plan, job->mem, "again");
	ledger_close(plan);
	if (!ok)
		return false;
	take_counts(sealing);
	sealing->results = ARENA_ARRAY(
	    job->mem, struct batch_result, sealing->planned.counts.batches + 1);
	return parts_look(
	    sealing->folder, &sealing->planned, sealing->results, diag);
}

static struct once_mailing
mailing_of(const struct parts_sealing *sealing)
{
	const struct making *making = &sealing->making;
	const struct job *job = making->job;
	return (struct once_mailing){
	    .mem = job->mem,
	    .file = job->file,
	    .reads = &job->reads,
	    .out = making->out,
	    .known = &making->known,
	};
}

/* On another disk than the plan's, batches are copied. */
static bool
has_room(const struct parts_sealing *sealing)
{
	const struct making *making = &sealing->making;
	struct plan_counts counts = {.rows = making->account->counts.rows};
	struct stat from, to;
	if (stat(sealing->folder->path, &from) != 0 ||
	    stat(making->partial, &to) != 0 || from.st_dev != to.st_dev)
		counts.pages = making->account->counts.pages;
	return room_check(making->partial, making->plan, &counts, making->diag);
}

/* Where the job that was planned is to be found and --job names another, what
 * stands beside the one that was planned counts, and the other is a copy. */
static bool
is_not_made_there(struct parts_sealing *sealing)
{
	struct making *making = &sealing->making;
	struct job *job = making->job;
	struct stat here, there;
	struct job_file file = *job->file;
	struct once_mailing mailing = mailing_of(sealing);
	mailing.file = &file;
	file.folder = path_folder(job->mem, sealing->folder->job);
	if (stat(file.folder, &there) != 0 ||
	    (stat(job->file->folder, &here) == 0 &&
		here.st_dev == there.st_dev && here.st_ino == there.st_ino))
		return true;
	if (!once_look(
		&mailing, making->plan, &making->extra->once, making->diag))
		return false;
	if (!making_is_allowed_again(making))
		return false;
	REPORT(making->diag, NO_SPAN, &run_seal_copy, ARGS(job->file->path));
	HINT(making->diag, &run_seal_copy_hint, ARGS(sealing->folder->job));
	return false;
}

static bool
is_not_made(struct parts_sealing *sealing)
{
	struct making *making = &sealing->making;
	const struct once_mailing mailing = mailing_of(sealing);
	return is_not_made_there(sealing) &&
	       once_look(&mailing, making->plan, &making->extra->once,
		   making->diag) &&
	       making_is_allowed_again(making);
}

/* As before it was planned: much may have happened since. */
static bool
is_allowed(struct parts_sealing *sealing)
{
	struct making *making = &sealing->making;
	const struct job *job = making->job;
	return account_check(job, making->account, making->diag) &&
	       account_check_letters(job, making->account, making->diag) &&
	       is_not_made(sealing) && making_is_approved(making) &&
	       has_room(sealing);
}

/* ---- into the run */

static bool
carry_batch(struct parts_sealing *sealing, const struct part_planned *batch)
{
	struct making *making = &sealing->making;
	struct arena *mem = arena_new();
	const char *from =
	    part_folder(mem, sealing->folder->parts, batch->batch);
	bool ok = carry_file(path_join(mem, from, batch->file),
	    path_join(mem, making->print, batch->file), making->diag);
	if (ok && sealing->planned.own_files)
		ok = carry_folder(path_join(mem, from, "letters"),
		    path_join(mem, making->keep, "letters"), making->diag);
	arena_free(mem);
	return ok;
}

/* What the plan's folder holds of people with protected identity. */
static bool
carry_protected(struct parts_sealing *sealing)
{
	struct making *making = &sealing->making;
	struct arena *mem = making->job->mem;
	const char *inner = sealing->folder->inner;
	const char *from = path_join(mem, inner, "protected");
	struct sums sums;
	if (!path_is_taken(from))
		return true;
	if (!sums_read(&sums, mem, inner, making->diag))
		return false;
	for (size_t i = 0; i < sums.count; i++) {
		if (slice_starts(slice_view(sums.at[i].path), "protected/"))
			names_add(&making->made, sums.at[i].path);
	}
	return carry_folder(
	    from, path_join(mem, making->keep, "protected"), making->diag);
}

static bool
carry(struct parts_sealing *sealing)
{
	struct making *making = &sealing->making;
	struct arena *mem = making->job->mem;
	const char *inner = sealing->folder->inner;
	names_add(&making->made, "protected.key");
	bool ok =
	    carry_copy(path_join(mem, inner, "protected.key"),
		path_join(mem, making->keep, "protected.key"), making->diag) &&
	    carry_protected(sealing);
	for (uint32_t k = 0; ok && k < sealing->planned.counts.batches; k++)
		ok = carry_batch(sealing, &sealing->planned.at[k]);
	return ok;
}

static bool
confine(struct parts_sealing *sealing)
{
	struct making *making = &sealing->making;
	const char *path = sealing->folder->path;
	const char *const below[] = {path, NULL};
	const char *const moves[] = {path_folder(making->job->mem, path), NULL};
	return making_confine_to_writing(making, below, moves);
}

static void
confine_to_reading(struct parts_sealing *sealing)
{
	const char *path = sealing->folder->path;
	const char *const paths[] = {path, NULL};
	const char *const lists[] = {
	    path_folder(sealing->making.job->mem, path), NULL};
	making_confine_to_reading(&sealing->making, paths, lists);
}

/* The answer of what made it may have been lost, and its line was taken back. */
static bool
is_recorded(struct parts_sealing *sealing)
{
	struct making *making = &sealing->making;
	const struct job *job = making->job;
	const struct once_found *found = &making->extra->once;
	const struct once_mailing mailing = mailing_of(sealing);
	/* of the seal that was stopped */
	scratch_claim_lock(making->scratch,
	    arena_print(job->mem, "%s.lock", making->partial).at);
	making->once = once_claim(
	    &mailing, making->plan, &making->extra->once, making->diag);
	return making->once &&
	       (!found->recipients || (once_is_again(found) && found->since) ||
		   once_record(making->once));
}

/* Whether a sealed run lies there, and is of this plan. */
static bool
is_of_plan(struct parts_sealing *sealing, const char *run)
{
	struct making *making = &sealing->making;
	struct seal made;
	return plan_end_is_run(
	    &made, making->job->mem, run, making->plan, making->diag);
}

/* ---- what an earlier seal began */

/* What the line is found by, should we not live. */
static bool
tell(const struct making *making, bool recorded, void *of)
{
	struct parts_sealing *sealing = of;
	if (!recorded) {
		sealing->begun.line = once_end(making->once);
		sealing->begun.out = making->out;
		/* it stays, whoever clears up */
		scratch_release(making->scratch);
		if (!folder_sync_all(making->partial, making->diag))
			return false;
	}
	sealing->begun.written = recorded;
	return begun_write(
	    &sealing->begun, sealing->folder->path, making->diag);
}

/* With the lines locked: a seal that is at it moves its folder before it lets go. */
static bool
take_back(struct parts_sealing *sealing, const struct begun *begun)
{
	struct making *making = &sealing->making;
	struct diag *diag = making->diag;
	struct once_found found;
	struct once_places lines;
	const struct once_mailing mailing = mailing_of(sealing);
	once_find_places(&mailing, &lines);
	bool any = path_is_taken(lines.files[0]);
	struct once *once =
	    any ? once_claim(&mailing, making->plan, &found, diag) : NULL;
	bool ok = once || !any;
	bool doubt = ok && !is_of_plan(sealing, making->partial);
	if (once && !doubt)
		ok = once_take_back_at(
		    once, begun->line, begun->written, &doubt);
	if (ok && doubt) {
		REPORT(diag, NO_SPAN, &run_seal_begun, ARGS(begun->out));
		HINT(diag, &run_seal_begun_hint, ARGS(begun->out));
		ok = false;
	}
	once_close(once);
	return ok;
}

/*
 * One that was killed when its line stood in runs.jsonl has made no run where the
 * folder is still there in which it worked: the line goes, and all is done anew.
 * Where that is gone, the run may have been made, and moved by somebody.
 */
static bool
go_back(struct parts_sealing *sealing)
{
	struct making *making = &sealing->making;
	const char *path = sealing->folder->path;
	struct begun begun;
	if (!begun_read(&begun, making->job->mem, path, making->diag))
		return false;
	return !begun.out ||
	       (take_back(sealing, &begun) && begun_forget(path, making->diag));
}

static bool
make(struct parts_sealing *sealing)
{
	struct making *making = &sealing->making;
	const struct once_mailing mailing = mailing_of(sealing);
	bool ok = once_can_record(&mailing, making->diag) && go_back(sealing) &&
		  making_make_folders(making) && confine(sealing) &&
		  is_allowed(sealing);
	if (ok)
		confine_to_reading(sealing);
	return ok && carry(sealing) && making_start_papers(making) &&
	       making_seal(making, sealing->results) &&
	       making_record_and_move_in(making);
}

bool
parts_seal(struct job *job, const struct plan_folder *folder,
    const struct run_spec *spec, struct account *account,
    struct run_extra *extra, struct diag *diag)
{
	struct parts_sealing sealing = {.folder = folder, .lock = -1};
	struct making *making = &sealing.making;
	making_start(making, job, spec, account, extra, diag);
	making_name_folders(making);
	making->plan = folder->database;
	making->of_plan = making->knows = true;
	making->tells = tell;
	making->of = &sealing;
	bool ok =
	    lock(&sealing) &&
	    plan_end_is_free(folder, making->out, making->partial, diag) &&
	    plan_folder_check_all(folder, diag) && check(&sealing) &&
	    once_known_read(&making->known, job->mem, folder->known, diag) &&
	    (is_of_plan(&sealing, making->out) ? is_recorded(&sealing)
					       : make(&sealing));
	if (ok)
		plan_end(folder, &sealing.lock, making->scratch, diag);
	else if (sealing.begun.out)
		begun_forget(folder->path, diag);
	making_end(making, ok);
	unlock(&sealing);
	return ok;
}
