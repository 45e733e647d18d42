#include "manifest/causes.h"

#include <stdlib.h>

void
causes_add(struct causes *causes, struct slice reason)
{
	for (size_t i = 0; i < causes->count; i++) {
		if (slice_equal(causes->at[i].reason, reason)) {
			causes->at[i].rows++;
			return;
		}
	}
	if (causes->count == CAUSES_MAX) {
		causes->other++;
		return;
	}
	causes->at[causes->count++] =
	    (struct cause){arena_dup(causes->mem, reason), 1};
}

static int
compare_causes(const void *a, const void *b)
{
	const struct cause *one = a, *two = b;
	if (one->rows != two->rows)
		return one->rows > two->rows ? -1 : 1;
	return slice_compare(one->reason, two->reason);
}

void
causes_sort(struct causes *causes)
{
	qsort(causes->at, causes->count, sizeof *causes->at, compare_causes);
}
