#include "intake/xlsx.h"

#include <stdlib.h>

#include "base/memory.h"
#include "intake/cut.h"
#include "intake/messages.h"
#include "intake/workbook.h"
#include "ooxml/messages.h"
#include "record/messages.h"

/* Texts that are shared may be long, but not much longer together than what
 * the file takes to say so. */
#define SHARED_FREE (64ull << 20)
#define SHARED_SHARE 16

enum cell_type {
	CELL_NUMBER,
	CELL_SHARED,
	CELL_TEXT, /* inlineStr, str */
	CELL_FLAG,
	CELL_ERROR,
	CELL_DATE, /* ISO 8601 */
	CELL_UNKNOWN,
};

struct xlsx {
	struct sheet sheet;
	struct workbook workbook;
	struct part *part;
	struct xml *xml;
	bool row_done;
	bool numbered; /* the row says its number */
	const struct message *refusal;
	uint64_t shared; /* bytes of shared texts given */
	size_t measured; /* xlsx_measure: columns so far */
	bool measures;
	/* The cell at hand. */
	enum cell_type type;
	size_t column;
	const struct format *format;
	bool in_cell, in_value, has_value, has_formula;
	bool inline_text; /* its text stands in t, not in v */
	bool misfit; /* it has a text where its value should be, or two */
	int phonetic;
	struct strbuf value;
};

/* "C" of "C12" is 2; false where the text is not a cell's name. */
static bool
read_reference(const char *text, size_t *column, uint32_t *row)
{
	size_t number = 0;
	char *end;
	for (; *text >= 'A' && *text <= 'Z' && number < 100000; text++)
		number = number * 26 + (size_t)(*text - 'A' + 1);
	if (*text < '0' || *text > '9')
		return false;
	unsigned long line = strtoul(text, &end, 10);
	if (!number || (*end && *end != ':'))
		return false;
	*column = number - 1;
	*row = (uint32_t)line;
	return true;
}

static struct sheet_row *
row_of(struct xlsx *xlsx)
{
	return &xlsx->sheet.row;
}

static void
start_row(struct xlsx *xlsx, const char **attributes)
{
	const char *number = xml_attribute(attributes, "r");
	const char *hidden = xml_attribute(attributes, "hidden");
	bool is_hidden = false;
	if (hidden && !xml_read_bool(hidden, &is_hidden))
		is_hidden = true;
	uint32_t last = row_of(xlsx)->number;
	uint32_t at = number ? (uint32_t)strtoul(number, NULL, 10) : last + 1;
	/* Rows stand in order, and a second one of a number is damage. */
	if (at <= last)
		xlsx->refusal = &ooxml_bad_part;
	sheet_start_row(&xlsx->sheet, at, is_hidden);
	xlsx->numbered = number;
	xlsx->column = SIZE_MAX;
}

/* <col min="2" max="3" hidden="1"/>, before the rows. */
static void
note_columns(struct xlsx *xlsx, const char **attributes)
{
	const char *hidden = xml_attribute(attributes, "hidden");
	const char *min = xml_attribute(attributes, "min");
	const char *max = xml_attribute(attributes, "max");
	bool is_hidden = false;
	if (!hidden || !xml_read_bool(hidden, &is_hidden) || !is_hidden)
		return;
	unsigned long from = min ? strtoul(min, NULL, 10) : 0;
	unsigned long to = max ? strtoul(max, NULL, 10) : from;
	if (from && to >= from)
		sheet_hide_columns(&xlsx->sheet, from - 1, to - from + 1);
}

static enum cell_type
read_type(const char *type)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} types[] = {{"s", CELL_SHARED}, {"n", CELL_NUMBER},
	    {"inlineStr", CELL_TEXT}, {"str", CELL_TEXT}, {"b", CELL_FLAG},
	    {"e", CELL_ERROR}, {"d", CELL_DATE}};
	if (!type)
		return CELL_NUMBER;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (strcmp(types[i].name, type) == 0)
			return types[i].type;
	}
	return CELL_UNKNOWN;
}

static const struct format *
read_style(const struct xlsx *xlsx, const char *text)
{
	char *end = NULL;
	unsigned long style = text ? strtoul(text, &end, 10) : 0;
	if (text && (end == text || *end))
		return &format_unknown;
	return styles_find(&xlsx->workbook.styles, style);
}

