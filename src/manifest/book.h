/*
 * manifest/book.h - a workbook being written, cell after cell.
 *
 * The one bridge to libxlsxwriter: every return code is kept, the first that
 * failed is reported by book_make. Cells are written row by row, left to
 * right (constant_memory). The library's temporary files lie, unlinked, in the
 * folder of the result, so that a full disk is met there and nothing personal
 * reaches /tmp. Same cells, same bytes: zip times are fixed by the library,
 * the document's date is the job's.
 */
#ifndef MANIFEST_BOOK_H
#define MANIFEST_BOOK_H

#include "base/sink.h"

/* How a cell looks. */
enum look {
	LOOK_PLAIN,
	LOOK_HEADER,
	LOOK_HEADER_APART, /* over LOOK_HASH or LOOK_APART */
	LOOK_HEADER_NUMBER, /* over numbers */
	LOOK_TITLE,
	LOOK_STRONG,
	LOOK_FAINT, /* excluded rows */
	LOOK_MARKED, /* held rows */
	LOOK_SPILL, /* runs over its empty neighbours */
	LOOK_WRAP, /* a sentence: in lines where it is long */
	LOOK_APART, /* text that follows a number */
	LOOK_HASH, /* 64 digits in one line */
	LOOK_NUMBER, /* LOOK_PLAIN for a number */
	LOOK_ORDINAL, /* a number that names a row: to the left */
	LOOK_COUNTED, /* a number with its thousands apart */
	LOOK_SUM, /* the name in a table's last row */
	LOOK_SUM_COUNT, /* and a sum */
	LOOK_COUNT,
};

#define BOOK_COLUMNS_MAX 16384 /* Excel's limits */
#define BOOK_ROWS_MAX 1048576

struct book;
struct sheet;

/*
 * The bytes go to the sink, which is borrowed. `folder`: where the library's
 * temporary files lie; NULL: where the sink's file does, and only a path has
 * one. `created` is {year, month, day}. NULL after a report, or where the sink
 * has an error.
 */
struct book *book_open(struct sink *sink, const char *folder,
    struct slice title, const int created[3], struct diag *diag);

/*
 * The same, but nothing is written: each cell is compared with that of a file
 * that was. NULL after a report.
 */
struct book *book_open_reading(const char *path, struct diag *diag);
/* Whether every cell was the same; otherwise that has been reported. */
bool book_agrees(struct book *book);

/* Makes the file. False after a report. */
bool book_make(struct book *book, struct diag *diag);
/* Reads the file that was made: whether all parts and cells are there. False
 * after a report. */
bool book_recount(const struct book *book, struct diag *diag);

/* Hands a file that was made to the sink; false where that has an error. */
bool book_send(struct book *book);

/* Accepts NULL. */
void book_free(struct book *book);

/* `name` is cut to the 31 characters that Excel allows. */
struct sheet *book_add_sheet(
    struct book *book, struct slice name, size_t columns);

/* After a table's header: what follows are rows below it, each left to right,
 * until sheet_finish_table. */
void sheet_begin_rows(struct sheet *sheet);

/*
 * Writes a cell. Text stays text: it never becomes a formula, a number or a
 * date. Characters that XML cannot hold are written as Excel escapes them
 * (_x0001_); a text that is longer than a cell holds is cut and ends in " […]".
 */
void sheet_text(struct sheet *sheet, uint32_t row, size_t column,
    struct slice text, enum look look);
void sheet_number(struct sheet *sheet, uint32_t row, size_t column,
    uint64_t number, enum look look);

#define CHART_SERIES_MAX 4

/*
 * Bars along the rows `first` to `last` of another sheet: their names stand in
 * column 0, their numbers in the columns from first_column on, a series each.
 */
struct chart {
	struct slice title;
	const struct sheet *of;
	uint32_t first, last;
	size_t first_column, series;
	struct slice names[CHART_SERIES_MAX]; /* of the series */
	const uint32_t *colours; /* 0xRRGGBB of each series; of each row where
				    there is one series */
};

/* With its upper left corner in that row; the row beneath it. */
uint32_t sheet_add_chart(
    struct sheet *sheet, uint32_t row, const struct chart *chart);

/*
 * Freezes row 0 and repeats it on paper; filters; fits widths; A4 landscape,
 * where the first `printed` columns stand.
 */
void sheet_finish_table(struct sheet *sheet, uint32_t rows, size_t printed);
/* Only fits widths; A4 upright, and A4 landscape. */
void sheet_finish_page(struct sheet *sheet);
void sheet_finish_across(struct sheet *sheet);

#endif
