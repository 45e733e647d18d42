/*
 * cli/write.c - utskick write JOB RUN: a batch of a sealed run once more.
 */
#include "cli/answer.h"
#include "cli/messages.h"
#include "load/open.h"
#include "run/rewrite.h"

static int
engine(struct invocation *invocation)
{
	struct job job;
	struct answer answer;
	const struct rewrite asked = {
	    .run = invocation->other,
	    .out = invocation->out,
	    .batch = invocation->batch,
	    .scratch = invocation->scratch,
	};
	answer_open(&answer, invocation);
	if (!asked.batch || !asked.out) {
		REPORT(invocation->diag, NO_SPAN, &cli_write_wants, NO_ARGS);
		return answer_close(&answer, EXIT_USAGE);
	}
	bool ok = rewrite_open_job(&job, invocation->mem, invocation->job,
	    invocation->other, invocation->diag);
	if (job.file)
		speak_for_job(invocation, job.language);
	ok = ok && rewrite_batch(&job, &asked, invocation->diag);
	load_close(&job);
	if (ok) {
		answer_line(
		    &answer, &cli_written_again, ARGS(asked.batch, asked.out));
		json_add_number(&answer.json, "batch", asked.batch);
		json_add_text(&answer.json, "folder", slice_view(asked.out));
	}
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_write = {
    .name = "write",
    .summary = &cli_write_summary,
    .usage = &cli_write_usage,
    .options = "oqb",
    .arguments = 2,
    .run = engine,
};
