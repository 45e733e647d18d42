#include "manifest/areas.h"

#include "manifest/messages.h"

struct reading_areas {
	struct areas *areas;
	struct arena *mem;
	size_t room;
};

static void
add_to(struct ledger_area *sum, const struct ledger_area *area)
{
	sum->rows += area->rows;
	for (int i = 0; i < OUTCOME_COUNT; i++)
		sum->by_outcome[i] += area->by_outcome[i];
}

static void
leave(struct areas *areas, const struct ledger_area *area)
{
	areas->further++;
	add_to(&areas->others, area);
}

static bool
see_area(const struct ledger_area *area, void *ctx)
{
	struct reading_areas *reading = ctx;
	struct areas *areas = reading->areas;
	add_to(&areas->all, area);
	if (areas->count == AREAS_MAX) {
		leave(areas, area);
		return true;
	}
	areas->at = arena_grow(reading->mem, areas->at, &reading->room,
	    areas->count + 1, sizeof *areas->at);
	struct ledger_area *to = &areas->at[areas->count++];
	*to = *area;
	to->name = arena_dup(reading->mem, area->name);
	return true;
}

bool
areas_read(struct areas *areas, struct arena *mem, struct ledger *ledger,
    struct diag *diag)
{
	struct reading_areas reading = {areas, mem, 0};
	*areas = (struct areas){0};
	bool ok = ledger_each_area(ledger, see_area, &reading, diag);
	while (areas->further && areas->count &&
	       areas->at[areas->count - 1].rows == 1)
		leave(areas, &areas->at[--areas->count]);
	return ok;
}

void
areas_write_further(
    struct strbuf *out, const struct words *words, const struct areas *areas)
{
	message_write(
	    out, words, &manifest_areas_further, ARGS(areas->further));
}

struct slice
area_name(const struct ledger_area *area)
{
	return area->name.len ? area->name : SLICE("–");
}
