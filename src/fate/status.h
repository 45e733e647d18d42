/*
 * fate/status.h - the fates of a run, summed: of all its letters, and of each
 * value of a column (an area, a unit).
 */
#ifndef FATE_STATUS_H
#define FATE_STATUS_H

#include "fate/chain.h"

struct status_area {
	struct slice name; /* the column's value */
	struct fate_counts counts;
};

struct status {
	struct fate_counts all;
	struct status_area *areas; /* by name; none without a column */
	size_t count, room;
	struct fate_counts
	    others; /* by status_read_of, of areas not asked for */
	uint32_t events;
	char last_event[FINGERPRINT_SIZE]; /* of all events so far */
	bool purged; /* it no longer knows whose letters they were */
};

/*
 * Sums the run's fates, by the column where that is not empty; a letter of
 * several rows counts with its first. False after a report.
 */
bool status_read(struct status *status, struct arena *mem, const char *run,
    struct slice column, struct diag *diag);

/* The same by these values of the column, in their order. */
bool status_read_of(struct status *status, struct arena *mem, const char *run,
    struct slice column, const struct slice *values, size_t count,
    struct diag *diag);

#endif
