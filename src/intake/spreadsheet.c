/*
 * intake/spreadsheet.c - a spreadsheet as a register.
 *
 * The header is the row that the job states, or the first with two cells or
 * more, since reports begin with a title. Notes beside the table are columns
 * without a name. Hidden rows, merged cells and numbers that seem to have lost
 * a zero are warned of at the end.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "intake/messages.h"
#include "intake/ods.h"
#include "intake/other_sheets.h"
#include "intake/xlsx.h"
#include "ooxml/package.h"
#include "text/normal.h"

/* Rows looked through for a header. */
#define HEADER_SEARCH 50

/* The look of a column's numbers. */
struct lengths {
	/* By their digits: leading zeros are lost where most have 10, 12 or 5
	 * and some one less. */
	uint32_t count[16];
	uint32_t mobile; /* of nine digits, as after the 0 of 070 */
	uint32_t filled, numbers, percent; /* cells */
};

struct spreadsheet {
	struct reader reader;
	struct sheet *sheet;
	struct bytes *bytes; /* borrowed */
	struct diag *diag;
	struct intake_found *found;
	struct arena *mem;
	const char *path;
	bool sheet_stated;
	uint32_t header_row;
	size_t width; /* of the header and the notes beside the table */
	struct lengths *lengths; /* one per column, after the header */
	uint32_t rows; /* below the header, that hold something */
	uint32_t hidden_rows, first_hidden;
	uint32_t struck_rows, first_struck; /* in any cell */
	uint32_t coloured_rows, first_coloured; /* likewise */
	uint32_t mostly_coloured,
	    first_mostly; /* in half their cells or more */
};

static size_t
count_filled(const struct sheet_row *row)
{
	size_t filled = 0;
	for (size_t i = 0; i < row->count; i++)
		filled += row->cells[i].len > 0;
	return filled;
}

static enum reader_result
next_row(struct spreadsheet *spreadsheet)
{
	return spreadsheet->sheet->kind->next(spreadsheet->sheet);
}

/*
 * The first row with two cells; in a sheet without one, the first with one. Its
 * width goes to *width where the sheet is still at it.
 */
static enum reader_result
find_header(struct spreadsheet *spreadsheet, size_t *width)
{
	const struct sheet_row *row = &spreadsheet->sheet->row;
	uint32_t first = 0;
	for (int i = 0; i < HEADER_SEARCH; i++) {
		enum reader_result result = next_row(spreadsheet);
		if (result == READER_FAILED)
			return result;
		if (result == READER_END)
			break;
		size_t filled = count_filled(row);
		if (filled && !first)
			first = row->number;
		if (filled < 2)
			continue;
		spreadsheet->header_row = row->number;
		*width = row->count;
		return READER_RECORD;
	}
	spreadsheet->header_row = first;
	return READER_END;
}

/* To the row that the job states. */
static enum reader_result
seek_header(struct spreadsheet *spreadsheet, size_t *width)
{
	enum reader_result result;
	do {
		result = next_row(spreadsheet);
	} while (result == READER_RECORD &&
		 spreadsheet->sheet->row.number < spreadsheet->header_row);
	*width = spreadsheet->sheet->row.count;
	return result;
}

/*
 * Header and width before the first row is given. Where the sheet itself says
 * that nothing stands beside the table, the rows need not be looked at.
 */
static bool
look_through(struct spreadsheet *spreadsheet)
{
	struct sheet *sheet = spreadsheet->sheet;
	size_t header = 0;
	if (!sheet->kind->rewind(sheet))
		return false;
	enum reader_result result = spreadsheet->header_row
					? seek_header(spreadsheet, &header)
					: find_header(spreadsheet, &header);
	spreadsheet->width = header;
	if (result == READER_RECORD &&
	    (!sheet->stated_width || sheet->stated_width > header))
		result =
		    sheet->kind->measure(sheet, header, &spreadsheet->width);
	if (result != READER_FAILED && spreadsheet->width > READER_COLUMNS_MAX)
		result = sheet_refuse(sheet, &intake_many_columns);
	sheet->below = spreadsheet->header_row;
	return result != READER_FAILED && sheet->kind->rewind(sheet);
}

