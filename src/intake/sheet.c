#include "intake/sheet.h"

#include <stdlib.h>

#include "base/memory.h"
#include "intake/cut.h"
#include "intake/messages.h"
#include "ooxml/messages.h"

enum cell_type {
	CELL_NUMBER,
	CELL_SHARED,
	CELL_TEXT, /* inlineStr, str */
	CELL_FLAG,
	CELL_ERROR,
	CELL_DATE, /* ISO 8601 */
};

struct sheet {
	struct workbook *workbook;
	const struct intake_found *found;
	struct arena *mem; /* for names in faults */
	struct diag *diag;
	struct part *part;
	struct xml *xml;
	/* The row at hand. */
	struct sheet_row row;
	bool row_done;
	struct strbuf joined;
	size_t ends[READER_COLUMNS_MAX]; /* of each cell in `joined` */
	const struct message *refusal;
	/* The cell at hand. */
	enum cell_type type;
	size_t column;
	unsigned style;
	bool in_value, has_value, has_formula, shown_number;
	int phonetic;
	struct strbuf value;
	/* Merged cells that end below this row. */
	uint32_t below, merged;
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
column_name(struct sheet *sheet, size_t column)
{
	char letters[8];
	size_t at = sizeof letters;
	if (column < sheet->found->count)
		return sheet->found->names[column];
	for (size_t rest = column + 1; rest && at; rest = (rest - 1) / 26)
		letters[--at] = (char)('A' + (rest - 1) % 26);
	return arena_dup(
	    sheet->mem, (struct slice){letters + at, sizeof letters - at});
}

static void
fault(struct sheet *sheet, const struct message *message)
{
	if (!sheet->row.fault.message)
		PROBLEM(&sheet->row.fault, message,
		    ARGS(column_name(sheet, sheet->column)));
}

static void
start_row(struct sheet *sheet, const char **attributes)
{
	const char *number = xml_attribute(attributes, "r");
	const char *hidden = xml_attribute(attributes, "hidden");
	sheet->row.number = number ? (uint32_t)strtoul(number, NULL, 10)
				   : sheet->row.number + 1;
	sheet->row.hidden =
	    hidden && strcmp(hidden, "0") != 0 && strcmp(hidden, "false") != 0;
	sheet->row.count = 0;
	sheet->column = SIZE_MAX;
	sheet->row.fault = (struct problem){0};
	strbuf_reset(&sheet->joined);
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
start_cell(struct sheet *sheet, const char **attributes)
{
	const char *name = xml_attribute(attributes, "r");
	const char *style = xml_attribute(attributes, "s");
	size_t column = sheet->column + 1;
	uint32_t row;
	if (name && !read_reference(name, &column, &row))
		sheet->refusal = &ooxml_bad_part;
	/* Cells stand in order; a second one in a column is damage. */
	if (sheet->column != SIZE_MAX && column <= sheet->column)
		sheet->refusal = &ooxml_bad_part;
	sheet->column = column;
	sheet->style = style ? (unsigned)strtoul(style, NULL, 10) : 0;
	sheet->type = read_type(xml_attribute(attributes, "t"));
	sheet->has_value = sheet->has_formula = sheet->shown_number = false;
	strbuf_reset(&sheet->value);
}

static void
note_merged(struct sheet *sheet, const char **attributes)
{
	const char *reference = xml_attribute(attributes, "ref");
	const char *colon = reference ? strchr(reference, ':') : NULL;
	size_t column;
	uint32_t row = 0;
	/* Titles above the header and the header's own may be merged. */
	if (!colon || !read_reference(colon + 1, &column, &row) ||
	    row <= sheet->below)
		return;
	if (!sheet->merged++)
		sheet->first_merged =
		    arena_dup(sheet->mem, slice_view(reference));
}

static void
start(void *ctx, const char *name, const char **attributes)
{
	struct sheet *sheet = ctx;
	if (strcmp(name, "row") == 0)
		start_row(sheet, attributes);
	else if (strcmp(name, "c") == 0)
		start_cell(sheet, attributes);
	else if (strcmp(name, "f") == 0)
		sheet->has_formula = true;
	else if (strcmp(name, "rPh") == 0)
		sheet->phonetic++;
	else if (strcmp(name, "mergeCell") == 0)
		note_merged(sheet, attributes);
	sheet->in_value = !sheet->phonetic &&
			  (strcmp(name, "v") == 0 || strcmp(name, "t") == 0);
	sheet->has_value |= sheet->in_value;
}

static void
take_text(void *ctx, struct slice text)
{
	struct sheet *sheet = ctx;
	if (!sheet->in_value)
		return;
	strbuf_add(&sheet->value, text);
	if (sheet->value.len > CUT_FIELD_MAX)
		sheet->refusal = &intake_long_field;
}

static void
write_number(struct sheet *sheet)
{
	static const struct format general = {0};
	const struct format *format =
	    sheet->style < sheet->workbook->format_count
		? &sheet->workbook->formats[sheet->style]
		: &general;
	size_t from = sheet->joined.len;
	switch (format_write(&sheet->joined, format, strbuf_view(&sheet->value),
	    sheet->workbook->from_1904)) {
	case FORMAT_FINE:
		sheet->shown_number = format->kind == FORMAT_NUMBER;
		return;
	case FORMAT_NO_NUMBER:
		fault(sheet, &intake_bad_number);
		break;
	case FORMAT_LONG:
		fault(sheet, &intake_long_number);
		break;
	case FORMAT_NO_DAY:
		fault(sheet, &intake_bad_serial);
		break;
	}
	/* What is stored, for whoever looks at the held row. */
	sheet->joined.len = from;
	strbuf_add(&sheet->joined, strbuf_view(&sheet->value));
}

static void
write_shared(struct sheet *sheet)
{
	struct slice text;
	size_t index = (size_t)strtoull(strbuf_text(&sheet->value), NULL, 10);
	if (workbook_find_string(sheet->workbook, index, &text))
		strbuf_add(&sheet->joined, text);
	else
		sheet->refusal = &ooxml_bad_part;
}

/* Dates of strict workbooks: "2012-03-19T00:00:00". */
static void
write_date(struct sheet *sheet)
{
	struct slice text = strbuf_view(&sheet->value);
	if (slice_ends(text, "T00:00:00"))
		text.len -= strlen("T00:00:00");
	strbuf_add(&sheet->joined, text);
}

static void
write_cell(struct sheet *sheet)
{
	switch (sheet->type) {
	case CELL_NUMBER:
		write_number(sheet);
		break;
	case CELL_SHARED:
		write_shared(sheet);
		break;
	case CELL_TEXT:
		workbook_add_text(&sheet->joined, strbuf_view(&sheet->value));
		break;
	case CELL_FLAG:
		strbuf_add_text(&sheet->joined,
		    slice_is(strbuf_view(&sheet->value), "1") ? "TRUE"
							      : "FALSE");
		break;
	case CELL_ERROR:
		strbuf_add(&sheet->joined, strbuf_view(&sheet->value));
		fault(sheet, &intake_error_cell);
		break;
	case CELL_DATE:
		write_date(sheet);
		break;
	}
}

/* Cells without text make a row no longer: sheets are full of them. */
static void
end_cell(struct sheet *sheet)
{
	size_t from = sheet->joined.len;
	if (sheet->has_value &&
	    (sheet->value.len || sheet->type != CELL_NUMBER))
		write_cell(sheet);
	else if (sheet->has_formula)
		fault(sheet, &intake_no_result);
	if (sheet->joined.len == from)
		return;
	if (sheet->column >= READER_COLUMNS_MAX) {
		sheet->refusal = &intake_many_columns;
		return;
	}
	struct sheet_row *row = &sheet->row;
	for (; row->count < sheet->column; row->count++) {
		sheet->ends[row->count] = from;
		row->numbers[row->count] = false;
	}
	row->numbers[row->count] = sheet->shown_number;
	sheet->ends[row->count++] = sheet->joined.len;
}

static void
end(void *ctx, const char *name)
{
	struct sheet *sheet = ctx;
	sheet->in_value = false;
	if (strcmp(name, "c") == 0) {
		end_cell(sheet);
	} else if (strcmp(name, "rPh") == 0) {
		sheet->phonetic--;
	} else if (strcmp(name, "row") == 0) {
		sheet->row_done = true;
		xml_pause(sheet->xml);
	}
}

static const struct xml_handlers handlers = {start, end, take_text};

struct sheet *
sheet_open(struct workbook *workbook, const struct intake_found *found,
    uint32_t below, struct arena *mem, struct diag *diag)
{
	struct sheet *sheet = mem_new(1, sizeof *sheet);
	sheet->workbook = workbook;
	sheet->found = found;
	sheet->below = below;
	sheet->mem = mem;
	sheet->diag = diag;
	sheet->part = part_open(workbook->package, workbook->sheet_part);
	if (sheet->part) {
		sheet->xml = xml_open(sheet->part, &handlers, sheet);
		return sheet;
	}
	sheet_close(sheet);
	return NULL;
}

void
sheet_close(struct sheet *sheet)
{
	if (!sheet)
		return;
	xml_close(sheet->xml);
	part_close(sheet->part);
	strbuf_fini(&sheet->joined);
	strbuf_fini(&sheet->value);
	free(sheet);
}

static enum reader_result
refuse(struct sheet *sheet)
{
	struct span span = {
	    .file = sheet->found->file, .line = sheet->row.number};
	if (sheet->refusal == &ooxml_bad_part)
		part_refuse(
		    sheet->part, sheet->row.number, "a cell out of place");
	else if (sheet->refusal == &intake_long_field)
		REPORT(sheet->diag, span, &intake_long_field,
		    ARGS(CUT_FIELD_MAX >> 20));
	else
		REPORT(sheet->diag, span, &intake_many_columns,
		    ARGS(READER_COLUMNS_MAX));
	return READER_FAILED;
}

static void
set_cells(struct sheet *sheet)
{
	size_t from = 0;
	for (size_t i = 0; i < sheet->row.count; i++) {
		sheet->row.cells[i] = (struct slice){
		    sheet->joined.at + from, sheet->ends[i] - from};
		from = sheet->ends[i];
	}
}

enum reader_result
sheet_next(struct sheet *sheet)
{
	sheet->row_done = false;
	enum xml_result result = xml_read(sheet->xml);
	if (result == XML_FAILED)
		return READER_FAILED;
	if (sheet->refusal)
		return refuse(sheet);
	if (!sheet->row_done)
		return READER_END;
	set_cells(sheet);
	return READER_RECORD;
}

struct sheet_row *
sheet_row(struct sheet *sheet)
{
	return &sheet->row;
}

uint32_t
sheet_count_merged(const struct sheet *sheet, struct slice *first)
{
	*first = sheet->first_merged;
	return sheet->merged;
}
