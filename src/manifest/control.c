#include "manifest/control.h"

struct control_file {
	struct sink *sink;
	uint32_t sides;
	uint32_t batch, place; /* of the letter before; its place there */
	struct slice *envelopes; /* by batch, from 1 */
	size_t room;
	struct arena *mem;
	struct strbuf line;
};

static bool
keep_envelope(const struct ledger_batch *batch, void *ctx)
{
	struct control_file *control = ctx;
	control->envelopes = arena_grow(control->mem, control->envelopes,
	    &control->room, batch->number + 1, sizeof *control->envelopes);
	control->envelopes[batch->number] =
	    arena_dup(control->mem, batch->envelope);
	return true;
}

/* A class is called as the job likes: quoted where it needs to be. */
static void
add_field(struct strbuf *line, struct slice text)
{
	bool quoted = false;
	for (size_t i = 0; i < text.len; i++)
		quoted |= strchr("\",\r\n", text.at[i]) != NULL;
	if (!quoted) {
		strbuf_add(line, text);
		return;
	}
	strbuf_add_char(line, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			strbuf_add_char(line, '"');
		strbuf_add_char(line, text.at[i]);
	}
	strbuf_add_char(line, '"');
}

static bool
write_letter(const struct ledger_letter *letter, void *ctx)
{
	struct control_file *control = ctx;
	if (letter->batch != control->batch)
		control->place = 0;
	control->batch = letter->batch;
	uint32_t first = (letter->first_page - 1) / control->sides + 1;
	strbuf_reset(&control->line);
	strbuf_print(&control->line, "%u,", letter->number);
	add_field(&control->line, letter->file);
	strbuf_print(&control->line, ",%u,%u,%u,%u,", ++control->place, first,
	    first + letter->sheets - 1, letter->sheets);
	add_field(&control->line, control->envelopes[letter->batch]);
	strbuf_add(&control->line, SLICE("\r\n"));
	sink_write(control->sink, strbuf_view(&control->line));
	return true;
}

bool
control_write(
    struct sink *sink, struct ledger *ledger, uint32_t sides, struct diag *diag)
{
	struct control_file control = {
	    .sink = sink, .sides = sides, .mem = arena_new()};
	sink_write(sink, SLICE("letter,file,place,first_sheet,last_sheet,"
			       "sheets,envelope\r\n"));
	bool ok = ledger_each_batch(ledger, keep_envelope, &control, diag) &&
		  ledger_each_letter(ledger, write_letter, &control, diag);
	strbuf_fini(&control.line);
	arena_free(control.mem);
	return ok;
}