/* ---- numbers that lost their zeros */

static void
count_number(struct lengths *lengths, struct slice shown)
{
	size_t digits = 0;
	if (shown.len >= 16)
		return;
	while (digits < shown.len && shown.at[digits] >= '0' &&
	       shown.at[digits] <= '9')
		digits++;
	if (digits != shown.len)
		return;
	lengths->count[digits]++;
	lengths->mobile += digits == 9 && shown.at[0] == '7';
}

static void
count_lengths(struct spreadsheet *spreadsheet, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count && i < spreadsheet->width; i++) {
		struct lengths *lengths = &spreadsheet->lengths[i];
		lengths->filled += row->cells[i].len > 0;
		lengths->percent += row->as[i] == SHOWN_PERCENT;
		if (row->as[i] != SHOWN_NUMBER)
			continue;
		lengths->numbers++;
		count_number(lengths, row->cells[i]);
	}
}

static struct span
file_of(const struct spreadsheet *spreadsheet)
{
	return (struct span){.file = spreadsheet->found->file};
}

/* Some have a digit less than the others. */
static void
warn_of_shorter(const struct spreadsheet *spreadsheet, size_t column)
{
	static const size_t usual[] = {12, 10, 5};
	const uint32_t *count = spreadsheet->lengths[column].count;
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
		REPORT(spreadsheet->diag, file_of(spreadsheet),
		    &intake_lost_zeros,
		    ARGS(spreadsheet->found->names[column], count[most - 1],
			most - 1, most));
	}
}

/* Whether a column is named after numbers that begin with a zero or more. */
static bool
is_called_so(struct slice folded)
{
	static const char *const words[] = {"telef", "mobil", "phone",
	    "puhelin", "personn", "identity", "henkil", NULL};
	if (slice_starts(folded, "tel") || slice_is(folded, "pnr"))
		return true;
	for (size_t i = 0; words[i]; i++) {
		if (slice_find(folded, slice_view(words[i])) < folded.len)
			return true;
	}
	return false;
}

/* Every one has lost its zero: no number of a spreadsheet begins with one. */
static void
warn_of_all(const struct spreadsheet *spreadsheet, size_t column)
{
	const struct lengths *lengths = &spreadsheet->lengths[column];
	struct slice name = spreadsheet->found->names[column];
	struct slice folded = text_fold(spreadsheet->mem, name);
	uint32_t shorter = 0;
	for (size_t i = 7; i <= 9; i++)
		shorter += lengths->count[i];
	bool called = is_called_so(folded);
	bool alike = lengths->mobile >= 3 &&
		     lengths->mobile >= lengths->numbers / 10 * 9;
	if (shorter && (called || alike))
		REPORT(spreadsheet->diag, file_of(spreadsheet),
		    &intake_all_zeros,
		    ARGS(name, called ? shorter : lengths->mobile));
}

/* 14,5 % is 14.5, and 0,145 beside it is not. */
static void
warn_of_percent(const struct spreadsheet *spreadsheet, size_t column)
{
	const struct lengths *lengths = &spreadsheet->lengths[column];
	if (lengths->percent && lengths->numbers)
		REPORT(spreadsheet->diag, file_of(spreadsheet),
		    &intake_mixed_percent,
		    ARGS(spreadsheet->found->names[column], lengths->percent,
			lengths->numbers));
}

/* The file again, to its end: it must be the one that was surveyed. */
static bool
check_digest(struct spreadsheet *spreadsheet)
{
	struct slice block = {"", 1};
	if (!bytes_rewind(spreadsheet->bytes, spreadsheet->diag))
		return false;
	while (block.len) {
		if (!bytes_next(spreadsheet->bytes, &block, spreadsheet->diag))
			return false;
	}
	if (digest_equal(
		bytes_digest(spreadsheet->bytes), spreadsheet->found->digest))
		return true;
	REPORT(spreadsheet->diag,
	    (struct span){.file = spreadsheet->found->file}, &intake_changed,
	    NO_ARGS);
	return false;
}

