/*
 * cli/posted.c - utskick posted RUN: batches or letters given to the post.
 */
#include "base/file.h"
#include "cli/events.h"
#include "cli/messages.h"
#include "fate/batches.h"

static bool
pick_letters(struct events *events, uint32_t *left)
{
	struct invocation *invocation = events->invocation;
	struct numbers batches,
	    *letters = &events->event.letters[CHANGE_POSTED];
	if (!invocation->batches == !invocation->letters)
		return events_refuse(events, &cli_posted_wants);
	if (invocation->letters)
		return events_read_numbers(
		    events, "--letters", invocation->letters, letters);
	return events_read_numbers(
		   events, "--batch", invocation->batches, &batches) &&
	       batches_letters(&events->chain, invocation->job, &batches,
		   letters, left, invocation->diag);
}

/* The receipt stays where it is; its name and sum are kept. */
static bool
take_receipt(struct events *events)
{
	const char *path = events->invocation->receipt;
	if (!path)
		return true;
	events->event.file = slice_view(path_name(path));
	return hash_file(path, events->invocation->diag, &events->event.sha256);
}

static int
engine(struct invocation *invocation)
{
	struct events events;
	uint32_t left = 0;
	bool ok = events_open(&events, invocation, EVENT_POSTED) &&
		  pick_letters(&events, &left) && take_receipt(&events) &&
		  chain_append(&events.chain, &events.event, invocation->diag);
	if (ok) {
		events_tell(&events);
		json_add_number(&events.answer.json, "left", left);
		if (left)
			answer_line(&events.answer, &cli_left_out, ARGS(left));
	}
	return events_close(&events, ok);
}

const struct command command_posted = {
    .name = "posted",
    .summary = &cli_posted_summary,
    .usage = &cli_posted_usage,
    .options = "Bldcq",
    .arguments = 1,
    .run = engine,
};
