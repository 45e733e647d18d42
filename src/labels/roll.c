#include "labels/roll.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/messages.h"
#include "base/places.h"
#include "base/suggest.h"
#include "doc/node.h"
#include "fate/chain.h"
#include "labels/messages.h"
#include "labels/paper_out.h"
#include "layout/setter.h"
#include "sealed/sealed_run.h"
#include "text/normal.h"

struct roll_row {
	uint32_t letter, row;
	struct slice *cells;
};

struct roll {
	const struct roll_spec *spec;
	struct roll_made *made;
	struct diag *diag;
	struct arena *mem;
	struct sealed sealed;
	struct chain chain;
	size_t *columns; /* of the ledger */
	struct slice *names;
	size_t count, column_room, name_room;
	struct roll_row *rows;
	size_t row_count, room;
	struct words *words; /* of the run's language */
};

/* ---- which columns */

static bool
is_listed(const struct roll *roll, size_t column)
{
	size_t i = 0;
	while (i < roll->count && roll->columns[i] != column)
		i++;
	return i < roll->count;
}

static bool
find_column(struct roll *roll, const struct slice *all, size_t count,
    struct slice asked)
{
	struct suggestion best = suggestion_start(asked);
	struct slice wanted = text_fold(roll->mem, asked);
	for (size_t i = 0; i < count; i++) {
		suggestion_offer(&best, all[i]);
		if (!slice_equal(text_fold(roll->mem, all[i]), wanted))
			continue;
		if (is_listed(roll, i)) {
			REPORT(roll->diag, NO_SPAN, &labels_list_twice,
			    ARGS(all[i]));
			return false;
		}
		roll->columns = arena_grow(roll->mem, roll->columns,
		    &roll->column_room, roll->count + 1, sizeof *roll->columns);
		roll->names = arena_grow(roll->mem, roll->names,
		    &roll->name_room, roll->count + 1, sizeof *roll->names);
		roll->columns[roll->count] = i;
		roll->names[roll->count++] = all[i];
		return true;
	}
	REPORT(roll->diag, NO_SPAN, &labels_no_column, ARGS(asked));
	if (best.nearest.len)
		HINT(roll->diag, &labels_nearest, ARGS(best.nearest));
	return false;
}

static bool
find_columns(struct roll *roll)
{
	struct slice rest = slice_view(roll->spec->columns);
	size_t count;
	const struct slice *all =
	    ledger_columns(roll->sealed.ledger, roll->mem, &count);
	bool ok = true;
	while (rest.len) {
		size_t end = slice_find_char(rest, ',');
		struct slice name = slice_trim(slice_part(rest, 0, end));
		if (name.len)
			ok = find_column(roll, all, count, name) && ok;
		rest = slice_part(rest, end + 1, SIZE_MAX);
	}
	if (ok && !roll->count)
		REPORT(roll->diag, NO_SPAN, &labels_no_columns, NO_ARGS);
	return ok && roll->count;
}

/* ---- which rows */

static bool
has_letter_left(struct roll *roll, struct slice letters)
{
	struct numbers numbers;
	if (!numbers_read(&numbers, roll->mem, letters))
		return false;
	for (size_t i = 0; i < numbers.count; i++) {
		for (uint32_t n = numbers.at[i].first; n <= numbers.at[i].last;
		     n++)
			if (!fates_never_went(&roll->chain.fates, n))
				return true;
	}
	return false;
}

static bool
take_row(const struct ledger_row *row, void *ctx)
{
	struct roll *roll = ctx;
	if (!row->letter || row->key_hash.len)
		return true;
	if (!has_letter_left(roll, row->letters)) {
		roll->made->withdrawn++;
		return true;
	}
	roll->rows = arena_grow(roll->mem, roll->rows, &roll->room,
	    roll->row_count + 1, sizeof *roll->rows);
	struct roll_row *to = &roll->rows[roll->row_count++];
	*to = (struct roll_row){.letter = row->letter, .row = row->row};
	to->cells = ARENA_ARRAY(roll->mem, struct slice, roll->count);
	for (size_t i = 0; i < roll->count; i++)
		to->cells[i] = arena_dup(roll->mem, row->cells[i]);
	return true;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct roll_row *x = a, *y = b;
	int letters = (x->letter > y->letter) - (x->letter < y->letter);
	return letters ? letters : (x->row > y->row) - (x->row < y->row);
}

static bool
read_rows(struct roll *roll)
{
	if (!ledger_each_row(roll->sealed.ledger, roll->columns, roll->count,
		take_row, roll, roll->diag))
		return false;
	if (roll->row_count)
		qsort(roll->rows, roll->row_count, sizeof *roll->rows,
		    compare_rows);
	else
		REPORT(roll->diag, NO_SPAN, &labels_list_empty, NO_ARGS);
	return roll->row_count;
}

/* ---- the pages */

static void
add_cell(
    struct roll *roll, struct node *row, struct slice said, struct slice origin)
{
	struct node *cell = node_new(roll->mem, NODE_TABLE_CELL, NO_SPAN);
	struct node *text = node_new(roll->mem, NODE_TEXT, NO_SPAN);
	text->text = said;
	text->origin = origin;
	node_append(cell, text);
	node_append(row, cell);
}

