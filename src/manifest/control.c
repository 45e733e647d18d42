#include "manifest/control.h"

#include "manifest/csvout.h"
#include "shop/marks.h"

struct control_file {
	struct csvout *csv;
	const struct control_spec *spec;
	uint32_t batch, place; /* of the letter before; its place there */
	uint32_t sheets; /* of the letters before it in its file */
	struct slice *envelopes; /* by batch, from 1 */
	size_t room;
	struct slice run;
	struct arena *mem, *letter_mem;
	struct strbuf marks;
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

/* As the job has them, from 1. */
static uint32_t
class_of(const struct control_spec *spec, struct slice envelope)
{
	for (size_t i = 0; i < spec->class_count; i++)
		if (slice_equal(spec->classes[i], envelope))
			return (uint32_t)i + 1;
	return 0;
}

static void
add_code(struct control_file *control, const struct shop_sheet *sheet)
{
	strbuf_add(&control->marks, shop_code_says(control->letter_mem,
					&control->spec->shop->code, sheet));
}

/* "1011001": a digit for each place. */
static void
add_track(struct control_file *control, const struct shop_sheet *sheet)
{
	const struct shop_omr *omr = &control->spec->shop->omr;
	uint32_t says = shop_omr_says(omr, sheet);
	for (size_t i = 0; i < omr->count; i++)
		strbuf_add_char(&control->marks, says >> i & 1 ? '1' : '0');
}

/* What one kind of mark says on all sheets of the letter. */
static void
write_marks(struct control_file *control, struct shop_sheet sheet,
    void (*add)(struct control_file *control, const struct shop_sheet *sheet))
{
	strbuf_reset(&control->marks);
	for (; sheet.sheet <= sheet.sheets; sheet.sheet++, sheet.sequence++) {
		if (sheet.sheet > 1)
			strbuf_add_char(&control->marks, ' ');
		add(control, &sheet);
	}
	csvout_text(control->csv, strbuf_view(&control->marks));
	arena_reset(control->letter_mem);
}

static void
write_all_marks(
    struct control_file *control, const struct ledger_letter *letter)
{
	const struct shop *shop = control->spec->shop;
	const struct shop_sheet first = {
	    .run = control->run,
	    .letter = letter->number,
	    .sheet = 1,
	    .sheets = letter->sheets,
	    .class = class_of(control->spec, control->envelopes[letter->batch]),
	    .sequence = control->sheets + 1,
	};
	if (shop && shop->code.given)
		write_marks(control, first, add_code);
	if (shop && shop->omr.given)
		write_marks(control, first, add_track);
}

static bool
write_letter(const struct ledger_letter *letter, void *ctx)
{
	struct control_file *control = ctx;
	uint32_t sides = control->spec->sides;
	if (letter->batch != control->batch)
		control->place = control->sheets = 0;
	control->batch = letter->batch;
	uint32_t first = (letter->first_page - 1) / sides + 1;
	csvout_number(control->csv, letter->number);
	csvout_text(control->csv, letter->file);
	csvout_number(control->csv, ++control->place);
	csvout_number(control->csv, first);
	csvout_number(control->csv, first + letter->sheets - 1);
	csvout_number(control->csv, letter->sheets);
	csvout_text(control->csv, control->envelopes[letter->batch]);
	write_all_marks(control, letter);
	csvout_end_row(control->csv);
	control->sheets += letter->sheets;
	return true;
}

bool
control_write(struct sink *sink, struct ledger *ledger,
    const struct control_spec *spec, struct diag *diag)
{
	const struct shop *shop = spec->shop;
	struct control_file control = {
	    .csv = csvout_to_sink(sink),
	    .spec = spec,
	    .mem = arena_new(),
	    .letter_mem = arena_new(),
	};
	control.run = ledger_text(ledger, control.mem, "run_number");
	sink_write(sink, SLICE("letter,file,place,first_sheet,last_sheet,"
			       "sheets,envelope"));
	if (shop && shop->code.given)
		sink_write(sink, SLICE(",codes"));
	if (shop && shop->omr.given)
		sink_write(sink, SLICE(",omr"));
	sink_write(sink, SLICE("\r\n"));
	bool ok = ledger_each_batch(ledger, keep_envelope, &control, diag) &&
		  ledger_each_letter(ledger, write_letter, &control, diag);
	csvout_free(control.csv);
	strbuf_fini(&control.marks);
	arena_free(control.letter_mem);
	arena_free(control.mem);
	return ok;
}
