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
	if (!read_key(invocation, &key))
		return EXIT_USAGE;
	bool ok =
	    sealed_find(invocation->job, key, &out, &found, invocation->diag);
	if (out.len)
		fwrite(out.at, 1, out.len, stdout);
	strbuf_fini(&out);
	if (ok)
		say(stdout, &cli_found, ARGS(found));
	diag_print(invocation->diag, stderr);
	return ok ? EXIT_DONE : exit_code_of(invocation->diag);
}

static int
run(struct invocation *invocation)
{
	return supervise(engine, invocation);
}

const struct command command_find = {
    .name = "find",
    .summary = &cli_find_summary,
    .usage = &cli_find_usage,
    .options = "",
    .arguments = 1,
    .run = run,
};
