#include "run/making.h"

#include <unistd.h>

#include "approve/approval.h"
#include "base/file.h"
#include "base/messages.h"
#include "load/register.h"
#include "proof/messages.h"
#include "proof/sums.h"
#include "run/least.h"
#include "run/libraries.h"
#include "run/messages.h"

void
making_start(struct making *making, struct job *job,
    const struct run_spec *spec, struct account *account,
    struct run_extra *extra, struct diag *diag)
{
	const char *out = run_folder(job->mem, job->file, spec->out);
	*making = (struct making){
	    .job = job,
	    .diag = diag,
	    .progress = spec->progress,
	    .scratch = spec->scratch,
	    .workers = spec->workers,
	    .out = out,
	    .partial = arena_print(job->mem, "%s.partial", out).at,
	    .lock = -1,
	    .account = account,
	    .extra = extra,
	    .made = {.mem = job->mem},
	    .seen = spec->seen,
	    .may_last = spec->may_last,
	    .ctx = spec->ctx,
	};
	making->passing = path_join(job->mem, making->partial, "tmp");
}

void
making_name_folders(struct making *making)
{
	struct arena *mem = making->job->mem;
	making->print = path_join(mem, making->partial, "to-printer");
	making->keep = path_join(mem, making->partial, "keep");
	making->secrets = making->keep;
}

void
making_end(struct making *making, bool ok)
{
	papers_drop(&making->papers);
	once_close(making->once);
	bool gone = ok || (making->lock >= 0 &&
			      folder_remove(making->partial, making->diag));
	if (!ok && making->lines_made)
		rmdir(making->lines_made); /* unless there is something in it */
	if (!ok && making->above_made)
		rmdir(making->above_made);
	if (gone) /* otherwise the supervisor tries */
		scratch_release(making->scratch);
	if (making->lock >= 0)
		close(making->lock);
}

/* ---- the working folder */

static bool
take_folder(struct making *making)
{
	struct diag *diag = making->diag;
	size_t before = diag_errors(diag);
	making->lock = scratch_take(making->scratch, making->partial, diag);
	if (making->lock < 0 && diag_errors(diag) == before)
		REPORT(diag, NO_SPAN, &run_is_running, ARGS(making->out));
	return making->lock >= 0;
}

static bool
make_folder(const char *folder, struct diag *diag)
{
	return !folder || folder_make(folder, diag);
}

bool
making_make_folders(struct making *making)
{
	struct diag *diag = making->diag;
	if (path_is_taken(making->out)) {
		REPORT(diag, NO_SPAN, &base_folder_exists, ARGS(making->out));
		HINT(diag, &base_other_folder, NO_ARGS);
		return false;
	}
	const char *above = path_folder(making->job->mem, making->out);
	if (!folder_exists(above)) {
		making->above_made = above;
		scratch_claim_made(making->scratch, above);
	}
	/* what an earlier run left unfinished is made anew */
	return take_folder(making) && make_folder(making->print, diag) &&
	       make_folder(making->keep, diag) &&
	       folder_make(making->secrets, diag) &&
	       folder_make(making->passing, diag);
}

/* ---- no more power than it needs */

static struct once_mailing
mailing_of(const struct making *making)
{
	const struct job *job = making->job;
	return (struct once_mailing){
	    .mem = job->mem,
	    .file = job->file,
	    .reads = &job->reads,
	    .out = making->keep ? making->out : NULL,
	    .known = making->knows ? &making->known : NULL,
	};
}

/* The places of runs.jsonl, which only a run writes. */
static bool
find_lines(struct making *making, struct once_places *lines)
{
	const struct once_mailing mailing = mailing_of(making);
	once_find_places(&mailing, lines);
	if (!making->keep)
		return true;
	if (!folder_exists(lines->folder))
		making->lines_made = lines->folder;
	if (making->lines_made)
		scratch_claim_made(making->scratch, lines->folder);
	return folder_make_lasting(lines->folder, making->diag);
}