/* Those that hold something: nobody sees what a rule or letter takes there. */
static void
warn_of_hidden_columns(const struct spreadsheet *spreadsheet)
{
	const struct sheet *sheet = spreadsheet->sheet;
	uint32_t hidden = 0;
	struct slice first = {"", 0};
	for (size_t i = 0; i < spreadsheet->found->count; i++) {
		if (!sheet->hidden_columns[i] ||
		    !spreadsheet->lengths[i].filled)
			continue;
		if (!hidden++)
			first = spreadsheet->found->names[i];
	}
	if (hidden)
		REPORT(spreadsheet->diag, file_of(spreadsheet),
		    &intake_hidden_columns, ARGS(hidden, first));
}

/*
 * Marks that somebody made by hand, which no column says. Where every row has a
 * coloured cell, the table looks like that; then rows that are mostly coloured
 * count.
 */
static void
warn_of_looks(const struct spreadsheet *of)
{
	struct span span = file_of(of);
	bool looks_so = of->coloured_rows == of->rows;
	uint32_t coloured = looks_so ? of->mostly_coloured : of->coloured_rows;
	if (of->struck_rows)
		REPORT(of->diag, span, &intake_struck_rows,
		    ARGS(of->struck_rows, of->first_struck));
	if (coloured && coloured < of->rows)
		REPORT(of->diag, span, &intake_coloured_rows,
		    ARGS(coloured,
			looks_so ? of->first_mostly : of->first_coloured));
}

static enum reader_result
finish(struct spreadsheet *spreadsheet)
{
	const struct sheet *sheet = spreadsheet->sheet;
	struct span span = file_of(spreadsheet);
	for (size_t i = 0; i < spreadsheet->found->count; i++) {
		warn_of_shorter(spreadsheet, i);
		warn_of_all(spreadsheet, i);
		warn_of_percent(spreadsheet, i);
	}
	warn_of_hidden_columns(spreadsheet);
	if (spreadsheet->hidden_rows)
		REPORT(spreadsheet->diag, span, &intake_hidden_rows,
		    ARGS(spreadsheet->hidden_rows, spreadsheet->first_hidden));
	warn_of_looks(spreadsheet);
	if (sheet->merged)
		REPORT(spreadsheet->diag, span, &intake_merged,
		    ARGS(sheet->merged, sheet->first_merged));
	if (sheet->notes)
		REPORT(spreadsheet->diag, span, &intake_notes,
		    ARGS(sheet->notes, sheet->first_note));
	if (sheet->stale)
		REPORT(spreadsheet->diag, span, &intake_stale,
		    ARGS(sheet->first_stale));
	if (!spreadsheet->sheet_stated &&
	    !other_sheets_warn(spreadsheet->mem, spreadsheet->path,
		spreadsheet->found, spreadsheet->diag))
		return READER_FAILED;
	return check_digest(spreadsheet) ? READER_END : READER_FAILED;
}

static void
begin(struct spreadsheet *spreadsheet, const struct sheet_row *header)
{
	if (spreadsheet->width < header->count)
		spreadsheet->width = header->count;
	spreadsheet->lengths =
	    ARENA_ARRAY(spreadsheet->mem, struct lengths, spreadsheet->width);
}

static void
count_look(uint32_t *rows, uint32_t *first, const struct sheet_row *row)
{
	if (!(*rows)++)
		*first = row->number;
}