/* As in a letter: a row of stops is a line to write on (layout/page.h). */
#define SIGN_LINE "............................................................"

static void
add_row(struct roll *roll, struct node *table, const struct slice *cells)
{
	struct node *row = node_new(roll->mem, NODE_TABLE_ROW, NO_SPAN);
	row->is_header = !table->first;
	for (size_t i = 0; i < roll->count; i++)
		add_cell(roll, row, cells[i], roll->names[i]);
	if (roll->spec->sign)
		add_cell(roll, row,
		    row->is_header ? message_text(roll->words, &labels_sign)
				   : SLICE(SIGN_LINE),
		    SLICE(""));
	node_append(table, row);
}

static struct node *
make_title(struct roll *roll)
{
	struct node *title = node_new(roll->mem, NODE_HEADING, NO_SPAN);
	struct node *text = node_new(roll->mem, NODE_TEXT, NO_SPAN);
	title->level = 1;
	text->text = ledger_text(roll->sealed.ledger, roll->mem, "job");
	node_append(title, text);
	return title;
}

static bool
set_pages(struct roll *roll, struct setter *setter, struct slice language,
    struct pages *pages, struct problem *why)
{
	struct node *table = node_new(roll->mem, NODE_TABLE, NO_SPAN);
	table->column_count = (uint32_t)(roll->count + roll->spec->sign);
	if (roll->spec->sign)
		table->style = SLICE("form");
	add_row(roll, table, roll->names);
	for (size_t i = 0; i < roll->row_count; i++)
		add_row(roll, table, roll->rows[i].cells);
	const struct node *const blocks[] = {make_title(roll), table};
	const struct letter_content content = {
	    .language = arena_dup_text(roll->mem, language),
	    .body = blocks,
	    .body_count = 2,
	    .frames = ARENA_ARRAY(
		roll->mem, struct frame_content, STATIONERY_FRAMES_MAX),
	};
	return setter_set_letter(setter, roll->mem, &content, pages, why) &&
	       setter_mark_letter(setter, roll->mem, 0, pages, why);
}

static bool
write_pages(struct roll *roll, struct paper_out *out, struct slice language,
    const struct pages *pages)
{
	roll->made->rows = (uint32_t)roll->row_count;
	roll->made->pages = (uint32_t)pages->count;
	return paper_out_start(out, language,
		   ledger_text(roll->sealed.ledger, roll->mem, "job"),
		   roll->sealed.date, roll->diag) &&
	       paper_out_add(out, pages, roll->diag) &&
	       paper_out_write(out, roll->spec->out, roll->diag);
}

/* On one of our two papers. False with *why where the table does not fit it, and
 * without after a report. */
static bool
try_paper(struct roll *roll, const char *name, struct problem *why)
{
	const char *templates = places_find(roll->mem, "templates");
	const char *folders[] = {
	    path_join(roll->mem, templates ? templates : "", "lists"), NULL};
	struct slice language =
	    ledger_text(roll->sealed.ledger, roll->mem, "language");
	struct paper_out out;
	struct pages pages;
	*why = (struct problem){0};
	struct stationery *paper = stationery_read(
	    roll->mem, slice_view(name), folders, roll->diag, NO_SPAN);
	bool opened =
	    paper_out_open(&out, roll->mem, NULL, roll->diag) && paper;
	struct setter *setter = opened ? setter_new(roll->mem, paper, out.fonts,
					     out.use, roll->diag)
				       : NULL;
	bool ok = setter && setter_use_marks(setter, roll->diag) &&
		  set_pages(roll, setter, language, &pages, why) &&
		  write_pages(roll, &out, language, &pages);
	setter_free(setter);
	paper_out_close(&out);
	return ok;
}

static bool
write_roll(struct roll *roll)
{
	struct problem why;
	if (try_paper(roll, "upright", &why))
		return true;
	if (!why.message)
		return false;
	if (try_paper(roll, "across", &why))
		return true;
	if (!why.message)
		return false;
	REPORT(roll->diag, NO_SPAN, &labels_list_wide,
	    ARGS(problem_text(roll->mem, diag_words(roll->diag), &why)));
	HINT(roll->diag, &labels_list_wide_hint, NO_ARGS);
	return false;
}

/* Of what is printed, whoever asks. */
static bool
open_words(struct roll *roll)
{
	words_open(places_catalogues(roll->mem),
	    ledger_text(roll->sealed.ledger, roll->mem, "language").at,
	    &roll->words);
	return true;
}

bool
roll_make(
    const struct roll_spec *spec, struct roll_made *made, struct diag *diag)
{
	struct roll roll = {
	    .spec = spec, .made = made, .diag = diag, .mem = arena_new()};
	struct seal seal;
	*made = (struct roll_made){0};
	bool ok =
	    sealed_open(&roll.sealed, roll.mem, spec->run, diag) &&
	    seal_read(&seal, roll.mem, spec->run, diag) &&
	    chain_read(&roll.chain, roll.mem, spec->run, &seal, true, diag) &&
	    open_words(&roll) && find_columns(&roll) && read_rows(&roll) &&
	    write_roll(&roll);
	words_close(roll.words);
	ledger_close(roll.sealed.ledger);
	arena_free(roll.mem);
	return ok;
}
