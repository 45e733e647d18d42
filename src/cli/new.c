/*
 * cli/new.c - utskick new REGISTER: a first job file and letter.
 */
#include "base/shell.h"
#include "cli/answer.h"
#include "cli/messages.h"
#include "new/new_job.h"

static int
engine(struct invocation *invocation)
{
	struct new_job made;
	struct answer answer;
	struct new_register from = invocation->register_;
	from.path = invocation->job;
	/* The language of the job is the one spoken; Swedish where nobody says.
	 */
	speak_for_job(invocation, "sv");
	answer_open(&answer, invocation);
	bool ok = new_job_write(invocation->mem, &from, invocation->out,
	    invocation->words, invocation->diag, &made);
	if (ok) {
		answer_line(&answer, &cli_new_read,
		    ARGS(invocation->job, made.rows, made.columns, made.found));
		answer_line(&answer, &cli_new_written,
		    ARGS(made.job, made.letter, made.paper));
		const char *job = shell_word(invocation->mem, made.job);
		answer_line(&answer, &cli_new_next, ARGS(job));
		answer_line(&answer, &cli_new_then, ARGS(job));
		json_add_text(&answer.json, "job", slice_view(made.job));
		json_add_text(&answer.json, "letter", slice_view(made.letter));
		json_add_text(
		    &answer.json, "stationery", slice_view(made.paper));
		json_add_number(&answer.json, "rows", made.rows);
		json_add_number(&answer.json, "columns", made.columns);
	}
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_new = {
    .name = "new",
    .summary = &cli_new_summary,
    .usage = &cli_new_usage,
    .options = "oqROETSH",
    .arguments = 1,
    .run = engine,
};