static void
count_looks(struct spreadsheet *of, const struct sheet_row *row)
{
	size_t filled = count_filled(row);
	if (!filled)
		return;
	of->rows++;
	if (row->hidden)
		count_look(&of->hidden_rows, &of->first_hidden, row);
	if (row->look & LOOK_STRUCK)
		count_look(&of->struck_rows, &of->first_struck, row);
	if (!row->coloured)
		return;
	count_look(&of->coloured_rows, &of->first_coloured, row);
	if (row->coloured * 2 >= filled)
		count_look(&of->mostly_coloured, &of->first_mostly, row);
}

static void
give(struct spreadsheet *spreadsheet, struct sheet_row *row, struct raw *raw)
{
	if (!spreadsheet->lengths)
		begin(spreadsheet, row);
	else
		count_lengths(spreadsheet, row);
	if (row->number > spreadsheet->header_row)
		count_looks(spreadsheet, row);
	/* Blanks beside the table are not notes. */
	while (row->count > spreadsheet->width &&
	       !slice_trim(row->cells[row->count - 1]).len)
		row->count--;
	/* A sheet lists no cells behind a row's last. */
	for (; row->count < spreadsheet->width; row->count++) {
		row->cells[row->count] = (struct slice){"", 0};
		row->beneath[row->count] = (struct beneath){0};
	}
	*raw = (struct raw){.line = row->number,
	    .cells = row->cells,
	    .beneath = row->beneath,
	    .faulty = row->faulty,
	    .hidden = row->hidden,
	    .look = row->look,
	    .hidden_columns = spreadsheet->sheet->hidden_columns,
	    .count = row->count};
}

static enum reader_result
spreadsheet_next(struct reader *reader, struct raw *raw)
{
	struct spreadsheet *spreadsheet = (struct spreadsheet *)reader;
	struct sheet_row *row = &spreadsheet->sheet->row;
	enum reader_result result;
	do {
		result = next_row(spreadsheet);
	} while (
	    result == READER_RECORD && row->number < spreadsheet->header_row);
	if (result == READER_END && spreadsheet->lengths)
		return finish(spreadsheet);
	if (result == READER_RECORD)
		give(spreadsheet, row, raw);
	return result;
}

static void
spreadsheet_close(struct reader *reader)
{
	struct spreadsheet *spreadsheet = (struct spreadsheet *)reader;
	if (spreadsheet->sheet)
		spreadsheet->sheet->kind->close(spreadsheet->sheet);
	free(spreadsheet);
}

static struct sheet *
open_sheet(const struct reader_setting *setting)
{
	int fd = bytes_descriptor(setting->bytes, setting->diag);
	struct package *package =
	    fd < 0 ? NULL
		   : package_open(fd, setting->found->file, setting->diag);
	if (!package)
		return NULL;
	/* Documents of other kinds have them too; ods_open tells them apart. */
	bool open_document = package_has(package, "content.xml") ||
			     package_has(package, "mimetype");
	return open_document ? ods_open(setting, package)
			     : xlsx_open(setting, package);
}

struct reader *
spreadsheet_open(const struct reader_setting *setting)
{
	static const struct reader_kind kind = {
	    spreadsheet_next, spreadsheet_close};
	struct spreadsheet *spreadsheet = mem_new(1, sizeof *spreadsheet);
	spreadsheet->reader.kind = &kind;
	spreadsheet->reader.may_be_twice = true;
	spreadsheet->bytes = setting->bytes;
	spreadsheet->diag = setting->diag;
	spreadsheet->found = setting->found;
	spreadsheet->mem = setting->job_mem;
	spreadsheet->path = arena_dup_text(
	    setting->job_mem, slice_view(setting->options->path));
	spreadsheet->sheet_stated = setting->options->sheet;
	spreadsheet->header_row = setting->options->header_row;
	setting->found->kind = INTAKE_SPREADSHEET;
	setting->found->encoding = "";
	spreadsheet->sheet = open_sheet(setting);
	if (spreadsheet->sheet && look_through(spreadsheet)) {
		setting->found->sheet = spreadsheet->sheet->name;
		return &spreadsheet->reader;
	}
	spreadsheet_close(&spreadsheet->reader);
	return NULL;
}
