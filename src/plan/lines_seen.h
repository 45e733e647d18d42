/*
 * plan/lines_seen.h - how many letters there are of a kind, and where the rows
 * of the first of them stand, for a warning.
 *
 * Rows are seen before their letters are set. One that is held then, or shares
 * nobody's letter, is not told of: the account says why it has none.
 */
#ifndef PLAN_LINES_SEEN_H
#define PLAN_LINES_SEEN_H

#include "load/watcher.h"

struct line_seen;

struct lines_seen {
	uint32_t rows;
	struct line_seen *at; /* in the order of the rows */
	size_t room;
	struct strbuf
	    places; /* once settled: the first twelve, "2, 4, Norr 7" */
};

void lines_seen_add(struct lines_seen *seen, const struct watched *watched);
/* Leaves those that have a letter. False after a report. */
bool lines_seen_settle(struct lines_seen *seen, const struct watch_end *end);
/* The same of rows that need no letter. */
void lines_seen_settle_all(
    struct lines_seen *seen, const struct watch_end *end);
void lines_seen_fini(struct lines_seen *seen);

#endif
