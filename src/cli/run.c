/*
 * cli/run.c - utskick run JOB: register in, letters and manifest out.
 */
#include "run/run.h"

#include "cli/account.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "cli/signals.h"
#include "load/open.h"

static void
tell(struct answer *answer, struct job *job, const struct account *account,
    const struct run_extra *extra, const char *out)
{
	if (answer->invocation->json) {
		account_write_json(&answer->json, answer->invocation->words,
		    job, account, out);
		if (job->again.len)
			json_add_text(&answer->json, "again", job->again);
	} else if (!answer->invocation->quiet) {
		account_write(
		    &answer->text, answer->invocation->words, job, account);
		if (extra->has_protected)
			answer_line(answer, &cli_protected_line,
			    ARGS(extra->apart.letters, extra->apart.rest));
		if (job->again.len)
			answer_line(answer, &cli_again_line,
			    ARGS(job->again, extra->once.had,
				extra->once.recipients));
		answer_line(answer, &cli_lies_in, ARGS(out));
	}
}

static int
engine(struct invocation *invocation)
{
	struct job job;
	struct account account = {0};
	struct run_extra extra = {0};
	struct answer answer;
	struct run_spec spec = {
	    .out = invocation->out,
	    .again = invocation->again,
	    .workers = invocation->workers,
	    .progress = progress_bar(invocation),
	    .scratch = invocation->scratch,
	    .may_last = signals_hold,
	};
	answer_open(&answer, invocation);
	bool ok =
	    load_open(&job, invocation->mem, invocation->job, invocation->diag);
	if (job.file)
		speak_for_job(invocation, job.language);
	ok = ok && run_job(&job, &spec, &account, &extra, invocation->diag);
	progress_end(spec.progress);
	if (ok)
		tell(&answer, &job, &account, &extra,
		    run_folder(job.mem, job.file, invocation->out));
	else if (extra.planned && !account.counts.letters &&
		 !invocation->quiet && !invocation->json)
		account_write(&answer.text, invocation->words, &job,
		    &account); /* why none */
	if (ok)
		progress_tell_times(spec.progress, &answer);
	load_close(&job);
	return account_close(&answer, ok ? &account : NULL);
}

const struct command command_run = {
    .name = "run",
    .summary = &cli_run_summary,
    .usage = &cli_run_usage,
    .options = "oqwai",
    .arguments = 1,
    .run = engine,
};
