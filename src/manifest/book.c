#include "manifest/book.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "manifest/book_private.h"
#include "manifest/cell.h"
#include "manifest/messages.h"
#include "manifest/recount.h"
#include "manifest/spool.h"
#include "manifest/streams.h"
#include "manifest/zip_parts.h"

#define WIDTH_LEAST 8 /* characters */
#define WIDTH_MOST 60
#define WIDTH_WRAPPED 50
#define LINE_HEIGHT 15 /* points */
#define TITLE_HEIGHT 20
#define SHEET_NAME_MAX 31

void
book_keep(struct book *book, lxw_error error)
{
	if (book->error == LXW_NO_ERROR)
		book->error = error;
}

/* Seconds since 1970 of noon, in UTC: 0 would mean "now" to the library. */
static time_t
noon_of(const int date[3])
{
	struct tm tm = {.tm_year = date[0] - 1900,
	    .tm_mon = date[1] - 1,
	    .tm_mday = date[2],
	    .tm_hour = 12};
	return timegm(&tm);
}

static void
describe(struct book *book, struct slice title, const int created[3])
{
	strbuf_reset(&book->text);
	cell_write(&book->text, title, 255);
	strbuf_text(&book->text);
	lxw_doc_properties properties = {
	    .title = book->text.at, .created = noon_of(created)};
	book_keep(book, workbook_set_properties(book->workbook, &properties));
}

char *
book_dup_text(struct arena *mem, const char *text)
{
	size_t len = strlen(text);
	char *copy = arena_raw(mem, len + 1);
	memcpy(copy, text, len + 1);
	return copy;
}

/*
 * The library opens its file by a name. It would make one readable for others,
 * and would say on stderr if it could not: the file is there before it comes.
 */
static bool
find_file(struct book *book, struct diag *diag)
{
	book->file = sink_file(book->sink);
	if (book->file)
		return true;
	if (sink_error(book->sink))
		return false;
	book->memory = memfd_create("workbook", MFD_CLOEXEC);
	if (book->memory < 0) {
		file_report(diag, sink_name(book->sink), errno);
		return false;
	}
	book->file =
	    arena_print(book->mem, "/proc/self/fd/%d", book->memory).at;
	return true;
}

struct book *
book_open(struct sink *sink, const char *folder, struct slice title,
    const int created[3], struct diag *diag)
{
	struct book *book = mem_new(1, sizeof *book);
	book->mem = arena_new();
	book->sink = sink;
	book->memory = -1;
	if (!find_file(book, diag)) {
		book_free(book);
		return NULL;
	}
	char *tmpdir = book_dup_text(
	    book->mem, folder ? folder : path_folder(book->mem, book->file));
	book->folder = tmpdir;
	lxw_workbook_options options = {
	    .constant_memory = LXW_TRUE, .tmpdir = tmpdir};
	streams_watch();
	book->workbook = workbook_new_opt(book->file, &options);
	if (!book->workbook) {
		streams_release();
		REPORT(diag, NO_SPAN, &manifest_library_failed,
		    ARGS(sink_name(sink),
			lxw_strerror(LXW_ERROR_MEMORY_MALLOC_FAILED)));
		book_free(book);
		return NULL;
	}
	book->watched = true;
	book_make_looks(book);
	describe(book, title, created);
	return book;
}

struct book *
book_open_reading(const char *path, struct diag *diag)
{
	struct reading *reading = reading_open(path, diag);
	if (!reading)
		return NULL;
	struct book *book = mem_new(1, sizeof *book);
	book->mem = arena_new();
	book->memory = -1;
	book->reading = reading;
	return book;
}

bool
book_agrees(struct book *book)
{
	return reading_end(book->reading);
}

void
book_free(struct book *book)
{
	if (!book)
		return;
	if (book->workbook)
		lxw_workbook_free(book->workbook);
	if (book->watched)
		streams_release();
	for (struct sheet *sheet = book->sheets, *next; sheet; sheet = next) {
		next = sheet->next;
		free(sheet->widths);
		rows_fini(&sheet->rows);
		spool_free(sheet->rows.spool);
		free(sheet);
	}
	if (book->memory >= 0)
		close(book->memory);
	reading_close(book->reading);
	strbuf_fini(&book->text);
	strbuf_fini(&book->inside);
	arena_free(book->mem);
	free(book);
}

/* The rows that go in behind the library's own; NULL where there are none, or
 * where *error is the first error on the way to their files. */
static struct zip_rows *
end_rows(struct book *book, int *error)
{
	uint32_t number = 0;
	struct zip_rows *first = NULL;
	for (struct sheet *sheet = book->sheets; sheet; sheet = sheet->next)
		number++;
	/* the last sheet comes first */
	for (struct sheet *sheet = book->sheets; sheet; sheet = sheet->next) {
		sheet->place =
		    (struct zip_rows){first, sheet->rows.spool, number--, 0};
		if (!sheet->rows.spool)
			continue;
		int failed = spool_end(sheet->rows.spool);
		*error = failed ? failed : *error;
		first = &sheet->place;
	}
	return *error ? NULL : first;
}

