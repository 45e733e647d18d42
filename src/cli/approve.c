/*
 * cli/approve.c - utskick approve JOB --as NAME: somebody stands for exactly
 * this mailing.
 */
#include "approve/approval.h"

#include "base/clock.h"
#include "base/file.h"
#include "cli/account.h"
#include "cli/answer.h"
#include "cli/messages.h"
#include "cli/secret.h"
#include "load/open.h"
#include "run/aside.h"
#include "run/run.h"

struct approving_here {
	struct invocation *invocation;
	struct approving approving;
	struct approval_found found;
	struct slice mark; /* of the mailing */
};

/* Whoever looked at a proof has looked at exactly this. */
static bool
has_seen(struct approving_here *here)
{
	const char *seen = here->invocation->seen;
	struct diag *diag = here->invocation->diag;
	if (!approval_mark(
		here->invocation->mem, here->approving.plan, &here->mark, diag))
		return false;
	if (!seen || approval_mark_is(here->mark, slice_view(seen)))
		return true;
	REPORT(diag, NO_SPAN, &cli_approve_other_proof, ARGS(here->mark));
	HINT(diag, &cli_approve_other_proof_hint, NO_ARGS);
	return false;
}

static bool
look(struct job *job, const char *path, void *ctx)
{
	struct approving_here *here = ctx;
	struct diag *diag = here->invocation->diag;
	struct minisign_secret secret;
	here->approving.plan = path;
	if (!has_seen(here))
		return false;
	here->approving.key = here->invocation->key ? &secret : NULL;
	if (here->approving.key && !secret_open(here->invocation, &secret))
		return false;
	bool ok = run_check_filled(job) &&
		  approval_check(job, path, false, &here->found, diag) &&
		  approval_add(job, &here->approving, diag);
	here->found.people++; /* the line that was added */
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
    const struct approving_here *here)
{
	if (answer->invocation->json) {
		json_add_text(&answer->json, "mark", here->mark);
		json_add_number(&answer->json, "people", here->found.people);
		json_add_number(&answer->json, "wanted", here->found.wanted);
	} else if (!answer->invocation->quiet) {
		account_write(
		    &answer->text, answer->invocation->words, job, account);
		answer_line(answer, &cli_approved,
		    ARGS(here->found.people, here->found.wanted));
		answer_line(answer, &cli_proof_mark, ARGS(here->mark));
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
	const char *const writes[] = {
	    path_folder(invocation->mem, invocation->job), NULL};
	const struct aside aside = {.scratch = invocation->scratch,
	    .look = look,
	    .ctx = &here,
	    .writes = writes};
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
	ok = ok && aside_plan(&aside, &job, &account, &spec, invocation->diag);
	progress_end(spec.progress);
	if (ok)
		tell(&answer, &job, &account, &here);
	strbuf_fini(&here.found.lines);
	load_close(&job);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_approve = {
    .name = "approve",
    .summary = &cli_approve_summary,
    .usage = &cli_approve_usage,
    .options = "ukpdqM",
    .arguments = 1,
    .run = engine,
};
