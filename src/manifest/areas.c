#include "manifest/areas.h"

static struct area *
find_area(struct areas *areas, struct slice name)
{
	for (size_t i = 0; i < areas->count; i++) {
		if (slice_equal(areas->at[i].name, name))
			return &areas->at[i];
	}
	if (areas->count == AREAS_MAX) {
		areas->many = true;
		return NULL;
	}
	areas->at = arena_grow(areas->mem, areas->at, &areas->room,
	    areas->count + 1, sizeof *areas->at);
	struct area *area = &areas->at[areas->count++];
	*area = (struct area){.name = arena_dup(areas->mem, name)};
	return area;
}

static bool
see_row(const struct ledger_row *row, void *ctx)
{
	struct areas *areas = ctx;
	struct area *area =
	    areas->many ? NULL : find_area(areas, row->cells[0]);
	if (area) {
		area->rows++;
		area->by_outcome[row->outcome]++;
	}
	return true;
}

bool
areas_read(struct areas *areas, struct arena *mem, struct ledger *ledger,
    struct diag *diag)
{
	size_t count, at = 0;
	*areas = (struct areas){.mem = mem};
	struct slice column = ledger_text(ledger, mem, "area");
	const struct slice *names = ledger_columns(ledger, mem, &count);
	while (at < count && !slice_equal(names[at], column))
		at++;
	bool ok = !column.len || at == count ||
		  ledger_each_row(ledger, &at, 1, see_row, areas, diag);
	if (areas->many)
		areas->count = 0;
	return ok;
}