bool
book_make(struct book *book, struct diag *diag)
{
	int error = 0;
	struct zip_rows *rows = end_rows(book, &error);
	if (book->error == LXW_NO_ERROR && !error) {
		zip_parts_watch(rows);
		book_keep(book, workbook_close(book->workbook));
		error = zip_parts_release();
		book->workbook = NULL;
	}
	/* the library does not look at what stdio says */
	error = error ? error : streams_error();
	book->watched = false; /* whoever reads it again has stdio's own */
	streams_release();
	if (error) {
		file_report(diag, sink_name(book->sink), error);
		return false;
	}
	if (book->error == LXW_NO_ERROR)
		return true;
	REPORT(diag, NO_SPAN, &manifest_library_failed,
	    ARGS(sink_name(book->sink), lxw_strerror(book->error)));
	return false;
}

bool
book_recount(const struct book *book, struct diag *diag)
{
	uint32_t count = 0;
	for (struct sheet *sheet = book->sheets; sheet; sheet = sheet->next)
		count++;
	struct recount_sheet *sheets =
	    ARENA_ARRAY(book->mem, struct recount_sheet, count + 1);
	const struct recount_want want = {
	    .sheets = sheets,
	    .sheet_count = count,
	    .charts = book->charts,
	    .chart_count = (uint32_t)book->chart_count,
	};
	/* the last one comes first */
	for (struct sheet *sheet = book->sheets; sheet; sheet = sheet->next) {
		bool behind = sheet->rows.spool;
		sheets[--count] = (struct recount_sheet){sheet->cells,
		    behind ? &sheet->place : NULL, sheet->rows.count};
	}
	return recount_check(book->file, &want, diag);
}

bool
book_send(struct book *book)
{
	if (book->memory < 0)
		return !sink_error(book->sink); /* it is there */
	char buffer[65536];
	ssize_t got;
	off_t at = 0;
	while ((got = fault_read_at(book->memory, buffer, sizeof buffer, at)) >
	       0) {
		sink_write(book->sink, (struct slice){buffer, (size_t)got});
		at += got;
	}
	return got == 0 && !sink_error(book->sink);
}

/* Excel forbids these in a sheet's name. */
static bool
fits_name(char c)
{
	return !strchr("[]:*?/\\'", c);
}

struct sheet *
book_add_sheet(struct book *book, struct slice name, size_t columns)
{
	struct sheet *sheet = mem_new(1, sizeof *sheet);
	sheet->book = book;
	sheet->columns = columns;
	sheet->row = UINT32_MAX;
	sheet->widths = mem_new(columns, sizeof *sheet->widths);
	sheet->next = book->sheets;
	book->sheets = sheet;
	strbuf_reset(&book->text);
	cell_write(&book->text, name, SHEET_NAME_MAX);
	for (size_t i = 0; i < book->text.len; i++) {
		if (!fits_name(book->text.at[i]))
			book->text.at[i] = '_';
	}
	sheet->name = arena_dup_text(book->mem, strbuf_view(&book->text));
	if (book->reading) {
		reading_next_sheet(book->reading);
		return sheet;
	}
	if (book->error == LXW_NO_ERROR)
		sheet->sheet =
		    workbook_add_worksheet(book->workbook, sheet->name);
	if (!sheet->sheet)
		book_keep(book, LXW_ERROR_SHEETNAME_ALREADY_USED);
	return sheet;
}

void
sheet_begin_rows(struct sheet *sheet)
{
	struct book *book = sheet->book;
	if (book->error != LXW_NO_ERROR || book->reading)
		return;
	/* its formats are numbered as they are met */
	lxw_worksheet_write_single_row(sheet->sheet);
	sheet->rows.spool = spool_open(book->folder);
}

static void
widen(struct sheet *sheet, size_t column, size_t characters)
{
	if (characters > WIDTH_MOST)
		characters = WIDTH_MOST;
	if (characters > sheet->widths[column])
		sheet->widths[column] = (uint16_t)characters;
}

/* LibreOffice keeps rows as high as the file says, wrapped text or not. */
static void
heighten(struct sheet *sheet, uint32_t row, uint32_t height)
{
	if (row != sheet->row)
		sheet->height = LINE_HEIGHT;
	sheet->row = row;
	if (height <= sheet->height)
		return;
	sheet->height = height;
	if (sheet->rows.spool)
		rows_heighten(&sheet->rows, height);
	else
		book_keep(sheet->book,
		    worksheet_set_row(sheet->sheet, row, height, NULL));
}