static void
start_cell(struct xlsx *xlsx, const char **attributes)
{
	const char *name = NULL, *style = NULL, *type = NULL;
	size_t column = xlsx->column + 1;
	uint32_t row = row_of(xlsx)->number;
	for (; *attributes; attributes += 2) {
		if (strcmp(*attributes, "r") == 0)
			name = attributes[1];
		else if (strcmp(*attributes, "s") == 0)
			style = attributes[1];
		else if (strcmp(*attributes, "t") == 0)
			type = attributes[1];
	}
	if (name && !read_reference(name, &column, &row))
		xlsx->refusal = &ooxml_bad_part;
	if (xlsx->numbered && row != row_of(xlsx)->number)
		xlsx->refusal = &ooxml_bad_part;
	/* Cells stand in order; a second one in a column is damage. */
	if (xlsx->column != SIZE_MAX && column <= xlsx->column)
		xlsx->refusal = &ooxml_bad_part;
	xlsx->column = column;
	xlsx->format = read_style(xlsx, style);
	xlsx->type = read_type(type);
	xlsx->in_cell = true;
	xlsx->inline_text = type && strcmp(type, "inlineStr") == 0;
	xlsx->has_value = xlsx->has_formula = xlsx->misfit = false;
	strbuf_reset(&xlsx->value);
}

static void
note_merged(struct xlsx *xlsx, const char **attributes)
{
	struct sheet *sheet = &xlsx->sheet;
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

/* "A1:K30" has eleven columns. */
static void
note_size(struct xlsx *xlsx, const char **attributes)
{
	const char *reference = xml_attribute(attributes, "ref");
	const char *colon = reference ? strchr(reference, ':') : NULL;
	size_t column;
	uint32_t row;
	if (colon && read_reference(colon + 1, &column, &row))
		xlsx->sheet.stated_width = column + 1;
}

/* Whether its text is the cell's. */
static bool
start_value(struct xlsx *xlsx, bool is_text)
{
	if (!xlsx->in_cell || xlsx->phonetic)
		return false;
	xlsx->misfit |= is_text != xlsx->inline_text;
	xlsx->misfit |= !is_text && xlsx->has_value;
	return true;
}

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	struct xlsx *xlsx = ctx;
	bool text = false;
	if (xml_is(name, "c"))
		start_cell(xlsx, attributes);
	else if (xml_is(name, "v"))
		text = start_value(xlsx, false);
	else if (xml_is(name, "t"))
		text = start_value(xlsx, true);
	else if (xml_is(name, "row"))
		start_row(xlsx, attributes);
	else if (xml_is(name, "f"))
		xlsx->has_formula = true;
	else if (xml_is(name, "rPh"))
		xlsx->phonetic++;
	else if (xml_is(name, "col"))
		note_columns(xlsx, attributes);
	else if (xml_is(name, "mergeCell"))
		note_merged(xlsx, attributes);
	else if (xml_is(name, "dimension"))
		note_size(xlsx, attributes);
	xlsx->in_value = text;
	xlsx->has_value |= text;
}

static void
take_text(void *ctx, struct slice text)
{
	struct xlsx *xlsx = ctx;
	if (!xlsx->in_value)
		return;
	strbuf_add(&xlsx->value, text);
	if (xlsx->value.len > CUT_FIELD_MAX)
		xlsx->refusal = &intake_long_cell;
}

/* ---- cells by their type */

static void
add_stored(struct xlsx *xlsx)
{
	strbuf_add(&row_of(xlsx)->shown, strbuf_view(&xlsx->value));
}

static const struct message *
fault_message(enum format_fault fault)
{
	switch (fault) {
	case FORMAT_NO_NUMBER:
		return &record_bad_number;
	case FORMAT_LONG:
		return &record_long_number;
	case FORMAT_NO_DAY:
		return &record_bad_serial;
	case FORMAT_UNSURE:
		return &record_shown_unsurely;
	case FORMAT_FINE:
		break;
	}
	return NULL;
}

static void
take_result(
    struct xlsx *xlsx, struct sheet_cell *cell, struct format_result result)
{
	struct sheet_row *row = row_of(xlsx);
	const struct message *why = fault_message(result.fault);
	cell->is_date = result.kind == FORMAT_MOMENT;
	cell->as = cell->is_date    ? SHOWN_TEXT
		   : result.percent ? SHOWN_PERCENT
				    : SHOWN_NUMBER;
	if (why)
		cell->fault = why;
	if (result.fault == FORMAT_FINE)
		return;
	/* What is stored, for whoever looks at the held row. */
	row->shown.len = cell->from;
	add_stored(xlsx);
}

