/*
 * intake/sheet.h - a sheet of any kind of spreadsheet, row by row.
 *
 * A kind (intake/xlsx.h, intake/ods.h) gives each row as its cells show it.
 * intake/spreadsheet.c decides which row is the header and what hidden rows
 * mean.
 */
#ifndef INTAKE_SHEET_H
#define INTAKE_SHEET_H

#include "base/strbuf.h"
#include "intake/reader.h"
#include "intake/styles.h"

/* How a cell's text came about. */
enum shown_as { SHOWN_TEXT, SHOWN_NUMBER, SHOWN_PERCENT };

/* The row at hand; valid until the next one is read. */
struct sheet_row {
	uint32_t number; /* as the sheet counts */
	bool hidden;
	bool faulty; /* one of its cells is */
	unsigned char look; /* enum look of any of its cells that hold text */
	size_t coloured; /* how many of them are */
	struct slice cells[READER_COLUMNS_MAX]; /* to the last not empty */
	struct beneath beneath[READER_COLUMNS_MAX];
	unsigned char as[READER_COLUMNS_MAX]; /* enum shown_as */
	size_t count;
	/* Its texts, and where each cell's end. */
	struct strbuf shown, values;
	size_t ends[READER_COLUMNS_MAX], value_ends[READER_COLUMNS_MAX];
};

struct sheet;

struct sheet_kind {
	/* Back to the first row. False after a report. */
	bool (*rewind)(struct sheet *sheet);
	/* The next row that the sheet lists, which may be empty. */
	enum reader_result (*next)(struct sheet *sheet);
	/* From here to the end: the columns that hold anything, at least
	 * `least`; it leaves the sheet at its end. */
	enum reader_result (*measure)(
	    struct sheet *sheet, size_t least, size_t *width);
	void (*close)(struct sheet *sheet);
};

struct sheet {
	const struct sheet_kind *kind;
	const char *name;
	const struct intake_found *found;
	struct arena *mem; /* for names in faults */
	struct diag *diag;
	struct sheet_row row;
	size_t stated_width; /* that the file says of itself; 0: nothing */
	/* Groups of merged cells that end below the row `below`, and the first
	 * of them as "A5:A7"; known at the end. */
	uint32_t below, merged;
	struct slice first_merged;
	/* Cells below that row with a note of somebody's, and the first: "B7". */
	uint32_t notes;
	struct slice first_note;
	/* And with formulas that ask for the day or for chance. */
	uint32_t stale;
	struct slice first_stale;
	bool hidden_columns[READER_COLUMNS_MAX]; /* whatever they hold */
};

void sheet_init(struct sheet *sheet, const struct reader_setting *setting);
void sheet_fini(struct sheet *sheet);

/* So many columns from this one on are hidden; 0 is the first. */
void sheet_hide_columns(struct sheet *sheet, size_t from, size_t count);

/* Begins a row. */
void sheet_start_row(struct sheet *sheet, uint32_t number, bool hidden);

/* A cell on its way into its row: its text is appended to row.shown, and the
 * value beneath to row.values. */
struct sheet_cell {
	size_t from, values_from; /* where the two began */
	enum shown_as as;
	bool is_date;
	unsigned char look; /* enum look */
	const struct message *fault; /* as in struct beneath */
};

struct sheet_cell sheet_start_cell(const struct sheet *sheet);

/*
 * Puts the cell into the column, which must lie behind the row's last. One
 * without text makes a row no longer: sheets are full of them. NULL, or why the
 * sheet is refused.
 */
const struct message *sheet_end_cell(
    struct sheet *sheet, const struct sheet_cell *cell, size_t column);

/* Counts a cell below that row; the first of them by its name, "C7". */
void sheet_count_cell(const struct sheet *sheet, uint32_t row, size_t column,
    uint32_t *count, struct slice *first);

/* Another result each day, or each time: TODAY(), NOW(), RAND(). */
bool sheet_is_stale(struct slice formula);

/* The row's texts in place, once no more are added. */
void sheet_end_row(struct sheet *sheet);

/* Says why the sheet is refused: one of sheet_end_cell's messages. */
enum reader_result sheet_refuse(
    const struct sheet *sheet, const struct message *message);

#endif