/* Both lists and what else there is; in the arena. */
static const char **
join_lists(struct arena *mem, const char *const *a, const char *const *b)
{
	size_t count = 0;
	for (const char *const *at = a; *at; at++)
		count++;
	for (const char *const *at = b; at && *at; at++)
		count++;
	const char **to = ARENA_ARRAY(mem, const char *, count + 1);
	count = 0;
	for (const char *const *at = a; *at; at++)
		to[count++] = *at;
	for (const char *const *at = b; at && *at; at++)
		to[count++] = *at;
	return to;
}

bool
making_confine_to_writing(
    struct making *making, const char *const *below, const char *const *moves)
{
	struct once_places lines;
	struct arena *mem = making->job->mem;
	if (!find_lines(making, &lines))
		return false;
	const char *const own[] = {making->partial,
	    making->keep && !lines.all_there ? lines.folder : NULL, NULL};
	const char *const parents[] = {path_folder(mem, making->out),
	    making->lines_made ? path_folder(mem, making->lines_made) : NULL,
	    NULL};
	struct confine allowed = {
	    .below = join_lists(mem, own, below),
	    .moves = join_lists(mem, parents, moves),
	    .files = making->keep ? lines.files : NULL,
	};
	least_writes(&allowed, making->passing, making->diag);
	return true;
}

void
making_confine_to_reading(const struct making *making, const char *const *paths,
    const char *const *lists)
{
	struct once_places lines;
	struct arena *mem = making->job->mem;
	const struct once_mailing mailing = mailing_of(making);
	once_find_places(&mailing, &lines);
	const char *const own[] = {making->partial,
	    lines.all_there ? lines.files[0] : lines.folder, lines.files[1],
	    NULL};
	const char *const folders[] = {
	    path_folder(mem, making->out), lines.folder, NULL};
	least_reads(mem,
	    &(struct readable){
		join_lists(mem, own, paths), join_lists(mem, folders, lists)},
	    making->diag);
}

/* ---- guards */

static bool
refuse_gone(const struct making *making)
{
	struct once_places lines;
	const struct once_mailing mailing = mailing_of(making);
	once_find_places(&mailing, &lines);
	REPORT(making->diag, NO_SPAN, &run_runs_gone, ARGS(lines.files[0]));
	HINT(making->diag, &run_runs_gone_hint, NO_ARGS);
	return false;
}

bool
making_is_allowed_again(const struct making *making)
{
	struct diag *diag = making->diag;
	const struct job *job = making->job;
	const struct once_found *found = &making->extra->once;
	char date[11];
	if (found->gone)
		return refuse_gone(making);
	once_warn_of_some(found, job->file, diag);
	if (!once_is_again(found) ||
	    (job->again.len && !(making->knows && found->since)))
		return true;
	day_write_iso(found->last, date);
	REPORT(diag, job->file->name.span, &run_made_before,
	    ARGS(found->had, found->recipients, (const char *)date));
	HINT(diag,
	    making->of_plan  ? &run_made_before_plan
	    : job->again.len ? &run_made_before_since
			     : &run_made_before_hint,
	    NO_ARGS);
	return false;
}

/* What somebody has seen is what is made, whatever has changed meanwhile. */
static bool
is_as_seen(struct making *making)
{
	struct slice mark;
	if (!making->seen.len)
		return true;
	if (!approval_mark(making->job->mem, making->plan, &mark, making->diag))
		return false;
	making->extra->is_another = !approval_mark_is(mark, making->seen);
	return !making->extra->is_another;
}

bool
making_is_approved(struct making *making)
{
	struct approval_found found;
	struct job *job = making->job;
	bool ok = approval_check(job, making->plan, true, &found, making->diag);
	if (ok && found.lines.len && making->keep) {
		names_add(&making->made, "approvals.jsonl");
		ok = file_write_whole(
		    path_join(job->mem, making->keep, "approvals.jsonl"),
		    strbuf_view(&found.lines), making->diag);
	}
	strbuf_fini(&found.lines);
	return ok;
}

