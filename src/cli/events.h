/*
 * cli/events.h - what the commands share that record what happened to a run.
 */
#ifndef CLI_EVENTS_H
#define CLI_EVENTS_H

#include "cli/answer.h"
#include "fate/chain.h"
#include "reprint/reprint.h"

/* A command at work on the run that is its first argument. */
struct events {
	struct answer answer;
	struct invocation *invocation;
	struct chain chain;
	struct event event; /* its kind and day are set */
	bool is_usage; /* what failed is the command's use */
};

/*
 * Opens answer and run, locked; the day is --date or today's. False after a
 * report. To be closed in any case.
 */
bool events_open(
    struct events *events, struct invocation *invocation, enum event_kind kind);
/* Reads --letters or another option's numbers; false after a report. */
bool events_read_numbers(struct events *events, const char *option,
    const char *text, struct numbers *numbers);
/* Reports wrong usage; gives false. */
bool events_refuse(struct events *events, const struct message *message);
/* Says what the event did with how many letters. */
void events_tell(struct events *events);
/* Closes all; the exit code. */
int events_close(struct events *events, bool ok);

/* For commands that leave letters of the run in --output. */
struct reprint_spec events_reprint_spec(const struct invocation *invocation);

#endif
