/*
 * intake/xlsx.c - one sheet of an .xlsx file, row by row.
 *
 * Cells are given as they show: shared and inline texts, numbers and dates by
 * their format, formulas by the result that is stored. The header is the row
 * that the job states, or the first with two cells or more, since reports
 * begin with a title.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "intake/cut.h"
#include "intake/messages.h"
#include "intake/workbook.h"

/* Rows looked through for a header. */
#define HEADER_SEARCH 50

enum cell_type {
	CELL_NUMBER,
	CELL_SHARED,
	CELL_TEXT, /* inlineStr, str */
	CELL_FLAG,
	CELL_ERROR,
	CELL_DATE, /* ISO 8601 */
};

/* Numbers shown in one column, by their digits: leading zeros are lost
 * where most have 10, 12 or 5 and some one less. */
struct lengths {
	uint32_t count[16];
};

struct xlsx {
	struct reader reader;
	struct workbook workbook;
	struct part *part;
	struct xml *xml;
	struct bytes *bytes; /* borrowed */
	struct diag *diag;
	struct intake_found *found;
	struct arena *mem; /* for names in faults */
	uint32_t header_row;
	size_t width; /* of the header; 0 before it */
	/* The row at hand. */
	uint32_t row, rows_seen;
	bool row_hidden, row_done;
	struct strbuf joined;
	size_t starts[READER_COLUMNS_MAX], ends[READER_COLUMNS_MAX];
	struct slice cells[READER_COLUMNS_MAX];
	size_t count;
	struct problem fault;
	const struct message *refusal;
	/* The cell at hand. */
	enum cell_type type;
	size_t column;
	unsigned style;
	bool in_value, has_value, has_formula;
	int phonetic;
	struct strbuf value;
	/* Told at the end. */
	struct lengths *lengths; /* one per column, after the header */
	uint32_t hidden_rows, first_hidden;
	uint32_t merged;
	struct slice first_merged;
};

/* "C" of "C12" is 2; false where the text is no cell's name. */
static bool
read_reference(const char *text, size_t *column, uint32_t *row)
{
	size_t number = 0;
	char *end;
	for (; *text >= 'A' && *text <= 'Z' && number < 100000; text++)
		number = number * 26 + (size_t)(*text - 'A' + 1);
	unsigned long line = strtoul(text, &end, 10);
	if (!number || end == text)
		return false;
	*column = number - 1;
	*row = (uint32_t)line;
	return true;
}

/* The column's name, or its letter before the header is read. */
static struct slice
column_name(struct xlsx *xlsx, size_t column)
{
	char letters[8];
	size_t at = sizeof letters;
	if (column < xlsx->found->count)
		return xlsx->found->names[column];
	for (size_t rest = column + 1; rest && at; rest = (rest - 1) / 26)
		letters[--at] = (char)('A' + (rest - 1) % 26);
	return arena_dup(
	    xlsx->mem, (struct slice){letters + at, sizeof letters - at});
}

static void
fault(struct xlsx *xlsx, const struct message *message)
{
	if (!xlsx->fault.message)
		PROBLEM(&xlsx->fault, message,
		    ARGS(column_name(xlsx, xlsx->column)));
}

static void
start_row(struct xlsx *xlsx, const char **attributes)
{
	const char *number = xml_attribute(attributes, "r");
	const char *hidden = xml_attribute(attributes, "hidden");
	xlsx->row =
	    number ? (uint32_t)strtoul(number, NULL, 10) : xlsx->row + 1;
	xlsx->row_hidden =
	    hidden && strcmp(hidden, "0") != 0 && strcmp(hidden, "false") != 0;
	xlsx->count = 0;
	xlsx->column = SIZE_MAX;
	xlsx->fault = (struct problem){0};
	strbuf_reset(&xlsx->joined);
}

static enum cell_type
read_type(const char *type)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} types[] = {{"s", CELL_SHARED}, {"inlineStr", CELL_TEXT},
	    {"str", CELL_TEXT}, {"b", CELL_FLAG}, {"e", CELL_ERROR},
	    {"d", CELL_DATE}};
	for (size_t i = 0; type && i < sizeof types / sizeof *types; i++) {
		if (strcmp(types[i].name, type) == 0)
			return types[i].type;
	}
	return CELL_NUMBER;
}

