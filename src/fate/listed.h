/*
 * fate/listed.h - a file that names letters: what came back, what was answered,
 * what an inserter did with each.
 *
 *	brev;utfall              letter;result
 *	17;obeställbar           17;undelivered
 *	23;besvarat              23;answered
 *
 * A letter is named by its number or its response code (base/response.h). The
 * file is read as every register is (intake/). A line that cannot be read, or a
 * letter that is not of the run or is named twice, refuses the whole file and
 * is reported by its line: nothing is guessed.
 */
#ifndef FATE_LISTED_H
#define FATE_LISTED_H

#include "fate/chain.h"

enum listed_use {
	LISTED_RETURNS, /* undelivered where no column says otherwise */
	LISTED_RECONCILED, /* OK, reprint, pulled: one of them on each line */
	LISTED_LETTERS, /* letters alone */
};

/*
 * Fills the event's letters, file and sum; `run` is the chain's. A reconciliation
 * leaves out letters that are OK and already posted. Letters of LISTED_LETTERS become
 * CHANGE_REPRINTED. False after reports.
 */
bool listed_read(struct chain *chain, const char *run, const char *path,
    enum listed_use use, struct event *event, struct diag *diag);

#endif
