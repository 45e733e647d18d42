/*
 * cli/seal.c - utskick seal PLAN: the run of a plan that is written;
 * utskick seal RUN --key KEY: the seal of a run, signed.
 */
#include "proof/seal.h"
#include "base/file.h"
#include "cli/account.h"
#include "cli/messages.h"
#include "cli/planned.h"
#include "cli/secret.h"
#include "cli/signals.h"
#include "job/job_steps.h"
#include "load/open.h"
#include "proof/minisign.h"
#include "run/parts.h"
#include "run/plan_end.h"

/* Only what holds is signed: the sums are those sealed, and the ledger too. */
static bool
sign(struct invocation *invocation, struct seal *seal,
    const struct minisign_secret *secret)
{
	struct strbuf text = {0}, comment = {0};
	char fingerprint[FINGERPRINT_SIZE];
	seal_fingerprint(seal, fingerprint);
	strbuf_print(&comment, "utskick %s ", fingerprint);
	strbuf_add(&comment, seal->date);
	minisign_sign(&text, secret, seal->text, strbuf_view(&comment));
	bool ok = file_write_whole(
	    path_join(invocation->mem, invocation->job, "keep/" SEAL_SIGNATURE),
	    strbuf_view(&text), invocation->diag);
	strbuf_fini(&text);
	strbuf_fini(&comment);
	return ok;
}

static void
tell(struct answer *answer, const struct seal *seal,
    const struct minisign_secret *secret)
{
	char id[KEY_ID_SIZE], fingerprint[FINGERPRINT_SIZE];
	minisign_write_id(&secret->public_, id);
	seal_fingerprint(seal, fingerprint);
	answer_line(answer, &cli_sealed_by,
	    ARGS(answer->invocation->job, (const char *)id));
	answer_line(
	    answer, &cli_fingerprint_line, ARGS((const char *)fingerprint));
	json_add_text(&answer->json, "key", slice_view(id));
	json_add_text(&answer->json, "fingerprint", slice_view(fingerprint));
}

static int
sign_run(struct answer *answer)
{
	struct invocation *invocation = answer->invocation;
	struct seal seal;
	struct minisign_secret secret = {0};
	speak_for_job(invocation, "sv");
	if (invocation->out || invocation->planned_job) {
		REPORT(invocation->diag, NO_SPAN, &cli_seal_signs,
		    ARGS(invocation->job));
		return answer_close(answer, EXIT_USAGE);
	}
	if (!invocation->key) {
		REPORT(invocation->diag, NO_SPAN, &cli_seal_wants_key, NO_ARGS);
		return answer_close(answer, EXIT_USAGE);
	}
	const struct progress *progress = progress_bar(invocation);
	bool ok = seal_check_ledger(invocation->job, invocation->diag) &&
		  seal_read(&seal, invocation->mem, invocation->job,
		      invocation->diag) &&
		  secret_open(invocation, &secret) &&
		  sign(invocation, &seal, &secret);
	if (ok) {
		tell(answer, &seal, &secret);
		progress_tell_times(progress, answer);
	}
	minisign_forget(&secret);
	return answer_close(
	    answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

/* ---- a plan */

static void
tell_made(
    struct answer *answer, const struct plan_counts *counts, const char *out)
{
	struct json *json = &answer->json;
	answer_line(answer, &cli_lies_in, ARGS(out));
	json_add_number(json, "letters", counts->letters);
	json_add_number(json, "pages", counts->pages);
	json_add_number(json, "sheets", counts->sheets);
	json_add_number(json, "batches", counts->batches);
	json_add_text(json, "folder", slice_view(out));
}

static void
tell_sealed(struct answer *answer, const struct job *job,
    const struct account *account, const struct run_extra *extra)
{
	const struct plan_counts *counts = &account->counts;
	answer_line(answer, &cli_print_line,
	    ARGS(counts->letters, counts->pages, counts->sheets,
		counts->batches));
	if (job->again.len)
		answer_line(answer, &cli_again_line,
		    ARGS(job->again, extra->once.had, extra->once.recipients));
	tell_made(answer, counts,
	    run_folder(job->mem, job->file, answer->invocation->out));
}

static int
seal_plan(struct answer *answer)
{
	struct invocation *invocation = answer->invocation;
	struct diag *diag = invocation->diag;
	struct job job;
	struct plan_folder folder;
	struct account account = {0};
	struct run_extra extra = {0};
	const struct run_spec spec = {
	    .out = invocation->out,
	    .progress = progress_bar(invocation),
	    .scratch = invocation->scratch,
	    .may_last = signals_hold,
	};
	bool ok = open_planned_job(invocation, &folder, &job) &&
		  parts_seal(&job, &folder, &spec, &account, &extra, diag);
	progress_end(spec.progress);
	if (ok) {
		tell_sealed(answer, &job, &account, &extra);
		progress_tell_times(spec.progress, answer);
	}
	load_close(&job);
	int code = exit_code_of(diag);
	if (ok && !diag_errors(diag))
		code = account_exit_code(answer, &account);
	return answer_close(answer, code);
}

/* ---- what is left of a plan */

/* Where the run lies, by the job if nobody says. NULL after a report. */
static const char *
find_run(struct invocation *invocation, const char *rest)
{
	struct plan_folder folder;
	struct job job = {0};
	const char *path = invocation->planned_job;
	if (invocation->out) {
		speak_for_job(invocation, "sv");
		return run_folder(invocation->mem, NULL, invocation->out);
	}
	if (!path) {
		if (!plan_folder_read_file(
			&folder, invocation->mem, rest, invocation->diag))
			return NULL;
		path = folder.job;
	}
	bool ok = job_read(&job, invocation->mem, path, invocation->diag);
	if (job.file)
		speak_for_job(invocation, job.language);
	return ok ? run_folder(invocation->mem, job.file, NULL) : NULL;
}

/* An earlier seal was killed when its run was there. */
static int
clear_rest(struct answer *answer, const char *rest)
{
	struct invocation *invocation = answer->invocation;
	struct diag *diag = invocation->diag;
	struct seal made;
	const char *out = find_run(invocation, rest);
	if (!out || !plan_end_clear_rest(&made, invocation->mem, rest, out,
			invocation->scratch, diag))
		return answer_close(answer, exit_code_of(diag));
	const struct plan_counts counts = {
	    .letters = made.counts.letters,
	    .pages = made.counts.pages,
	    .sheets = made.counts.sheets,
	    .batches = made.counts.batches,
	};
	tell_made(answer, &counts, out);
	return answer_close(
	    answer, diag_errors(diag) ? exit_code_of(diag) : EXIT_DONE);
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	answer_open(&answer, invocation);
	const char *rest = invocation->key ? NULL
					   : plan_end_find_rest(invocation->mem,
						 invocation->job);
	if (rest)
		return clear_rest(&answer, rest);
	bool plan = plan_folder_is_one(invocation->job);
	if (!plan &&
	    (invocation->key || folder_exists(path_join(
				    invocation->mem, invocation->job, "keep"))))
		return sign_run(&answer);
	if (!invocation->key)
		return seal_plan(&answer);
	REPORT(
	    invocation->diag, NO_SPAN, &cli_seal_first, ARGS(invocation->job));
	return answer_close(&answer, EXIT_USAGE);
}

const struct command command_seal = {
    .name = "seal",
    .summary = &cli_seal_summary,
    .usage = &cli_seal_usage,
    .options = "kpqosi",
    .arguments = 1,
    .run = engine,
};