static void
start_cell(struct xlsx *xlsx, const char **attributes)
{
	const char *name = xml_attribute(attributes, "r");
	const char *style = xml_attribute(attributes, "s");
	size_t column = xlsx->column + 1;
	uint32_t row;
	if (name && !read_reference(name, &column, &row))
		xlsx->refusal = &intake_bad_part;
	/* Cells stand in order; a second one in a column is damage. */
	if (xlsx->column != SIZE_MAX && column <= xlsx->column)
		xlsx->refusal = &intake_bad_part;
	xlsx->column = column;
	xlsx->style = style ? (unsigned)strtoul(style, NULL, 10) : 0;
	xlsx->type = read_type(xml_attribute(attributes, "t"));
	xlsx->has_value = xlsx->has_formula = false;
	strbuf_reset(&xlsx->value);
}

static void
note_merged(struct xlsx *xlsx, const char **attributes)
{
	const char *reference = xml_attribute(attributes, "ref");
	const char *colon = reference ? strchr(reference, ':') : NULL;
	size_t column;
	uint32_t row = 0;
	/* Titles above the header and the header's own may be merged. */
	if (!colon || !read_reference(colon + 1, &column, &row) ||
	    row <= xlsx->header_row)
		return;
	if (!xlsx->merged++)
		xlsx->first_merged =
		    arena_dup(xlsx->mem, slice_view(reference));
}

static void
start(void *ctx, const char *name, const char **attributes)
{
	struct xlsx *xlsx = ctx;
	if (strcmp(name, "row") == 0)
		start_row(xlsx, attributes);
	else if (strcmp(name, "c") == 0)
		start_cell(xlsx, attributes);
	else if (strcmp(name, "f") == 0)
		xlsx->has_formula = true;
	else if (strcmp(name, "rPh") == 0)
		xlsx->phonetic++;
	else if (strcmp(name, "mergeCell") == 0)
		note_merged(xlsx, attributes);
	xlsx->in_value = !xlsx->phonetic &&
			 (strcmp(name, "v") == 0 || strcmp(name, "t") == 0);
	xlsx->has_value |= xlsx->in_value;
}

static void
take_text(void *ctx, struct slice text)
{
	struct xlsx *xlsx = ctx;
	if (!xlsx->in_value)
		return;
	strbuf_add(&xlsx->value, text);
	if (xlsx->value.len > CUT_FIELD_MAX)
		xlsx->refusal = &intake_long_field;
}

static void
count_length(struct xlsx *xlsx, struct slice shown)
{
	if (!xlsx->lengths || xlsx->column >= xlsx->width || shown.len >= 16)
		return;
	for (size_t i = 0; i < shown.len; i++) {
		if (shown.at[i] < '0' || shown.at[i] > '9')
			return;
	}
	xlsx->lengths[xlsx->column].count[shown.len]++;
}

static void
write_number(struct xlsx *xlsx)
{
	static const struct format general = {0};
	const struct format *format = xlsx->style < xlsx->workbook.format_count
					  ? &xlsx->workbook.formats[xlsx->style]
					  : &general;
	size_t from = xlsx->joined.len;
	switch (format_write(&xlsx->joined, format, strbuf_view(&xlsx->value),
	    xlsx->workbook.from_1904)) {
	case FORMAT_FINE:
		if (format->kind == FORMAT_NUMBER)
			count_length(
			    xlsx, slice_from(strbuf_view(&xlsx->joined), from));
		return;
	case FORMAT_NO_NUMBER:
		fault(xlsx, &intake_bad_number);
		break;
	case FORMAT_LONG:
		fault(xlsx, &intake_long_number);
		break;
	case FORMAT_NO_DAY:
		fault(xlsx, &intake_bad_serial);
		break;
	}
	/* What is stored, for whoever looks at the held row. */
	xlsx->joined.len = from;
	strbuf_add(&xlsx->joined, strbuf_view(&xlsx->value));
}

