/*
 * plan/lines_seen.h - how many rows there are of a kind, and where the first of
 * them stand, for a warning.
 */
#ifndef PLAN_LINES_SEEN_H
#define PLAN_LINES_SEEN_H

#include "load/watcher.h"

struct lines_seen {
	uint32_t rows;
	struct strbuf places; /* the first twelve: "2, 4, Norr 7" */
};

void lines_seen_add(struct lines_seen *seen, const struct job *job,
    const struct watched *watched);
void lines_seen_fini(struct lines_seen *seen);

#endif
