/*
 * intake/xlsx.c - a spreadsheet as a register.
 *
 * The header is the row that the job states, or the first with two cells or
 * more, since reports begin with a title. Hidden rows, merged cells and
 * numbers that seem to have lost a zero are warned of at the end.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "intake/messages.h"
#include "intake/sheet.h"

/* Rows looked through for a header. */
#define HEADER_SEARCH 50

/* Numbers shown in one column, by their digits: leading zeros are lost
 * where most have 10, 12 or 5 and some one less. */
struct lengths {
	uint32_t count[16];
};

struct xlsx {
	struct reader reader;
	struct workbook workbook;
	struct sheet *sheet;
	struct bytes *bytes; /* borrowed */
	struct diag *diag;
	struct intake_found *found;
	struct arena *mem;
	uint32_t header_row;
	size_t width; /* of the header; 0 before it */
	struct lengths *lengths; /* one per column, after the header */
	uint32_t hidden_rows, first_hidden;
};

static size_t
count_filled(const struct sheet_row *row)
{
	size_t filled = 0;
	for (size_t i = 0; i < row->count; i++)
		filled += row->cells[i].len > 0;
	return filled;
}

static bool
open_sheet(struct xlsx *xlsx)
{
	sheet_close(xlsx->sheet);
	xlsx->sheet = sheet_open(&xlsx->workbook, xlsx->found, xlsx->header_row,
	    xlsx->mem, xlsx->diag);
	return xlsx->sheet != NULL;
}

/* The first row with two cells; in a sheet without one, the first with one. */
static bool
find_header(struct xlsx *xlsx)
{
	uint32_t first = 0;
	enum reader_result result = READER_END;
	if (!open_sheet(xlsx))
		return false;
	for (int i = 0; i < HEADER_SEARCH && !xlsx->header_row; i++) {
		result = sheet_next(xlsx->sheet);
		if (result != READER_RECORD)
			break;
		const struct sheet_row *row = sheet_row(xlsx->sheet);
		size_t filled = count_filled(row);
		if (filled && !first)
			first = row->number;
		if (filled >= 2)
			xlsx->header_row = row->number;
	}
	if (!xlsx->header_row)
		xlsx->header_row = first;
	return result != READER_FAILED;
}

static void
count_lengths(struct xlsx *xlsx, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count && i < xlsx->width; i++) {
		struct slice shown = row->cells[i];
		if (!row->numbers[i] || shown.len >= 16)
			continue;
		size_t digits = 0;
		while (digits < shown.len && shown.at[digits] >= '0' &&
		       shown.at[digits] <= '9')
			digits++;
		if (digits == shown.len)
			xlsx->lengths[i].count[digits]++;
	}
}

static void
warn_of_lengths(const struct xlsx *xlsx, size_t column)
{
	static const size_t usual[] = {12, 10, 5};
	const uint32_t *count = xlsx->lengths[column].count;
	uint32_t all = 0;
	for (size_t i = 0; i < 16; i++)
		all += count[i];
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
		size_t most = usual[i];
		/* Ordinary numbers have all lengths. */
		uint32_t others = all - count[most] - count[most - 1];
		if (!count[most - 1] || count[most - 1] > count[most] / 2 ||
		    others > all / 100)
			continue;
		REPORT(xlsx->diag, (struct span){.file = xlsx->found->file},
		    &intake_lost_zeros,
		    ARGS(xlsx->found->names[column], count[most - 1], most - 1,
			most));
	}
}

/* The file again, to its end: it must be the one that was surveyed. */
static bool
check_digest(struct xlsx *xlsx)
{
	struct slice block = {"", 1};
	if (!bytes_rewind(xlsx->bytes, xlsx->diag))
		return false;
	while (block.len) {
		if (!bytes_next(xlsx->bytes, &block, xlsx->diag))
			return false;
	}
	if (digest_equal(bytes_digest(xlsx->bytes), xlsx->found->digest))
		return true;
	REPORT(xlsx->diag, (struct span){.file = xlsx->found->file},
	    &intake_changed, NO_ARGS);
	return false;
}

static enum reader_result
finish(struct xlsx *xlsx)
{
	struct span span = {.file = xlsx->found->file};
	struct slice first;
	uint32_t merged = sheet_count_merged(xlsx->sheet, &first);
	for (size_t i = 0; i < xlsx->found->count; i++)
		warn_of_lengths(xlsx, i);
	if (xlsx->hidden_rows)
		REPORT(xlsx->diag, span, &intake_hidden_rows,
		    ARGS(xlsx->hidden_rows, xlsx->first_hidden));
	if (merged)
		REPORT(xlsx->diag, span, &intake_merged, ARGS(merged, first));
	return check_digest(xlsx) ? READER_END : READER_FAILED;
}

static void
begin(struct xlsx *xlsx, const struct sheet_row *header)
{
	xlsx->width = header->count;
	xlsx->lengths = ARENA_ARRAY(xlsx->mem, struct lengths, header->count);
}

static void
give(struct xlsx *xlsx, struct sheet_row *row, struct raw *raw)
{
	if (!xlsx->width)
		begin(xlsx, row);
	else
		count_lengths(xlsx, row);
	if (row->hidden && row->number > xlsx->header_row &&
	    count_filled(row) && !xlsx->hidden_rows++)
		xlsx->first_hidden = row->number;
	/* A sheet lists no cells behind a row's last. */
	for (; row->count < xlsx->width; row->count++)
		row->cells[row->count] = (struct slice){"", 0};
	*raw = (struct raw){.line = row->number,
	    .cells = row->cells,
	    .count = row->count,
	    .fault = row->fault};
}

static enum reader_result
xlsx_next(struct reader *reader, struct raw *raw)
{
	struct xlsx *xlsx = (struct xlsx *)reader;
	struct sheet_row *row = sheet_row(xlsx->sheet);
	enum reader_result result;
	do {
		result = sheet_next(xlsx->sheet);
	} while (result == READER_RECORD && row->number < xlsx->header_row);
	if (result == READER_END && xlsx->width)
		return finish(xlsx);
	if (result == READER_RECORD)
		give(xlsx, row, raw);
	return result;
}

static void
xlsx_close(struct reader *reader)
{
	struct xlsx *xlsx = (struct xlsx *)reader;
	sheet_close(xlsx->sheet);
	workbook_fini(&xlsx->workbook);
	free(xlsx);
}

struct reader *
xlsx_open(const struct reader_setting *setting)
{
	static const struct reader_kind kind = {xlsx_next, xlsx_close};
	struct xlsx *xlsx = mem_new(1, sizeof *xlsx);
	xlsx->reader.kind = &kind;
	xlsx->reader.may_be_twice = true;
	xlsx->bytes = setting->bytes;
	xlsx->diag = setting->diag;
	xlsx->found = setting->found;
	xlsx->mem = setting->job_mem;
	xlsx->header_row = setting->options->header_row;
	setting->found->kind = INTAKE_XLSX;
	setting->found->encoding = "";
	bool ok = workbook_open(&xlsx->workbook, setting) &&
		  (xlsx->header_row || find_header(xlsx)) && open_sheet(xlsx);
	setting->found->sheet = xlsx->workbook.sheet;
	if (ok)
		return &xlsx->reader;
	xlsx_close(&xlsx->reader);
	return NULL;
}
