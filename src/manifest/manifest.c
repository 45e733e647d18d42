#include "manifest/manifest.h"

#include "ledger/addressee.h"
#include "manifest/batches.h"
#include "manifest/book.h"
#include "manifest/causes.h"
#include "manifest/csvout.h"
#include "manifest/letters.h"
#include "manifest/messages.h"
#include "manifest/sheets.h"
#include "manifest/summary.h"
#include "manifest/table.h"

/* Columns to the left and to the right of the register's own. */
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
	struct table table;
	struct csvout *csv; /* the same rows for programs, or NULL */
	const struct manifest_spec *spec;
	struct manifest_counts *counts;
	struct causes *causes;
	struct strbuf text;
};

static uint32_t
sheet_limit(const struct manifest_spec *spec)
{
	return spec->sheet_rows ? spec->sheet_rows : BOOK_ROWS_MAX;
}

/* In mem; `names` are the register's columns. */
static struct slice *
make_headers(struct arena *mem, const struct manifest_spec *spec,
    const struct slice *names)
{
	struct slice *headers =
	    ARENA_ARRAY(mem, struct slice, LEFT + spec->column_count + RIGHT);
	size_t column = 0;
	for (size_t i = 0; i < LEFT; i++)
		headers[column++] = message_text(spec->words, left_words[i]);
	for (size_t i = 0; i < spec->column_count; i++)
		headers[column++] = names[spec->columns[i]];
	for (size_t i = 0; i < RIGHT; i++)
		headers[column++] = message_text(spec->words, right_words[i]);
	return headers;
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

/*
 * A row with several letters names them all; where each lies stands in the
 * letters' own sheet.
 */
static void
write_letter(struct table *table, size_t column, const struct ledger_row *row)
{
	if (slice_find_char(row->letters, ',') < row->letters.len) {
		table_text(table, column, row->letters, LOOK_PLAIN);
		return;
	}
	table_number(table, column, row->letter);
	table_number(table, column + 1, row->batch);
	table_number(table, column + 2, row->first_page);
	table_number(table, column + 3, row->last_page);
	table_number(table, column + 4, row->sheets);
	table_text(table, column + 5, row->digest, LOOK_HASH);
}

static void
write_right(struct rows *rows, size_t column, const struct ledger_row *row)
{
	struct table *table = &rows->table;
	table_text(table, column,
	    message_text(rows->spec->words, outcome_word(row->outcome)),
	    outcome_look(row->outcome));
	table_text(table, column + 1, row->rule_name, LOOK_WRAP);
	table_text(table, column + 2, row->reason, LOOK_WRAP);
	strbuf_reset(&rows->text);
	addressee_write(&rows->text, rows->spec->words, row->addressee);
	table_text(table, column + 3, strbuf_view(&rows->text), LOOK_PLAIN);
	write_letter(table, column + 4, row);
}

/* ---- manifest.csv: the same rows, by English names */

static void
write_csv_header(const struct rows *rows, const struct slice *names)
{
	static const char *const right[] = {"outcome", "rule", "reason",
	    "addressee", "letters", "batch", "first_page", "last_page",
	    "sheets", "content_sha256"};
	csvout_text(rows->csv, SLICE("row"));
	csvout_text(rows->csv, SLICE("line"));
	for (size_t i = 0; i < rows->spec->column_count; i++)
		csvout_text(rows->csv, names[rows->spec->columns[i]]);
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		csvout_text(rows->csv, slice_view(right[i]));
	csvout_end_row(rows->csv);
}

static void
write_csv_row(struct csvout *csv, const struct ledger_row *row, size_t columns)
{
	/* of a row with several letters, each stands in the ledger */
	bool one = slice_find_char(row->letters, ',') == row->letters.len;
	csvout_number(csv, row->row);
	csvout_number(csv, row->line);
	for (size_t i = 0; i < columns; i++)
		csvout_text(csv, row->cells[i]);
	csvout_text(csv, slice_view(outcome_name(row->outcome)));
	csvout_text(csv, row->rule_name);
	csvout_text(csv, row->reason);
	csvout_text(csv, row->addressee);
	csvout_text(csv, row->letters);
	csvout_number(csv, one ? row->batch : 0);
	csvout_number(csv, one ? row->first_page : 0);
	csvout_number(csv, one ? row->last_page : 0);
	csvout_number(csv, one ? row->sheets : 0);
	csvout_text(csv, one ? row->digest : SLICE(""));
	csvout_end_row(csv);
}

static bool
write_row(const struct ledger_row *row, void *ctx)
{
	struct rows *rows = ctx;
	struct table *table = &rows->table;
	size_t columns = rows->spec->column_count;
	table_next(table);
	table_number(table, 0, row->row);
	table_number(table, 1, row->line);
	for (size_t i = 0; i < columns; i++)
		table_text(table, LEFT + i, row->cells[i], LOOK_PLAIN);
	write_right(rows, LEFT + columns, row);
	if (rows->csv)
		write_csv_row(rows->csv, row, columns);
	rows->counts->rows++;
	rows->counts->by_outcome[row->outcome]++;
	if (row->outcome == OUTCOME_HELD)
		causes_add(rows->causes, row->reason);
	return true;
}

static bool
write_rows(struct rows *rows, struct ledger *ledger, struct diag *diag)
{
	table_start(&rows->table);
	bool ok = ledger_each_row(ledger, rows->spec->columns,
	    rows->spec->column_count, write_row, rows, diag);
	table_finish(&rows->table);
	causes_sort(rows->causes);
	return ok;
}

/* All sheets; the book is written, or compared. */
static bool
fill_book(struct rows *rows, struct ledger *ledger, struct diag *diag)
{
	struct book *book = rows->table.book;
	struct outcome_cells outcomes;
	if (!write_rows(rows, ledger, diag) ||
	    !letters_write(&rows->table, ledger, diag))
		return false;
	if (rows->spec->sealed)
		ledger = rows->spec->sealed(rows->spec->sealed_ctx);
	return ledger && batches_write(&rows->table, ledger, diag) &&
	       summary_write(book, rows->spec->words, ledger, rows->causes,
		   &outcomes, diag) &&
	       sheets_write(book, rows->spec->words, ledger, rows->spec->areas,
		   &outcomes, diag);
}

static bool
write_book(struct rows *rows, struct ledger *ledger, struct diag *diag)
{
	struct book *book = rows->table.book;
	return fill_book(rows, ledger, diag) && book_make(book, diag) &&
	       book_recount(book, diag) && book_send(book);
}

/* Both are taken, and may be NULL. */
static struct rows
open_rows(struct arena *mem, struct ledger *ledger,
    const struct manifest_spec *spec, struct manifest_counts *counts,
    struct book *take_book, struct csvout *take_csv)
{
	size_t count = 0;
	const struct slice *names = ledger_columns(ledger, mem, &count);
	struct rows rows = {.spec = spec, .counts = counts, .csv = take_csv};
	*counts = (struct manifest_counts){0};
	rows.causes = ARENA_NEW(mem, struct causes);
	rows.causes->mem = mem;
	rows.table = (struct table){
	    .words = spec->words,
	    .name = &manifest_word_rows,
	    .name_more = &manifest_word_rows_more,
	    .headers = make_headers(mem, spec, names),
	    .columns = LEFT + spec->column_count + RIGHT,
	    /* the hash is for programs, and a fourth of the width */
	    .printed = LEFT + spec->column_count + RIGHT - 1,
	    .limit = sheet_limit(spec),
	    .book = take_book,
	};
	if (rows.csv)
		write_csv_header(&rows, names);
	return rows;
}

static void
close_rows(struct rows *rows, struct arena *mem)
{
	book_free(rows->table.book);
	csvout_free(rows->csv);
	strbuf_fini(&rows->text);
	arena_free(mem);
}

bool
manifest_write(struct sink *sink, struct ledger *ledger,
    const struct manifest_spec *spec, struct manifest_counts *counts,
    struct diag *diag)
{
	struct arena *mem = arena_new();
	struct rows rows = open_rows(mem, ledger, spec, counts,
	    book_open(sink, spec->folder, ledger_text(ledger, mem, "job"),
		spec->date, diag),
	    spec->csv ? csvout_to_sink(spec->csv) : NULL);
	bool ok = rows.table.book && write_book(&rows, ledger, diag);
	close_rows(&rows, mem);
	return ok;
}

bool
manifest_check(const char *path, const char *csv, struct ledger *ledger,
    const struct manifest_spec *spec, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct manifest_counts counts;
	struct rows rows = open_rows(mem, ledger, spec, &counts,
	    book_open_reading(path, diag), csvout_like_file(csv, diag));
	bool ok = rows.table.book && fill_book(&rows, ledger, diag) &&
		  book_agrees(rows.table.book);
	/* Both are told of. */
	if (rows.csv && rows.table.book)
		ok = csvout_agrees(rows.csv, diag) && ok;
	ok = rows.csv && ok;
	close_rows(&rows, mem);
	return ok;
}
