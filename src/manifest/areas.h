/*
 * manifest/areas.h - outcomes by the column that the job divides its letters
 * by (`print: group_by`, otherwise `new_batch`).
 */
#ifndef MANIFEST_AREAS_H
#define MANIFEST_AREAS_H

#include "ledger/read.h"

/* More values than this are not areas, and may be people's. */
#define AREAS_MAX 200

struct area {
	struct slice name;
	uint32_t rows, by_outcome[OUTCOME_COUNT];
};

struct areas {
	struct arena *mem;
	struct area *at; /* in the order of their first rows */
	size_t count, room;
	bool many; /* more than AREAS_MAX: then count is 0 */
};

/* None where the job has no such column. Rows whose cells are not kept count
 * with those where the cell is empty. False after a report. */
bool areas_read(struct areas *areas, struct arena *mem, struct ledger *ledger,
    struct diag *diag);

#endif
