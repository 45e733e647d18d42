/*
 * cli/diff.c - utskick diff RUN1 RUN2: who gained, lost or changed a letter.
 */
#include "cli/command.h"
#include "cli/messages.h"
#include "job/sealed.h"

static int
engine(struct invocation *invocation)
{
	struct strbuf out = {0};
	uint32_t differences = 0;
	speak_for_job(invocation, "sv");
	bool ok = sealed_diff(invocation->mem, invocation->job,
	    invocation->other, &out, &differences, invocation->diag);
	return finish(invocation, &out, ok);
}

const struct command command_diff = {
    .name = "diff",
    .summary = &cli_diff_summary,
    .usage = &cli_diff_usage,
    .options = "",
    .arguments = 2,
    .run = engine,
};