static void
write_number(struct xlsx *xlsx, struct sheet_cell *cell)
{
	struct sheet_row *row = row_of(xlsx);
	take_result(xlsx, cell,
	    format_write(&row->shown, &row->values, xlsx->format,
		strbuf_view(&xlsx->value), xlsx->workbook.from_1904));
}

/* Dates of strict workbooks: "2012-03-19T00:00:00". */
static void
write_date(struct xlsx *xlsx, struct sheet_cell *cell)
{
	struct sheet_row *row = row_of(xlsx);
	take_result(xlsx, cell,
	    format_write_iso(&row->shown, &row->values, xlsx->format,
		strbuf_view(&xlsx->value)));
}

/* A few texts in many cells can be more than any computer holds. */
static void
count_shared(struct xlsx *xlsx, size_t len)
{
	xlsx->shared += len;
	if (xlsx->shared > SHARED_FREE &&
	    xlsx->shared > SHARED_FREE + xlsx->workbook.strings.text.len +
			       part_taken(xlsx->part) * SHARED_SHARE)
		xlsx->refusal = &ooxml_bomb;
}

static bool
read_index(struct slice text, size_t *index)
{
	*index = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || i > 9)
			return false;
		*index = *index * 10 + (size_t)(text.at[i] - '0');
	}
	return text.len > 0;
}

static void
write_shared(struct xlsx *xlsx)
{
	struct slice text;
	size_t index;
	if (!read_index(slice_trim(strbuf_view(&xlsx->value)), &index) ||
	    !strings_find(&xlsx->workbook.strings, index, &text)) {
		xlsx->refusal = &ooxml_bad_part;
		return;
	}
	count_shared(xlsx, text.len);
	if (!xlsx->refusal)
		strbuf_add(&row_of(xlsx)->shown, text);
}

static void
write_flag(struct xlsx *xlsx, struct sheet_cell *cell)
{
	bool flag;
	if (xml_read_bool(strbuf_text(&xlsx->value), &flag)) {
		strbuf_add_text(&row_of(xlsx)->shown, flag ? "TRUE" : "FALSE");
		return;
	}
	add_stored(xlsx);
	cell->fault = &record_bad_cell_flag;
}

static void
write_cell(struct xlsx *xlsx, struct sheet_cell *cell)
{
	switch (xlsx->type) {
	case CELL_NUMBER:
		write_number(xlsx, cell);
		break;
	case CELL_SHARED:
		write_shared(xlsx);
		break;
	case CELL_TEXT:
		strings_add_text(
		    &row_of(xlsx)->shown, strbuf_view(&xlsx->value));
		break;
	case CELL_FLAG:
		write_flag(xlsx, cell);
		break;
	case CELL_ERROR:
		add_stored(xlsx);
		cell->fault = &record_error_cell;
		break;
	case CELL_DATE:
		write_date(xlsx, cell);
		break;
	case CELL_UNKNOWN:
		add_stored(xlsx);
		cell->fault = &record_bad_number;
		break;
	}
	/* Texts have formats too: "Herr "@, or ;;; which hides them. */
	if ((xlsx->type == CELL_SHARED || xlsx->type == CELL_TEXT) &&
	    !format_shows_text(xlsx->format))
		cell->fault = row_of(xlsx)->shown.len > cell->from
				  ? &record_shown_unsurely
				  : cell->fault;
}

/* An empty <v/> is an empty cell, not the first of the shared texts; a formula
 * has an empty result only where that is a text. */
static void
end_cell(struct xlsx *xlsx)
{
	struct sheet_cell cell = sheet_start_cell(&xlsx->sheet);
	xlsx->in_cell = false;
	if (xlsx->refusal)
		return;
	if (xlsx->value.len || (xlsx->has_value && xlsx->type == CELL_ERROR))
		write_cell(xlsx, &cell);
	else if (xlsx->has_formula &&
		 !(xlsx->has_value && xlsx->type == CELL_TEXT))
		cell.fault = &record_no_result;
	if (xlsx->misfit) {
		cell.fault = &record_bad_number;
		row_of(xlsx)->values.len = cell.values_from;
	}
	const struct message *refusal =
	    sheet_end_cell(&xlsx->sheet, &cell, xlsx->column);
	if (!xlsx->refusal)
		xlsx->refusal = refusal;
}