static void
write_shared(struct xlsx *xlsx)
{
	struct slice text;
	size_t index = (size_t)strtoull(strbuf_text(&xlsx->value), NULL, 10);
	if (workbook_find_string(&xlsx->workbook, index, &text))
		strbuf_add(&xlsx->joined, text);
	else
		xlsx->refusal = &intake_bad_part;
}

/* Dates of strict workbooks: "2012-03-19T00:00:00". */
static void
write_date(struct xlsx *xlsx)
{
	struct slice text = strbuf_view(&xlsx->value);
	if (slice_ends(text, "T00:00:00"))
		text.len -= strlen("T00:00:00");
	strbuf_add(&xlsx->joined, text);
}

static void
write_cell(struct xlsx *xlsx)
{
	switch (xlsx->type) {
	case CELL_NUMBER:
		write_number(xlsx);
		break;
	case CELL_SHARED:
		write_shared(xlsx);
		break;
	case CELL_TEXT:
		workbook_add_text(&xlsx->joined, strbuf_view(&xlsx->value));
		break;
	case CELL_FLAG:
		strbuf_add_text(&xlsx->joined,
		    slice_is(strbuf_view(&xlsx->value), "1") ? "TRUE"
							     : "FALSE");
		break;
	case CELL_ERROR:
		strbuf_add(&xlsx->joined, strbuf_view(&xlsx->value));
		fault(xlsx, &intake_error_cell);
		break;
	case CELL_DATE:
		write_date(xlsx);
		break;
	}
}

/* Cells without text make a row no longer: sheets are full of them. */
static void
end_cell(struct xlsx *xlsx)
{
	size_t from = xlsx->joined.len;
	if (xlsx->has_value && (xlsx->value.len || xlsx->type != CELL_NUMBER))
		write_cell(xlsx);
	else if (xlsx->has_formula)
		fault(xlsx, &intake_no_result);
	if (xlsx->joined.len == from)
		return;
	if (xlsx->column >= READER_COLUMNS_MAX) {
		xlsx->refusal = &intake_many_columns;
		return;
	}
	for (; xlsx->count < xlsx->column; xlsx->count++)
		xlsx->starts[xlsx->count] = xlsx->ends[xlsx->count] = from;
	xlsx->starts[xlsx->count] = from;
	xlsx->ends[xlsx->count++] = xlsx->joined.len;
}

static void
end(void *ctx, const char *name)
{
	struct xlsx *xlsx = ctx;
	xlsx->in_value = false;
	if (strcmp(name, "c") == 0) {
		end_cell(xlsx);
	} else if (strcmp(name, "rPh") == 0) {
		xlsx->phonetic--;
	} else if (strcmp(name, "row") == 0) {
		xlsx->row_done = true;
		xml_pause(xlsx->xml);
	}
}

static const struct xml_handlers handlers = {start, end, take_text};

static bool
open_sheet(struct xlsx *xlsx)
{
	xlsx->part =
	    part_open(xlsx->workbook.package, xlsx->workbook.sheet_part);
	if (!xlsx->part)
		return false;
	xlsx->xml = xml_open(xlsx->part, &handlers, xlsx);
	xlsx->row = 0;
	return true;
}

static void
close_sheet(struct xlsx *xlsx)
{
	xml_close(xlsx->xml);
	part_close(xlsx->part);
	xlsx->xml = NULL;
	xlsx->part = NULL;
}

static enum reader_result
refuse(struct xlsx *xlsx)
{
	struct span span = {.file = xlsx->found->file, .line = xlsx->row};
	if (xlsx->refusal == &intake_bad_part)
		part_refuse(xlsx->part, xlsx->row, "a cell out of place");
	else if (xlsx->refusal == &intake_long_field)
		REPORT(xlsx->diag, span, &intake_long_field,
		    ARGS(CUT_FIELD_MAX >> 20));
	else
		REPORT(xlsx->diag, span, &intake_many_columns,
		    ARGS(READER_COLUMNS_MAX));
	return READER_FAILED;
}