/* ---- the plan */

/*
 * The key of the hashes that stand for protected persons. It comes from the
 * register's bytes, so that two runs agree; anybody who has the ledger but not
 * the register cannot make it (the ledger's hash of the register is another
 * one), and so cannot try out identity numbers.
 */
static bool
make_secret(struct making *making, struct slice *secret)
{
	char hex[66];
	struct digest digest;
	struct job *job = making->job;
	if (!register_make_secret(&job->reads, &digest, making->diag))
		return false;
	digest_write_hex(digest, hex);
	*secret = arena_dup(job->mem, slice_view(hex));
	hex[64] = '\n';
	hex[65] = '\0';
	names_add(&making->made, "protected.key");
	return file_write_whole(
	    path_join(job->mem, making->secrets, "protected.key"),
	    slice_view(hex), making->diag);
}

bool
making_plan(struct making *making)
{
	const struct once_mailing mailing = mailing_of(making);
	struct job *job = making->job;
	struct libraries libraries = {.mem = job->mem};
	struct plan_spec plan = {
	    .path = making->plan,
	    .progress = making->progress,
	    .workers = making->workers,
	    .libraries = &libraries,
	};
	run_list_libraries(&libraries);
	if (!make_secret(making, &plan.secret) ||
	    !plan_job(job, &plan, making->account, making->diag))
		return false;
	making->extra->planned = true;
	if (!is_as_seen(making) ||
	    !account_check_letters(job, making->account, making->diag) ||
	    !once_look(
		&mailing, making->plan, &making->extra->once, making->diag) ||
	    !making_is_allowed_again(making))
		return false;
	making->knows = true;
	making->known = making->extra->once.known;
	return making_is_approved(making);
}

bool
making_write_protected(struct making *making)
{
	struct job *job = making->job;
	/* Without a mark, cells may still speak of protection. */
	if (job->file->protected_mail.index != PROTECTED_SEPARATE ||
	    (!job->reads.protected_.count && !job->reads.worded))
		return true;
	making->extra->has_protected = true;
	return apart_write(job->file->path,
	    path_join(job->mem, making->secrets, "protected"), making->workers,
	    &making->extra->apart, &making->made, making->diag);
}

bool
making_start_papers(struct making *making)
{
	making->papers = (struct papers){
	    .job = making->job,
	    .diag = making->diag,
	    .plan = making->plan,
	    .print = making->print,
	    .keep = making->keep,
	    .passing = making->passing,
	    .sealed = path_join(making->job->mem, making->keep, "ledger.db"),
	    .counts = &making->account->counts,
	};
	return papers_start(&making->papers);
}

/* ---- its name */

bool
making_move_in(struct making *making)
{
	struct diag *diag = making->diag;
	bool ok = folder_remove(making->passing, diag) &&
		  (!making->keep ||
		      sums_check_top(making->partial, &proof_not_made, diag)) &&
		  folder_sync_all(making->partial, diag) &&
		  folder_move(making->partial, making->out, diag);
	if (ok)
		scratch_release(making->scratch);
	return ok;
}

/* Asked again, for two runs at a time: from here on there is one. */
bool
making_claim(struct making *making)
{
	const struct once_mailing mailing = mailing_of(making);
	making->once = once_claim(&mailing, making->papers.sealed,
	    &making->extra->once, making->diag);
	return making->once && making_is_allowed_again(making);
}

static bool
tell(const struct making *making, bool recorded)
{
	return !making->tells || making->tells(making, recorded, making->of);
}

/* Said before the folder appears. */
bool
making_record_and_move_in(struct making *making)
{
	/* a font that was not read, once, is no reason to hold a row */
	if (diag_worst(making->diag) >= LEVEL_SYSTEM ||
	    (making->may_last && !making->may_last(making->ctx)) ||
	    !tell(making, false) || !once_record(making->once))
		return false;
	if (tell(making, true) && making_move_in(making))
		return true;
	once_take_back(making->once);
	return false;
}
