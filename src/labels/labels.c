#include "labels/labels.h"

#include "fate/chain.h"
#include "labels/label_sheet.h"
#include "labels/messages.h"
#include "labels/paper_out.h"
#include "layout/setter.h"
#include "ledger/texts.h"
#include "sealed/sealed_run.h"

/*
 * Letters are gone through twice: the glyphs of all must be known before the
 * first page is written.
 */
struct labels {
	const struct labels_spec *spec;
	struct labels_made *made;
	struct diag *diag;
	struct arena *mem, *label_mem, *sheet_mem;
	struct sealed sealed;
	struct chain chain;
	const struct label_sheet *sheet;
	struct paper_out out;
	struct setter *setter;
	struct setter *around; /* of an envelope's own frames; or NULL */
	struct page front; /* what they are */
	const char *language;
	bool writing; /* the second time */
	uint32_t next; /* place on the sheet at hand */
	struct pages pages; /* the sheet at hand, of one page */
	size_t room; /* for its pieces */
};

/* ---- one label */

/* False, and why, where the lines do not fit. */
static bool
set_label(struct labels *labels, struct arena *mem, struct slice json,
    struct page *page, struct problem *why)
{
	size_t count = 0;
	const struct slice *lines =
	    texts_read(mem, arena_dup(mem, json), &count);
	struct frame_content frames[2] = {0};
	const struct letter_content content = {
	    .language = labels->language,
	    .address = lines,
	    .address_count = lines ? count : 0,
	    .frames = frames,
	};
	struct pages pages;
	if (!content.address_count) {
		PROBLEM(why, &labels_no_lines, NO_ARGS);
		return false;
	}
	if (!setter_set_letter(labels->setter, mem, &content, &pages, why))
		return false;
	*page = pages.at[0];
	return true;
}

/* In the middle of its height, where an address is looked for. */
static void
place_label(struct labels *labels, const struct page *label)
{
	const struct label_sheet *sheet = labels->sheet;
	struct page *page = labels->pages.at;
	mpt x, y;
	label_sheet_place(sheet, labels->next, &x, &y);
	page->pieces = arena_grow(labels->sheet_mem, page->pieces,
	    &labels->room, page->count + label->count, sizeof *page->pieces);
	for (size_t i = 0; i < label->count; i++) {
		struct piece *piece = &page->pieces[page->count++];
		mpt spare = sheet->height - 2 * sheet->margin -
			    label->pieces[i].galley->height;
		*piece = label->pieces[i];
		piece->x += x;
		piece->y += y + spare / 2;
	}
}

/* ---- sheets */

/* An envelope's sender stands on each. */
static void
add_front(struct labels *labels, struct page *page)
{
	const struct page *front = &labels->front;
	page->pieces = arena_grow(labels->sheet_mem, page->pieces,
	    &labels->room, front->count, sizeof *page->pieces);
	for (size_t i = 0; i < front->count; i++)
		page->pieces[page->count++] = front->pieces[i];
}

static void
start_sheet(struct labels *labels)
{
	const struct label_sheet *sheet = labels->sheet;
	arena_reset(labels->sheet_mem);
	labels->room = 0;
	labels->pages = (struct pages){
	    .width = sheet->page_width,
	    .height = sheet->page_height,
	    .at = ARENA_NEW(labels->sheet_mem, struct page),
	    .count = 1,
	};
	labels->pages.at[0].language = labels->language;
	add_front(labels, labels->pages.at);
}

static bool
end_sheet(struct labels *labels)
{
	labels->next = 0;
	if (labels->pages.at[0].count == labels->front.count)
		return true;
	labels->made->sheets++;
	bool ok = paper_out_add(&labels->out, &labels->pages, labels->diag);
	start_sheet(labels);
	return ok;
}

static bool
add_label(struct labels *labels, const struct page *label)
{
	const struct label_sheet *sheet = labels->sheet;
	labels->made->labels++;
	place_label(labels, label);
	return ++labels->next < sheet->columns * sheet->rows ||
	       end_sheet(labels);
}

