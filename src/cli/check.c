/*
 * cli/check.c - utskick check JOB: all of a run but the printing.
 *
 * Every row is decided and every letter set, so what it says is what a run
 * would do; nothing is kept.
 */
#include "base/terminal.h"
#include "cli/account.h"
#include "cli/messages.h"
#include "load/open.h"
#include "run/aside.h"
#include "run/run.h"

/* A run would ask for a reason. */
static bool
look_back(struct job *job, const char *path, void *ctx)
{
	struct diag *diag = ctx;
	struct once_found found;
	char date[11];
	const struct once_mailing mailing = {
	    .mem = job->mem, .file = job->file, .reads = &job->reads};
	if (!once_look(&mailing, path, &found, diag))
		return false;
	once_warn_of_some(&found, job->file, diag);
	if (!once_is_again(&found))
		return true;
	day_write_iso(found.last, date);
	REPORT(diag, job->file->name.span, &cli_made_before,
	    ARGS(found.had, found.recipients, (const char *)date));
	HINT(diag, &cli_made_before_hint, NO_ARGS);
	return true;
}

static bool
plan(struct invocation *invocation, struct job *job, struct account *account,
    const struct progress *progress)
{
	const struct plan_spec spec = {
	    .progress = progress,
	    .shapes = true,
	};
	const struct aside aside = {
	    .scratch = invocation->scratch,
	    .look = look_back,
	    .ctx = invocation->diag,
	};
	return aside_plan(&aside, job, account, &spec, invocation->diag);
}

static void
tell(struct answer *answer, struct job *job, const struct account *account)
{
	if (answer->invocation->json) {
		account_write_json(&answer->json, answer->invocation->words,
		    job, account, NULL);
	} else if (!answer->invocation->quiet) {
		account_write_check(
		    &answer->text, answer->invocation->words, job, account);
	}
}

static int
engine(struct invocation *invocation)
{
	struct job job;
	struct account account;
	struct answer answer;
	const struct progress *progress = progress_bar(invocation);
	answer_open(&answer, invocation);
	bool ok =
	    load_open(&job, invocation->mem, invocation->job, invocation->diag);
	if (job.file)
		speak_for_job(invocation, job.language);
	ok = ok && plan(invocation, &job, &account, progress);
	progress_end(progress);
	/* All that is known is shown, and yet a run would be refused. */
	bool would_run = ok && run_check_filled(&job);
	would_run = ok &&
		    account_check_letters(&job, &account, invocation->diag) &&
		    would_run;
	if (ok) {
		run_warn_keep(&job, invocation->diag);
		tell(&answer, &job, &account);
	}
	load_close(&job);
	return answer_close(&answer, would_run
					 ? account_exit_code(&answer, &account)
					 : exit_code_of(invocation->diag));
}

const struct command command_check = {
    .name = "check",
    .summary = &cli_check_summary,
    .usage = &cli_check_usage,
    .options = "q",
    .arguments = 1,
    .run = engine,
};