/* Whether the cell holds anything, without drawing it. */
static bool
is_filled(struct xlsx *xlsx)
{
	struct slice text = strbuf_view(&xlsx->value);
	size_t index;
	if (xlsx->type == CELL_SHARED && read_index(slice_trim(text), &index))
		return strings_find(&xlsx->workbook.strings, index, &text) &&
		       !slice_is_blank(text);
	return !slice_is_blank(text);
}

static void
measure_cell(struct xlsx *xlsx)
{
	xlsx->in_cell = false;
	if (xlsx->column >= xlsx->measured && is_filled(xlsx))
		xlsx->measured = xlsx->column + 1;
}

static void
end(void *ctx, struct xml_name name)
{
	struct xlsx *xlsx = ctx;
	xlsx->in_value = false;
	if (xml_is(name, "c")) {
		xlsx->measures ? measure_cell(xlsx) : end_cell(xlsx);
	} else if (xml_is(name, "rPh")) {
		xlsx->phonetic--;
	} else if (xml_is(name, "row") && !xlsx->measures) {
		xlsx->row_done = true;
		xml_pause(xlsx->xml);
	}
	if (xlsx->refusal)
		xml_pause(xlsx->xml);
}

/* ---- the sheet */

static void
close_part(struct xlsx *xlsx)
{
	xml_close(xlsx->xml);
	part_close(xlsx->part);
	xlsx->xml = NULL;
	xlsx->part = NULL;
}

static bool
rewind_sheet(struct sheet *sheet)
{
	static const struct xml_handlers handlers = {
	    xml_sheet_spaces, start, end, take_text};
	struct xlsx *xlsx = (struct xlsx *)sheet;
	close_part(xlsx);
	sheet->merged = 0;
	sheet->row.number = 0;
	xlsx->measures = false;
	xlsx->shared = 0;
	xlsx->part =
	    part_open(xlsx->workbook.package, xlsx->workbook.sheet_part);
	if (xlsx->part)
		xlsx->xml = xml_open(xlsx->part, &handlers, xlsx);
	return xlsx->part != NULL;
}

static enum reader_result
refuse(struct xlsx *xlsx)
{
	const struct sheet *sheet = &xlsx->sheet;
	struct span span = {
	    .file = sheet->found->file, .line = sheet->row.number};
	if (xlsx->refusal == &ooxml_bad_part)
		part_refuse(
		    xlsx->part, sheet->row.number, "a cell out of place");
	else if (xlsx->refusal == &ooxml_bomb)
		REPORT(sheet->diag, span, &ooxml_bomb,
		    ARGS(xlsx->workbook.sheet_part));
	else
		sheet_refuse(sheet, xlsx->refusal);
	return READER_FAILED;
}

static enum reader_result
next_row(struct sheet *sheet)
{
	struct xlsx *xlsx = (struct xlsx *)sheet;
	xlsx->row_done = false;
	enum xml_result result = xml_read(xlsx->xml);
	if (result == XML_FAILED)
		return READER_FAILED;
	if (xlsx->refusal)
		return refuse(xlsx);
	if (!xlsx->row_done)
		return READER_END;
	sheet_end_row(sheet);
	return READER_RECORD;
}

static enum reader_result
measure(struct sheet *sheet, size_t least, size_t *width)
{
	struct xlsx *xlsx = (struct xlsx *)sheet;
	xlsx->measures = true;
	xlsx->measured = least;
	enum xml_result result = xml_read(xlsx->xml);
	*width = xlsx->measured;
	if (result == XML_FAILED)
		return READER_FAILED;
	return xlsx->refusal ? refuse(xlsx) : READER_END;
}

static void
close_sheet(struct sheet *sheet)
{
	struct xlsx *xlsx = (struct xlsx *)sheet;
	close_part(xlsx);
	workbook_fini(&xlsx->workbook);
	strbuf_fini(&xlsx->value);
	sheet_fini(sheet);
	free(xlsx);
}

struct sheet *
xlsx_open(const struct reader_setting *setting, struct package *package)
{
	static const struct sheet_kind kind = {
	    rewind_sheet, next_row, measure, close_sheet};
	struct xlsx *xlsx = mem_new(1, sizeof *xlsx);
	sheet_init(&xlsx->sheet, setting);
	xlsx->sheet.kind = &kind;
	if (workbook_open(&xlsx->workbook, setting, package)) {
		xlsx->sheet.name = xlsx->workbook.sheet;
		return &xlsx->sheet;
	}
	close_sheet(&xlsx->sheet);
	return NULL;
}
