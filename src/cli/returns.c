/*
 * cli/returns.c - utskick returns RUN FILE: letters that came back or were answered.
 */
#include "cli/events.h"
#include "cli/messages.h"
#include "fate/listed.h"

static int
engine(struct invocation *invocation)
{
	struct events events;
	bool ok = events_open(&events, invocation, EVENT_RETURNS) &&
		  listed_read(&events.chain, invocation->job, invocation->other,
		      LISTED_RETURNS, &events.event, invocation->diag) &&
		  chain_append(&events.chain, &events.event, invocation->diag);
	if (ok)
		events_tell(&events);
	return events_close(&events, ok);
}

const struct command command_returns = {
    .name = "returns",
    .summary = &cli_returns_summary,
    .usage = &cli_returns_usage,
    .options = "dq",
    .arguments = 2,
    .run = engine,
};