/* The first time, what does not fit is told and counted. */
static bool
see_letter(const struct ledger_letter *letter, void *ctx)
{
	struct labels *labels = ctx;
	struct page page;
	struct problem why = {0};
	bool withdrawn =
	    fates_of(&labels->chain.fates, letter->number) == FATE_WITHDRAWN;
	if (withdrawn) {
		labels->made->withdrawn += !labels->writing;
		return true;
	}
	if (!labels->writing)
		arena_reset(labels->label_mem);
	struct arena *mem =
	    labels->writing ? labels->sheet_mem : labels->label_mem;
	bool fits = set_label(labels, mem, letter->address, &page, &why);
	if (labels->writing)
		return !fits || add_label(labels, &page);
	if (fits) {
		labels->made->labels++;
		return true;
	}
	labels->made->held++;
	REPORT(labels->diag, NO_SPAN, &labels_held,
	    ARGS(letter->number,
		problem_text(mem, diag_words(labels->diag), &why)));
	return true;
}

/* ---- all of them */

static bool
open_run(struct labels *labels)
{
	struct seal seal;
	const char *run = labels->spec->run;
	if (!sealed_open(&labels->sealed, labels->mem, run, labels->diag) ||
	    !seal_read(&seal, labels->mem, run, labels->diag) ||
	    !chain_read(
		&labels->chain, labels->mem, run, &seal, true, labels->diag))
		return false;
	labels->language =
	    ledger_text(labels->sealed.ledger, labels->mem, "language").at;
	return true;
}

/* The glyphs of its frames are taken here, before a file is begun. */
static bool
set_front(struct labels *labels)
{
	const struct envelope *envelope = labels->sheet->envelope;
	if (!envelope)
		return true;
	labels->around = setter_new(labels->mem, &envelope->paper,
	    labels->out.fonts, labels->out.use, labels->diag);
	return labels->around &&
	       envelope_set(envelope, labels->around, labels->mem,
		   labels->language, &labels->front, labels->diag);
}

static bool
open_setter(struct labels *labels)
{
	labels->sheet =
	    label_sheet_read(labels->mem, labels->spec->sheet, labels->diag);
	if (!labels->sheet ||
	    !paper_out_open(&labels->out, labels->mem, NULL, labels->diag))
		return false;
	if (labels->sheet->envelope &&
	    !envelope_check_numbers(labels->sheet->envelope, labels->mem,
		labels->sealed.date, labels->diag))
		return false;
	if (labels->spec->skip >=
	    labels->sheet->columns * labels->sheet->rows) {
		REPORT(labels->diag, NO_SPAN, &labels_skip_many,
		    ARGS(labels->sheet->columns * labels->sheet->rows,
			labels->spec->skip));
		return false;
	}
	labels->setter = setter_new(labels->mem, &labels->sheet->label,
	    labels->out.fonts, labels->out.use, labels->diag);
	return labels->setter && set_front(labels);
}

static bool
each_letter(struct labels *labels)
{
	return ledger_each_letter(
	    labels->sealed.ledger, see_letter, labels, labels->diag);
}

static bool
write_labels(struct labels *labels)
{
	struct ledger *ledger = labels->sealed.ledger;
	if (!labels->made->labels) {
		REPORT(labels->diag, NO_SPAN, &labels_none, NO_ARGS);
		return false;
	}
	labels->writing = true;
	labels->made->labels = 0;
	labels->next = labels->spec->skip;
	start_sheet(labels);
	return paper_out_start(&labels->out,
		   ledger_text(ledger, labels->mem, "language"),
		   ledger_text(ledger, labels->mem, "job"), labels->sealed.date,
		   labels->diag) &&
	       each_letter(labels) && end_sheet(labels) &&
	       paper_out_write(&labels->out, labels->spec->out, labels->diag);
}

bool
labels_make(
    const struct labels_spec *spec, struct labels_made *made, struct diag *diag)
{
	struct labels labels = {
	    .spec = spec,
	    .made = made,
	    .diag = diag,
	    .mem = arena_new(),
	    .label_mem = arena_new(),
	    .sheet_mem = arena_new(),
	};
	*made = (struct labels_made){0};
	bool ok = open_run(&labels) && open_setter(&labels) &&
		  each_letter(&labels) && write_labels(&labels);
	setter_free(labels.around);
	setter_free(labels.setter);
	paper_out_close(&labels.out);
	ledger_close(labels.sealed.ledger);
	arena_free(labels.sheet_mem);
	arena_free(labels.label_mem);
	arena_free(labels.mem);
	return ok;
}
