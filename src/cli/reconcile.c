/*
 * cli/reconcile.c - utskick reconcile RUN FILE: an inserter's result, letter by letter.
 */
#include "cli/events.h"
#include "cli/messages.h"
#include "fate/listed.h"

static int
engine(struct invocation *invocation)
{
	struct events events;
	bool ok = events_open(&events, invocation, EVENT_RECONCILED) &&
		  listed_read(&events.chain, invocation->job, invocation->other,
		      LISTED_RECONCILED, &events.event, invocation->diag) &&
		  chain_append(&events.chain, &events.event, invocation->diag);
	if (ok)
		events_tell(&events);
	return events_close(&events, ok);
}

const struct command command_reconcile = {
    .name = "reconcile",
    .summary = &cli_reconcile_summary,
    .usage = &cli_reconcile_usage,
    .options = "dq",
    .arguments = 2,
    .run = engine,
};
