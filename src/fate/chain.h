/*
 * fate/chain.h - keep/events.jsonl: read whole, checked, and added to.
 *
 * Each line has the hash of the one before, so none can be changed, left out
 * or put in. events.head says how many lines there are and the last one's
 * hash, so none can be cut off either. A line is appended and synced before
 * the head is written anew; whatever moment the program is killed at leaves
 *
 *	a torn line       it never happened; the next command takes it away
 *	an extra line     it happened; the next command notes it in the head
 */
#ifndef FATE_CHAIN_H
#define FATE_CHAIN_H

#include "base/appended.h"
#include "fate/fates.h"
#include "proof/seal.h"

struct chain {
	struct arena *mem;
	const char *path, *head; /* of the files */
	struct digest last; /* of the last line, or of the seal */
	struct digest *lines; /* each one's hash; the first is the seal's */
	size_t line_room;
	uint32_t count;
	size_t whole; /* bytes of whole lines */
	struct slice text; /* the lines as they were read */
	bool torn; /* half a line follows them */
	bool unconfirmed; /* the head counts one line fewer */
	struct fates fates;
	bool purged; /* by its last event, which stands for keep/PURGED: */
	struct digest purged_as;
	bool destroyed; /* the print files are gone, or are to go */
	day date; /* of the last event */
	uint32_t copies; /* events that left letters outside the run */
	struct appended file; /* locked */
	uint32_t start; /* events when it was opened */
	size_t start_whole;
};

/*
 * Reads the events of a run; `seal` is its. False after reports: a line that
 * is not the next one, or a head that disagrees. A torn line is reported
 * only where `strict`.
 */
bool chain_read(struct chain *chain, struct arena *mem, const char *run,
    const struct seal *seal, bool strict, struct diag *diag);

/* Those that were read, in their order; texts live as long as the chain's
 * memory. */
void chain_each_event(const struct chain *chain,
    void (*seen)(const struct event *event, void *ctx), void *ctx);

/*
 * Opens the events to add to them, locked against other processes, whatever the
 * ledger is: for a purge. False after a report. Close it in either case.
 */
bool chain_lock(
    struct chain *chain, struct arena *mem, const char *run, struct diag *diag);
/* The same, once the ledger has been found to be the sealed one: for every other
 * command. */
bool chain_open(
    struct chain *chain, struct arena *mem, const char *run, struct diag *diag);
void chain_close(struct chain *chain);

/*
 * Applies an event, whose number and hash are set here, and adds its line,
 * synced. A day before that of the last event is warned of. False after reports;
 * nothing has happened then.
 */
bool chain_append(struct chain *chain, struct event *event, struct diag *diag);

/* What else belonged to the event did not come about: takes away what was
 * appended since the chain was opened. */
void chain_undo(struct chain *chain, struct diag *diag);

/* The hash of the last line, or of the seal, in signs that can be noted. */
void chain_fingerprint(const struct chain *chain, char to[FINGERPRINT_SIZE]);

/*
 * Whether the events are those that were once noted, "5:3F7K-9Q2M-XA4T-0B8C",
 * or these and more: no file of the run can show that its last events were cut
 * off together with events.head. False after a report.
 */
bool chain_check_noted(
    const struct chain *chain, const char *noted, struct diag *diag);

#endif
