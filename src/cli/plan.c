/*
 * cli/plan.c - utskick plan JOB: all of a run up to its batches, which other
 * processes and machines write.
 */
#include "cli/account.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "load/open.h"
#include "run/parts.h"

static void
tell(struct answer *answer, struct job *job, const struct account *account,
    const struct run_extra *extra)
{
	const char *out = answer->invocation->out;
	if (answer->invocation->json) {
		account_write_json(&answer->json, answer->invocation->words,
		    job, account, out);
		return;
	}
	if (answer->invocation->quiet)
		return;
	account_write(&answer->text, answer->invocation->words, job, account);
	if (extra->has_protected)
		answer_line(answer, &cli_protected_line,
		    ARGS(extra->apart.letters, extra->apart.rest));
	answer_line(
	    answer, &cli_plan_lies_in, ARGS(out, account->counts.batches));
	answer_line(answer, &cli_plan_next, ARGS(out));
	answer_line(answer, &cli_plan_then, ARGS(out));
}

static int
engine(struct invocation *invocation)
{
	struct job job;
	struct account account = {0};
	struct run_extra extra = {0};
	struct answer answer;
	const struct run_spec spec = {
	    .out = invocation->out,
	    .again = invocation->again,
	    .workers = invocation->workers,
	    .progress = progress_bar(invocation),
	    .scratch = invocation->scratch,
	};
	answer_open(&answer, invocation);
	if (!spec.out) {
		REPORT(invocation->diag, NO_SPAN, &cli_plan_wants, NO_ARGS);
		return answer_close(&answer, EXIT_USAGE);
	}
	bool ok =
	    load_open(&job, invocation->mem, invocation->job, invocation->diag);
	if (job.file)
		speak_for_job(invocation, job.language);
	ok = ok && parts_plan(&job, &spec, &account, &extra, invocation->diag);
	progress_end(spec.progress);
	if (ok) {
		tell(&answer, &job, &account, &extra);
		progress_tell_times(spec.progress, &answer);
	}
	load_close(&job);
	return account_close(&answer, ok ? &account : NULL);
}

const struct command command_plan = {
    .name = "plan",
    .summary = &cli_plan_summary,
    .usage = &cli_plan_usage,
    .options = "oqwai",
    .arguments = 1,
    .run = engine,
};
