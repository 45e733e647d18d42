/*
 * cli/reprint.c - utskick reprint RUN: letters once more, exactly as they were.
 */
#include "reprint/reprint.h"

#include "cli/events.h"
#include "cli/messages.h"
#include "fate/listed.h"

static bool
pick_letters(struct events *events)
{
	struct invocation *invocation = events->invocation;
	if (!invocation->letters == !invocation->list || !invocation->out)
		return events_refuse(events, &cli_reprint_wants);
	if (invocation->letters)
		return events_read_numbers(events, "--letters",
		    invocation->letters,
		    &events->event.letters[CHANGE_REPRINTED]);
	return listed_read(&events->chain, invocation->job, invocation->list,
	    LISTED_LETTERS, &events->event, invocation->diag);
}

static int
engine(struct invocation *invocation)
{
	struct events events;
	struct reprint_made made;
	const struct reprint_spec spec = events_reprint_spec(invocation);
	bool ok = events_open(&events, invocation, EVENT_REPRINTED) &&
		  pick_letters(&events) &&
		  reprint_letters(&events.chain, &spec, &events.event, &made,
		      invocation->diag);
	if (ok) {
		events_tell(&events);
		json_add_number(&events.answer.json, "pages", made.pages);
		answer_line(&events.answer, &cli_reprint_lies_in,
		    ARGS(made.letters, made.pages, invocation->out));
	}
	return events_close(&events, ok);
}

const struct command command_reprint = {
    .name = "reprint",
    .summary = &cli_reprint_summary,
    .usage = &cli_reprint_usage,
    .options = "ltdxoq",
    .arguments = 1,
    .run = engine,
};
