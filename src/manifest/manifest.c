#include "manifest/manifest.h"

#include "base/words.h"
#include "manifest/book.h"
#include "manifest/causes.h"
#include "manifest/messages.h"
#include "manifest/recount.h"
#include "manifest/summary.h"

/* What stands to the left and to the right of the register's own columns. */
#define LEFT 2
#define RIGHT 10

static const struct message *const left_words[LEFT] = {
    &manifest_word_row,
    &manifest_word_line,
};
static const struct message *const right_words[RIGHT] = {
    &manifest_word_outcome,
    &manifest_word_rule,
    &manifest_word_reason,
    &manifest_word_addressee,
    &manifest_word_letter,
    &manifest_word_batch,
    &manifest_word_first_page,
    &manifest_word_last_page,
    &manifest_word_sheets,
    &manifest_word_digest,
};

struct rows {
	struct book *book;
	struct sheet *sheet;
	const struct manifest_spec *spec;
	const struct slice *names; /* of the register's columns */
	uint32_t in_sheet; /* rows below this sheet's header */
	uint32_t sheets;
	struct manifest_counts *counts;
	struct causes *causes;
};

static struct slice
word(const struct message *message)
{
	return slice_view(words_translate(message->wording));
}

static uint32_t
sheet_limit(const struct manifest_spec *spec)
{
	return spec->sheet_rows ? spec->sheet_rows : BOOK_ROWS_MAX;
}

static void
write_header(struct rows *rows)
{
	const struct manifest_spec *spec = rows->spec;
	size_t column = 0;
	for (size_t i = 0; i < LEFT; i++)
		sheet_text(
		    rows->sheet, 0, column++, word(left_words[i]), LOOK_HEADER);
	for (size_t i = 0; i < spec->column_count; i++)
		sheet_text(rows->sheet, 0, column++,
		    rows->names[spec->columns[i]], LOOK_HEADER);
	for (size_t i = 0; i < RIGHT; i++)
		sheet_text(rows->sheet, 0, column++, word(right_words[i]),
		    LOOK_HEADER);
}

static void
start_sheet(struct rows *rows)
{
	struct strbuf name = {0};
	rows->sheets++;
	if (rows->sheets == 1)
		message_write(&name, &manifest_word_rows, NO_ARGS);
	else
		message_write(
		    &name, &manifest_word_rows_more, ARGS(rows->sheets));
	rows->sheet = book_add_sheet(rows->book, strbuf_view(&name),
	    LEFT + rows->spec->column_count + RIGHT);
	strbuf_fini(&name);
	rows->in_sheet = 0;
	write_header(rows);
}

static const struct message *
outcome_word(enum outcome outcome)
{
	static const struct message *const words[] = {
	    [OUTCOME_LETTER] = &manifest_word_is_letter,
	    [OUTCOME_TOGETHER] = &manifest_word_is_together,
	    [OUTCOME_EXCLUDED] = &manifest_word_is_excluded,
	    [OUTCOME_HELD] = &manifest_word_is_held,
	};
	return words[outcome];
}

static enum look
outcome_look(enum outcome outcome)
{
	static const enum look looks[] = {
	    [OUTCOME_LETTER] = LOOK_PLAIN,
	    [OUTCOME_TOGETHER] = LOOK_PLAIN,
	    [OUTCOME_EXCLUDED] = LOOK_FAINT,
	    [OUTCOME_HELD] = LOOK_MARKED,
	};
	return looks[outcome];
}

static struct slice
addressee_word(struct slice addressee)
{
	if (slice_is(addressee, "client"))
		return word(&manifest_word_client);
	if (slice_is(addressee, "guardian"))
		return word(&manifest_word_guardian);
	return addressee;
}

/* An empty cell instead of a 0 that means "none". */
static void
write_number(struct sheet *sheet, uint32_t at, size_t column, uint32_t number)
{
	if (number)
		sheet_number(sheet, at, column, number, LOOK_PLAIN);
}

static void
write_right(struct sheet *sheet, uint32_t at, size_t column,
    const struct ledger_row *row)
{
	sheet_text(sheet, at, column, word(outcome_word(row->outcome)),
	    outcome_look(row->outcome));
	sheet_text(sheet, at, column + 1, row->rule_name, LOOK_PLAIN);
	sheet_text(sheet, at, column + 2, row->reason, LOOK_PLAIN);
	sheet_text(
	    sheet, at, column + 3, addressee_word(row->addressee), LOOK_PLAIN);
	write_number(sheet, at, column + 4, row->letter);
	write_number(sheet, at, column + 5, row->batch);
	write_number(sheet, at, column + 6, row->first_page);
	write_number(sheet, at, column + 7, row->last_page);
	write_number(sheet, at, column + 8, row->sheets);
	sheet_text(sheet, at, column + 9, row->digest, LOOK_PLAIN);
}

static bool
write_row(const struct ledger_row *row, void *ctx)
{
	struct rows *rows = ctx;
	if (rows->in_sheet + 1 >= sheet_limit(rows->spec)) {
		sheet_finish_table(rows->sheet, rows->in_sheet);
		start_sheet(rows);
	}
	uint32_t at = ++rows->in_sheet;
	sheet_number(rows->sheet, at, 0, row->row, LOOK_PLAIN);
	write_number(rows->sheet, at, 1, row->line);
	for (size_t i = 0; i < rows->spec->column_count; i++)
		sheet_text(
		    rows->sheet, at, LEFT + i, row->cells[i], LOOK_PLAIN);
	write_right(rows->sheet, at, LEFT + rows->spec->column_count, row);
	rows->counts->rows++;
	rows->counts->by_outcome[row->outcome]++;
	if (row->outcome == OUTCOME_HELD)
		causes_add(rows->causes, row->reason);
	return true;
}

static bool
write_rows(struct rows *rows, struct ledger *ledger, struct diag *diag)
{
	start_sheet(rows);
	bool ok = ledger_each_row(ledger, rows->spec->columns,
	    rows->spec->column_count, write_row, rows, diag);
	sheet_finish_table(rows->sheet, rows->in_sheet);
	return ok;
}

bool
manifest_write(const char *path, struct ledger *ledger,
    const struct manifest_spec *spec, struct manifest_counts *counts,
    struct diag *diag)
{
	struct arena *mem = arena_new();
	struct rows rows = {.spec = spec, .counts = counts};
	size_t names = 0;
	*counts = (struct manifest_counts){0};
	rows.names = ledger_columns(ledger, mem, &names);
	rows.causes = ARENA_NEW(mem, struct causes);
	rows.causes->mem = mem;
	rows.book =
	    book_open(path, ledger_text(ledger, mem, "job"), spec->date, diag);
	bool ok = rows.book && write_rows(&rows, ledger, diag);
	causes_sort(rows.causes);
	ok = ok && summary_write(rows.book, ledger, rows.causes, diag);
	if (ok) {
		ok = book_close(rows.book, diag) &&
		     recount_check(path, rows.sheets, counts,
			 LEFT + spec->column_count, diag);
	} else {
		book_drop(rows.book);
	}
	arena_free(mem);
	return ok;
}
