#include "plan/lines_seen.h"

#include "load/register.h"

#define LINES_SHOWN 12

void
lines_seen_add(struct lines_seen *seen, const struct job *job,
    const struct watched *watched)
{
	if (seen->rows++ >= LINES_SHOWN)
		return;
	strbuf_add_text(&seen->places, seen->places.len ? ", " : "");
	register_write_place(
	    &seen->places, &job->reads, watched->source, watched->line);
}

void
lines_seen_fini(struct lines_seen *seen)
{
	strbuf_fini(&seen->places);
}
