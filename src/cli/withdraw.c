/*
 * cli/withdraw.c - utskick withdraw RUN: letters that shall not go after all.
 */
#include "cli/events.h"
#include "cli/messages.h"

/* Those that are withdrawn already are no news; papers can be made again. */
static void
drop_known(struct events *events)
{
	struct numbers *letters = &events->event.letters[CHANGE_WITHDRAWN];
	struct numbers news = {0};
	const struct fates *fates = &events->chain.fates;
	for (size_t i = 0; i < letters->count; i++) {
		for (uint32_t n = letters->at[i].first;
		     n <= letters->at[i].last; n++) {
			if (n > fates->letters ||
			    fates_of(fates, n) != FATE_WITHDRAWN)
				numbers_add(&news, events->invocation->mem, n);
		}
	}
	*letters = news;
}

static bool
pick_letters(struct events *events)
{
	struct invocation *invocation = events->invocation;
	if (!invocation->letters || !invocation->reason)
		return events_refuse(events, &cli_withdraw_wants);
	if (!events_read_numbers(events, "--letters", invocation->letters,
		&events->event.letters[CHANGE_WITHDRAWN]))
		return false;
	drop_known(events);
	return true;
}

static int
engine(struct invocation *invocation)
{
	struct events events;
	struct reprint_made made;
	const struct reprint_spec spec = events_reprint_spec(invocation);
	bool ok = events_open(&events, invocation, EVENT_WITHDRAWN) &&
		  pick_letters(&events) &&
		  reprint_without(&events.chain, &spec, &events.event, &made,
		      invocation->diag);
	if (ok) {
		events_tell(&events);
		if (invocation->out)
			answer_line(&events.answer, &cli_without_lies_in,
			    ARGS(made.files, invocation->out));
	}
	return events_close(&events, ok);
}

const struct command command_withdraw = {
    .name = "withdraw",
    .summary = &cli_withdraw_summary,
    .usage = &cli_withdraw_usage,
    .options = "lxdoq",
    .arguments = 1,
    .run = engine,
};