/* One row, which may be empty. */
static enum reader_result
read_row(struct xlsx *xlsx)
{
	xlsx->row_done = false;
	enum xml_result result = xml_read(xlsx->xml);
	if (result == XML_FAILED)
		return READER_FAILED;
	if (xlsx->refusal)
		return refuse(xlsx);
	return xlsx->row_done ? READER_RECORD : READER_END;
}

static size_t
count_filled(const struct xlsx *xlsx)
{
	size_t filled = 0;
	for (size_t i = 0; i < xlsx->count; i++)
		filled += xlsx->ends[i] > xlsx->starts[i];
	return filled;
}

/* The first row with two cells; in a sheet without one, the first with one.
 * 0 where there is none. */
static bool
find_header(struct xlsx *xlsx)
{
	uint32_t first = 0;
	enum reader_result result = READER_END;
	if (!open_sheet(xlsx))
		return false;
	for (int i = 0; i < HEADER_SEARCH && !xlsx->header_row; i++) {
		result = read_row(xlsx);
		if (result != READER_RECORD)
			break;
		size_t filled = count_filled(xlsx);
		if (filled && !first)
			first = xlsx->row;
		if (filled >= 2)
			xlsx->header_row = xlsx->row;
	}
	close_sheet(xlsx);
	if (!xlsx->header_row)
		xlsx->header_row = first;
	return result != READER_FAILED;
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

static enum reader_result
finish(struct xlsx *xlsx)
{
	struct span span = {.file = xlsx->found->file};
	struct slice block = {"", 1};
	for (size_t i = 0; i < xlsx->found->count; i++)
		warn_of_lengths(xlsx, i);
	if (xlsx->hidden_rows)
		REPORT(xlsx->diag, span, &intake_hidden_rows,
		    ARGS(xlsx->hidden_rows, xlsx->first_hidden));
	if (xlsx->merged)
		REPORT(xlsx->diag, span, &intake_merged,
		    ARGS(xlsx->merged, xlsx->first_merged));
	if (!bytes_rewind(xlsx->bytes, xlsx->diag))
		return READER_FAILED;
	while (block.len) {
		if (!bytes_next(xlsx->bytes, &block, xlsx->diag))
			return READER_FAILED;
	}
	if (digest_equal(bytes_digest(xlsx->bytes), xlsx->found->digest))
		return READER_END;
	REPORT(xlsx->diag, span, &intake_changed, NO_ARGS);
	return READER_FAILED;
}

static void
give(struct xlsx *xlsx, struct raw *raw)
{
	if (!xlsx->width) {
		xlsx->width = xlsx->count;
		xlsx->lengths =
		    ARENA_ARRAY(xlsx->mem, struct lengths, xlsx->count);
	} else if (xlsx->row_hidden && count_filled(xlsx) &&
		   !xlsx->hidden_rows++) {
		xlsx->first_hidden = xlsx->row;
	}
	for (; xlsx->count < xlsx->width; xlsx->count++)
		xlsx->starts[xlsx->count] = xlsx->ends[xlsx->count] =
		    xlsx->joined.len;
	for (size_t i = 0; i < xlsx->count; i++)
		xlsx->cells[i] =
		    (struct slice){xlsx->joined.at + xlsx->starts[i],
			xlsx->ends[i] - xlsx->starts[i]};
	*raw = (struct raw){.line = xlsx->row,
	    .cells = xlsx->cells,
	    .count = xlsx->count,
	    .fault = xlsx->fault};
}

static enum reader_result
xlsx_next(struct reader *reader, struct raw *raw)
{
	struct xlsx *xlsx = (struct xlsx *)reader;
	enum reader_result result;
	do {
		result = read_row(xlsx);
	} while (result == READER_RECORD && xlsx->row < xlsx->header_row);
	if (result == READER_END && xlsx->width)
		return finish(xlsx);
	if (result == READER_RECORD)
		give(xlsx, raw);
	return result;
}

static void
xlsx_close(struct reader *reader)
{
	struct xlsx *xlsx = (struct xlsx *)reader;
	close_sheet(xlsx);
	workbook_fini(&xlsx->workbook);
	strbuf_fini(&xlsx->joined);
	strbuf_fini(&xlsx->value);
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
