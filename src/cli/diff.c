/*
 * cli/diff.c - utskick diff RUN1 RUN2: who gained, lost or changed a letter.
 */
#include "cli/answer.h"
#include "cli/messages.h"
#include "sealed/sealed.h"

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	uint32_t differences = 0;
	speak_for_job(invocation, "sv");
	answer_open(&answer, invocation);
	bool ok = sealed_diff(invocation->mem, invocation->job,
	    invocation->other, &answer.text, &differences, invocation->diag);
	if (ok)
		json_add_number(&answer.json, "differences", differences);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_diff = {
    .name = "diff",
    .summary = &cli_diff_summary,
    .usage = &cli_diff_usage,
    .options = "",
    .arguments = 2,
    .run = engine,
};
