/*
 * cli/serve.c - utskick serve FOLDER: the workbench, in a browser.
 */
#include "serve/serve.h"

#include "cli/answer.h"
#include "cli/messages.h"

static void
tell(const char *address, void *ctx)
{
	struct invocation *invocation = ctx;
	/* with --json an object is all that stdout has */
	say(invocation->json ? stderr : stdout, invocation->words,
	    invocation->socket ? &cli_serve_socket : &cli_serve_address,
	    ARGS(address));
	fflush(NULL);
}

/* A proxy says who somebody is, and is known by its own address: all three, or
 * none. */
static bool
is_whole(const struct invocation *invocation)
{
	bool all =
	    invocation->socket && invocation->user_header && invocation->origin;
	bool none = !invocation->socket && !invocation->user_header &&
		    !invocation->origin;
	if (!all && !none)
		REPORT(invocation->diag, NO_SPAN, &cli_serve_wants, NO_ARGS);
	else if (all && invocation->port)
		REPORT(invocation->diag, NO_SPAN, &cli_serve_port, NO_ARGS);
	return none || (all && !invocation->port);
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	const struct serve_spec spec = {
	    .folder = invocation->job,
	    .port = (uint16_t)invocation->port,
	    .socket = invocation->socket,
	    .user_header = invocation->user_header,
	    .origin = invocation->origin,
	    .language = invocation->asked_language,
	    .ready = tell,
	    .ctx = invocation,
	};
	answer_open(&answer, invocation);
	if (!is_whole(invocation))
		return answer_close(&answer, EXIT_USAGE);
	bool ok = serve_run(invocation->mem, &spec, invocation->diag);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_serve = {
    .name = "serve",
    .summary = &cli_serve_summary,
    .usage = &cli_serve_usage,
    .options = "IQJZ",
    .arguments = 1,
    .run = engine,
};
