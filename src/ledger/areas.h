/*
 * ledger/areas.h - outcomes by the column that the job divides its letters by
 * (`print: group_by`, otherwise `new_batch`).
 */
#ifndef LEDGER_AREAS_H
#define LEDGER_AREAS_H

#include "ledger/read.h"

struct ledger_area {
	struct slice name; /* the column's value; empty also for rows whose
			      cells are not kept */
	uint32_t rows, by_outcome[OUTCOME_COUNT];
};

/*
 * All of them: the one with the most rows first, then by name. None where the
 * job has no such column. Stops, false, where seen returns false.
 */
bool ledger_each_area(struct ledger *ledger,
    bool (*seen)(const struct ledger_area *area, void *ctx), void *ctx,
    struct diag *diag);

#endif
