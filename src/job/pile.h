/*
 * job/pile.h - the columns that say how a job's letters lie: in which order, in
 * which batch, with whom, and what the manifest shows of each.
 */
#ifndef JOB_PILE_H
#define JOB_PILE_H

#include <stddef.h>

#include "record/column.h"

struct order_key {
	size_t columns[4]; /* compared one after another */
	size_t count;
	bool descending;
};

struct job_pile {
	struct order_key *order;
	size_t order_count;
	/* Columns of `print:`, or COLUMN_NONE. */
	size_t new_batch, group_by, named_by;
	size_t household_column; /* COLUMN_NONE: by address */
	size_t *manifest; /* columns shown */
	size_t manifest_count;
};

#endif
