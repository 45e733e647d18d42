/*
 * cli/find.c - utskick find FOLDER: every run that touched a person.
 */
#include "cli/command.h"
#include "cli/messages.h"
#include "job/sealed.h"

static int
engine(struct invocation *invocation)
{
	struct strbuf out = {0};
	struct slice key = {NULL, 0};
	uint32_t found = 0;
	speak_for_job(invocation, "sv");
	int code;
	if (!read_key(invocation, &key, &code))
		return code;
	bool ok =
	    sealed_find(invocation->job, key, &out, &found, invocation->diag);
	if (ok) {
		message_write(&out, &cli_found, ARGS(found));
		strbuf_add_char(&out, '\n');
	}
	return finish(invocation, &out, ok);
}

const struct command command_find = {
    .name = "find",
    .summary = &cli_find_summary,
    .usage = &cli_find_usage,
    .options = "",
    .arguments = 1,
    .run = engine,
};
