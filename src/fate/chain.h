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

#include "fate/fates.h"
#include "proof/seal.h"

struct chain {
	struct arena *mem;
	const char *path, *head; /* of the files */
	struct digest last; /* of the last line, or of the seal */
	uint32_t count;
	size_t whole; /* bytes of whole lines */
	bool torn; /* half a line follows them */
	bool unconfirmed; /* the head counts one line fewer */
	struct fates fates;
	int fd; /* locked, or -1 */
};

/*
 * Reads the events of a run; `seal` is its. False after reports: a line that
 * is not the next one, or a head that disagrees. A torn line is reported
 * only where `strict`.
 */
bool chain_read(struct chain *chain, struct arena *mem, const char *run,
    const struct seal *seal, bool strict, struct diag *diag);

/*
 * Opens the events to add to them, locked against other processes, once the
 * ledger has been found to be the sealed one. False after a report. Close it in
 * either case.
 */
bool chain_open(
    struct chain *chain, struct arena *mem, const char *run, struct diag *diag);
void chain_close(struct chain *chain);

/*
 * Applies an event, whose number and hash are set here, and adds its line,
 * synced. False after reports; nothing has happened then.
 */
bool chain_append(struct chain *chain, struct event *event, struct diag *diag);

#endif
