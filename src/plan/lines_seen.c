#include "plan/lines_seen.h"

#include <stdlib.h>

#include "base/memory.h"
#include "load/register.h"

#define LINES_SHOWN 12

struct line_seen {
	uint32_t row, line, source;
};

void
lines_seen_add(struct lines_seen *seen, const struct watched *watched)
{
	seen->at = mem_grow(
	    seen->at, &seen->room, (size_t)seen->rows + 1, sizeof *seen->at);
	seen->at[seen->rows++] =
	    (struct line_seen){watched->number, watched->line, watched->source};
}

struct settling {
	struct lines_seen *seen;
	uint32_t next, kept;
};

static void
keep_row(uint32_t row, void *ctx)
{
	struct settling *settling = ctx;
	struct line_seen *at = settling->seen->at;
	while (settling->next < settling->seen->rows &&
	       at[settling->next].row < row)
		settling->next++;
	if (settling->next < settling->seen->rows &&
	    at[settling->next].row == row)
		at[settling->kept++] = at[settling->next++];
}

void
lines_seen_settle_all(struct lines_seen *seen, const struct watch_end *end)
{
	for (uint32_t i = 0; i < seen->rows && i < LINES_SHOWN; i++) {
		strbuf_add_text(&seen->places, i ? ", " : "");
		register_write_place(&seen->places, &end->job->reads,
		    seen->at[i].source, seen->at[i].line);
	}
}

bool
lines_seen_settle(struct lines_seen *seen, const struct watch_end *end)
{
	struct settling settling = {seen, 0, 0};
	if (!seen->rows)
		return true;
	bool ok = plan_each_row_with_letter(end->plan, keep_row, &settling);
	seen->rows = settling.kept;
	lines_seen_settle_all(seen, end);
	return ok;
}

void
lines_seen_fini(struct lines_seen *seen)
{
	free(seen->at);
	strbuf_fini(&seen->places);
}