/* How wide a cell's text is, and how high. */
static void
fit_text(struct sheet *sheet, uint32_t row, size_t column, size_t characters,
    enum look look)
{
	/* the filter's button takes room of a header's */
	size_t wide = characters + (look == LOOK_HEADER ? 4 : 2);
	if (look == LOOK_TITLE)
		heighten(sheet, row, TITLE_HEIGHT);
	if (look == LOOK_WRAP && wide > WIDTH_WRAPPED) {
		/* words do not break, so a line holds a little less */
		size_t lines = 1 + characters / (WIDTH_WRAPPED - 6);
		heighten(sheet, row, (uint32_t)lines * LINE_HEIGHT);
		wide = WIDTH_WRAPPED;
	}
	if (look != LOOK_TITLE && look != LOOK_SPILL)
		widen(sheet, column, wide);
}

/* The text at hand, to the library. */
static void
give_text(struct sheet *sheet, uint32_t row, size_t column, enum look look)
{
	struct book *book = sheet->book;
	strbuf_reset(&book->inside);
	cells_write_text(&book->inside, strbuf_view(&book->text));
	cells_add(&sheet->cells, row, column, strbuf_view(&book->inside));
	book_keep(
	    book, worksheet_write_string(sheet->sheet, row, (lxw_col_t)column,
		      strbuf_text(&book->text), book->looks[look]));
}

void
sheet_text(struct sheet *sheet, uint32_t row, size_t column, struct slice text,
    enum look look)
{
	struct book *book = sheet->book;
	if (book->error != LXW_NO_ERROR)
		return;
	strbuf_reset(&book->text);
	cell_write(&book->text, text, CELL_MOST);
	if (book->reading) {
		reading_expect_text(
		    book->reading, row, column, strbuf_view(&book->text));
		return;
	}
	if (sheet->rows.spool)
		rows_add_text(&sheet->rows, row, column,
		    lxw_format_get_xf_index(book->looks[look]),
		    strbuf_view(&book->text));
	else
		give_text(sheet, row, column, look);
	fit_text(
	    sheet, row, column, utf8_count(strbuf_view(&book->text)), look);
}

void
sheet_number(struct sheet *sheet, uint32_t row, size_t column, uint64_t number,
    enum look look)
{
	struct book *book = sheet->book;
	if (book->error != LXW_NO_ERROR)
		return;
	if (book->reading) {
		reading_expect_number(book->reading, row, column, number);
		return;
	}
	widen(sheet, column, 10);
	/* "@" would make text of it */
	lxw_format *format =
	    book->looks[look == LOOK_PLAIN ? LOOK_NUMBER : look];
	if (sheet->rows.spool) {
		rows_add_number(&sheet->rows, row, column,
		    lxw_format_get_xf_index(format), number);
		return;
	}
	strbuf_reset(&book->inside);
	cells_write_number(&book->inside, number);
	cells_add(&sheet->cells, row, column, strbuf_view(&book->inside));
	book_keep(book, worksheet_write_number(sheet->sheet, row,
			    (lxw_col_t)column, (double)number, format));
}

static void
fit_widths(struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->columns; i++) {
		double width = sheet->widths[i] < WIDTH_LEAST
				   ? WIDTH_LEAST
				   : sheet->widths[i];
		book_keep(
		    sheet->book, worksheet_set_column(sheet->sheet,
				     (lxw_col_t)i, (lxw_col_t)i, width, NULL));
	}
}

void
sheet_finish_page(struct sheet *sheet)
{
	if (sheet->book->error != LXW_NO_ERROR || sheet->book->reading)
		return;
	fit_widths(sheet);
	worksheet_set_paper(sheet->sheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet->sheet, 1, 0);
	book_keep(
	    sheet->book, worksheet_set_footer(sheet->sheet, "&L&A&R&P / &N"));
	book_keep(sheet->book,
	    worksheet_ignore_errors(sheet->sheet,
		LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
}

void
sheet_finish_across(struct sheet *sheet)
{
	sheet_finish_page(sheet);
	if (sheet->book->error == LXW_NO_ERROR && !sheet->book->reading)
		worksheet_set_landscape(sheet->sheet);
}

void
sheet_finish_table(struct sheet *sheet, uint32_t rows, size_t printed)
{
	struct book *book = sheet->book;
	if (book->error != LXW_NO_ERROR || book->reading)
		return;
	rows_end(&sheet->rows);
	/* the columns are the header's */
	sheet->sheet->dim_rowmax = rows;
	sheet_finish_across(sheet);
	worksheet_freeze_panes(sheet->sheet, 1, 0);
	book_keep(book, worksheet_repeat_rows(sheet->sheet, 0, 0));
	book_keep(book, worksheet_print_area(sheet->sheet, 0, 0, rows,
			    (lxw_col_t)(printed - 1)));
	book_keep(book, worksheet_autofilter(sheet->sheet, 0, 0, rows,
			    (lxw_col_t)(sheet->columns - 1)));
}
