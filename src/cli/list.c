/*
 * cli/list.c - utskick list RUN: who has a letter, as a table on paper.
 */
#include "cli/answer.h"
#include "cli/messages.h"
#include "labels/roll.h"

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	struct roll_made made;
	speak_for_job(invocation, "sv");
	answer_open(&answer, invocation);
	if (!invocation->out || !invocation->columns) {
		REPORT(invocation->diag, NO_SPAN, &cli_list_wants, NO_ARGS);
		return answer_close(&answer, EXIT_USAGE);
	}
	const struct roll_spec spec = {
	    .run = invocation->job,
	    .columns = invocation->columns,
	    .out = invocation->out,
	    .sign = invocation->sign,
	};
	if (!answer_is_free(invocation, invocation->out) ||
	    !roll_make(&spec, &made, invocation->diag))
		return answer_close(&answer, exit_code_of(invocation->diag));
	answer_line(&answer, &cli_list_made,
	    ARGS(made.rows, made.pages, invocation->out));
	if (made.withdrawn)
		answer_line(&answer, &cli_list_withdrawn, ARGS(made.withdrawn));
	json_add_number(&answer.json, "rows", made.rows);
	json_add_number(&answer.json, "pages", made.pages);
	json_add_number(&answer.json, "withdrawn", made.withdrawn);
	return answer_close(&answer, EXIT_DONE);
}

const struct command command_list = {
    .name = "list",
    .summary = &cli_list_summary,
    .usage = &cli_list_usage,
    .options = "oCzq",
    .arguments = 1,
    .run = engine,
};
