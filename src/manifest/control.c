#include "manifest/control.h"

#include "manifest/csvout.h"

struct control_file {
	struct csvout *csv;
	uint32_t sides;
	uint32_t batch, place; /* of the letter before; its place there */
	struct slice *envelopes; /* by batch, from 1 */
	size_t room;
	struct arena *mem;
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

static bool
write_letter(const struct ledger_letter *letter, void *ctx)
{
	struct control_file *control = ctx;
	if (letter->batch != control->batch)
		control->place = 0;
	control->batch = letter->batch;
	uint32_t first = (letter->first_page - 1) / control->sides + 1;
	csvout_number(control->csv, letter->number);
	csvout_text(control->csv, letter->file);
	csvout_number(control->csv, ++control->place);
	csvout_number(control->csv, first);
	csvout_number(control->csv, first + letter->sheets - 1);
	csvout_number(control->csv, letter->sheets);
	csvout_text(control->csv, control->envelopes[letter->batch]);
	csvout_end_row(control->csv);
	return true;
}

bool
control_write(
    struct sink *sink, struct ledger *ledger, uint32_t sides, struct diag *diag)
{
	struct control_file control = {
	    .csv = csvout_to_sink(sink), .sides = sides, .mem = arena_new()};
	sink_write(sink, SLICE("letter,file,place,first_sheet,last_sheet,"
			       "sheets,envelope\r\n"));
	bool ok = ledger_each_batch(ledger, keep_envelope, &control, diag) &&
		  ledger_each_letter(ledger, write_letter, &control, diag);
	csvout_free(control.csv);
	arena_free(control.mem);
	return ok;
}
