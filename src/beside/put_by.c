/*
 * beside/put_by.c - what a row asked, from when it was decided to when its
 * letter is set.
 *
 * Where a column is compared, joining the row says it again. Any other value is
 * known only to whoever asked.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "beside/asked.h"

void
beside_put_by(struct beside *beside, uint32_t row)
{
	for (struct asked *at = beside->first; at; at = at->next) {
		if (!at->hit_known || at->column != COLUMN_NONE)
			continue;
		at->met = mem_grow(
		    at->met, &at->met_room, at->met_count + 1, sizeof *at->met);
		at->met[at->met_count++] =
		    (struct asked_met){row, at->hits, at->hit_count};
	}
}

static int
compare_met(const void *row, const void *met)
{
	uint32_t a = *(const uint32_t *)row;
	uint32_t b = ((const struct asked_met *)met)->row;
	return (a > b) - (a < b);
}

void
beside_take_up(struct beside *beside, uint32_t row)
{
	for (struct asked *at = beside->first; at; at = at->next) {
		const struct asked_met *met =
		    at->met_count ? bsearch(&row, at->met, at->met_count,
					sizeof *at->met, compare_met)
				  : NULL;
		if (!met)
			continue;
		at->hits = met->hits;
		at->hit_count = met->hit_count;
		at->hit_known = true;
	}
}
