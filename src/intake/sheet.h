/*
 * intake/sheet.h - the rows of one sheet of an .xlsx file, as their cells show
 * them.
 *
 * Shared and inline texts, numbers and dates by their format, formulas by the
 * result that is stored. What is a header, and what hidden rows mean, is
 * intake/xlsx.c's.
 */
#ifndef INTAKE_SHEET_H
#define INTAKE_SHEET_H

#include "intake/workbook.h"

/* The row at hand; valid until the next sheet_next. */
struct sheet_row {
	uint32_t number; /* as the sheet counts */
	bool hidden;
	struct slice cells[READER_COLUMNS_MAX]; /* to the last not empty */
	bool numbers[READER_COLUMNS_MAX]; /* shown by a number's format */
	size_t count;
	struct problem fault; /* of its first faulty cell */
};

struct sheet;

/*
 * Opens the workbook's chosen sheet at its first row. Names of columns in
 * faults are `found`'s, or letters before it has them, in `mem`. Merged cells
 * are counted that end below the row `below`. NULL after a report.
 */
struct sheet *sheet_open(struct workbook *workbook,
    const struct intake_found *found, uint32_t below, struct arena *mem,
    struct diag *diag);
void sheet_close(struct sheet *sheet);

/* The next row that the sheet lists, which may be empty. */
enum reader_result sheet_next(struct sheet *sheet);

struct sheet_row *sheet_row(struct sheet *sheet);

/* Groups of merged cells, and the first of them as "A5:A7"; known once
 * READER_END was returned. */
uint32_t sheet_count_merged(const struct sheet *sheet, struct slice *first);

#endif
