/*
 * cli/approve.c - utskick approve JOB --as NAME: somebody stands for exactly
 * this mailing.
 */
#include "approve/approval.h"

#include "base/clock.h"
#include "cli/account.h"
#include "cli/answer.h"
#include "cli/aside.h"
#include "cli/messages.h"
#include "cli/secret.h"
#include "load/open.h"
#include "run/run.h"

struct approving_here {
	struct invocation *invocation;
	struct approving approving;
	struct approval_found found;
};

static bool
look(struct job *job, const char *path, void *ctx)
{
	struct approving_here *here = ctx;
	struct diag *diag = here->invocation->diag;
	struct minisign_secret secret;
	here->approving.plan = path;
	here->approving.key = here->invocation->key ? &secret : NULL;
	if (here->approving.key && !secret_open(here->invocation, &secret))
		return false;
	bool ok = run_check_filled(job) &&
		  approval_add(job, &here->approving, diag) &&
		  approval_check(job, path, false, &here->found, diag);
	if (here->approving.key)
		minisign_forget(&secret);
	return ok;
}

static bool
read_date(struct approving_here *here)
{
	char today[11];
	const char *text = here->invocation->date;
	if (!text) {
		clock_write_today(today);
		text = today;
	}
	here->approving.date = day_parse_iso(slice_view(text));
	if (here->approving.date != DAY_NONE)
		return true;
	REPORT(here->invocation->diag, NO_SPAN, &cli_bad_date, ARGS(text));
	return false;
}

static void
tell(struct answer *answer, struct job *job, const struct account *account,
    const struct approval_found *found)
{
	if (answer->invocation->json) {
		json_add_number(&answer->json, "people", found->people);
		json_add_number(&answer->json, "wanted", found->wanted);
	} else if (!answer->invocation->quiet) {
		account_write(
		    &answer->text, answer->invocation->words, job, account);
		answer_line(
		    answer, &cli_approved, ARGS(found->people, found->wanted));
	}
}

static int
engine(struct invocation *invocation)
{
	struct job job = {0};
	struct account account;
	struct answer answer;
	struct approving_here here = {.invocation = invocation};
	const struct plan_spec spec = {.progress = progress_bar(invocation)};
	answer_open(&answer, invocation);
	here.approving.person = slice_trim(slice_view(invocation->as));
	if (!here.approving.person.len)
		REPORT(invocation->diag, NO_SPAN, &cli_approve_wants, NO_ARGS);
	if (!here.approving.person.len || !read_date(&here))
		return answer_close(&answer, EXIT_USAGE);
	bool ok =
	    load_open(&job, invocation->mem, invocation->job, invocation->diag);
	if (job.file)
		speak_for_job(invocation, job.language);
	ok = ok && aside_plan(invocation, &job, &account, &spec, look, &here);
	progress_end(spec.progress);
	if (ok)
		tell(&answer, &job, &account, &here.found);
	strbuf_fini(&here.found.lines);
	load_close(&job);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_approve = {
    .name = "approve",
    .summary = &cli_approve_summary,
    .usage = &cli_approve_usage,
    .options = "ukpdq",
    .arguments = 1,
    .run = engine,
};
