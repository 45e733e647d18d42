/*
 * cli/run.c - utskick run JOB: register in, letters and manifest out.
 */
#include "job/run.h"

#include "cli/account.h"
#include "cli/command.h"
#include "cli/messages.h"

static void
tell(const struct invocation *invocation, struct job *job,
    const struct account *account, const struct run_extra *extra,
    const char *out)
{
	if (invocation->json) {
		account_print_json(stdout, job, account, out);
	} else if (!invocation->quiet) {
		account_print(stdout, job, account);
		if (extra->has_protected)
			say(stdout, &cli_protected_line,
			    ARGS(extra->apart.letters, extra->apart.rest));
		say(stdout, &cli_lies_in, ARGS(out));
	}
}

static int
engine(struct invocation *invocation)
{
	struct job job;
	struct account account = {0};
	struct run_extra extra = {0};
	struct run_spec spec = {
	    .out = invocation->out,
	    .workers = invocation->workers,
	    .progress = progress_bar(invocation),
	    .scratch = invocation->scratch,
	};
	bool ok =
	    job_open(&job, invocation->mem, invocation->job, invocation->diag);
	if (job.file)
		speak_for_job(invocation, job.language);
	ok = ok && run_job(&job, &spec, &account, &extra);
	progress_end(spec.progress);
	if (ok)
		tell(invocation, &job, &account, &extra,
		    run_folder(&job, invocation->out));
	job_close(&job);
	diag_print(invocation->diag, stderr);
	if (!ok)
		say(stderr, &cli_nothing_left, NO_ARGS);
	return ok ? account_exit_code(&account)
		  : exit_code_of(invocation->diag);
}

const struct command command_run = {
    .name = "run",
    .summary = &cli_run_summary,
    .usage = &cli_run_usage,
    .options = "oqjwa",
    .arguments = 1,
    .run = engine,
};
