#include "beside/lines.h"

#include "base/strbuf.h"

void
lines_tell(struct lines_told *lines, uint32_t line)
{
	if (lines->count < LINES_TOLD)
		lines->at[lines->count] = line;
	lines->count++;
}

struct slice
lines_write(struct arena *mem, const struct lines_told *lines)
{
	struct strbuf text = {0};
	for (size_t i = 0; i < lines->count && i < LINES_TOLD; i++)
		strbuf_print(&text, "%s%u", i ? ", " : "", lines->at[i]);
	if (lines->count > LINES_TOLD)
		strbuf_add_text(&text, ", …");
	struct slice written = arena_dup(mem, strbuf_view(&text));
	strbuf_fini(&text);
	return written;
}
