#include "intake/xlsx.h"

#include <stdlib.h>

#include "base/memory.h"
#include "intake/cut.h"
#include "intake/messages.h"
#include "intake/xlsx_cell.h"
#include "ooxml/messages.h"
#include "ooxml/relation.h"
#include "record/messages.h"

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
	if (!number || *end)
		return false;
	*column = number - 1;
	*row = (uint32_t)line;
	return true;
}

static void
start_row(struct xlsx *xlsx, const char **attributes)
{
	const char *number = xml_attribute(attributes, "r");
	const char *hidden = xml_attribute(attributes, "hidden");
	bool is_hidden = false;
	if (hidden && !xml_read_bool(hidden, &is_hidden))
		is_hidden = true;
	uint32_t last = xlsx->sheet.row.number;
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

#define FORMULA_MAX 8192 /* bytes, as in Excel */

static void
start_cell(struct xlsx *xlsx, const char **attributes)
{
	const char *name = NULL, *style = NULL, *type = NULL;
	size_t column = xlsx->column + 1;
	uint32_t row = xlsx->sheet.row.number;
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
	if (xlsx->numbered && row != xlsx->sheet.row.number)
		xlsx->refusal = &ooxml_bad_part;
	/* Cells stand in order; a second one in a column is damage. */
	if (xlsx->column != SIZE_MAX && column <= xlsx->column)
		xlsx->refusal = &ooxml_bad_part;
	xlsx->column = column;
	xlsx_read_style(xlsx, style);
	xlsx->type = xlsx_read_type(type);
	xlsx->in_cell = true;
	xlsx->struck = false;
	xlsx->inline_text = type && strcmp(type, "inlineStr") == 0;
	xlsx->has_value = xlsx->has_formula = xlsx->misfit = false;
	strbuf_reset(&xlsx->value);
	strbuf_reset(&xlsx->formula);
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
	xlsx->in_formula = xml_is(name, "f");
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
	else if (xml_is(name, "strike"))
		xlsx->struck |= styles_strike(attributes);
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
	if (xlsx->in_formula && xlsx->formula.len < FORMULA_MAX)
		strbuf_add(&xlsx->formula, text);
	if (!xlsx->in_value)
		return;
	strbuf_add(&xlsx->value, text);
	if (xlsx->value.len > CUT_FIELD_MAX)
		xlsx->refusal = &intake_long_cell;
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
	cell.look = xlsx->look;
	if (sheet_is_stale(strbuf_view(&xlsx->formula)))
		sheet_count_cell(&xlsx->sheet, xlsx->sheet.row.number,
		    xlsx->column, &xlsx->sheet.stale, &xlsx->sheet.first_stale);
	if (xlsx->struck)
		cell.look |= LOOK_STRUCK;
	if (xlsx->value.len || (xlsx->has_value && xlsx->type == CELL_ERROR))
		xlsx_write_cell(xlsx, &cell);
	else if (xlsx->has_formula &&
		 !(xlsx->has_value && xlsx->type == CELL_TEXT))
		cell.fault = &record_no_result;
	if (xlsx->misfit) {
		cell.fault = &record_bad_number;
		xlsx->sheet.row.values.len = cell.values_from;
	}
	const struct message *refusal =
	    sheet_end_cell(&xlsx->sheet, &cell, xlsx->column);
	if (!xlsx->refusal)
		xlsx->refusal = refusal;
}

static void
measure_cell(struct xlsx *xlsx)
{
	xlsx->in_cell = false;
	if (xlsx->column >= xlsx->measured && xlsx_is_filled(xlsx))
		xlsx->measured = xlsx->column + 1;
}

static void
end(void *ctx, struct xml_name name)
{
	struct xlsx *xlsx = ctx;
	xlsx->in_value = xlsx->in_formula = false;
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

/* ---- notes */

static void
start_note(void *ctx, struct xml_name name, const char **attributes)
{
	struct sheet *sheet = ctx;
	const char *cell = xml_attribute(attributes, "ref");
	size_t column;
	uint32_t row = 0;
	/* Those of a header say what its columns are. */
	if (!xml_is(name, "comment") || !cell ||
	    !read_reference(cell, &column, &row) || row <= sheet->below)
		return;
	if (!sheet->notes++)
		sheet->first_note = arena_dup(sheet->mem, slice_view(cell));
}

static void
end_note(void *ctx, struct xml_name name)
{
	(void)ctx, (void)name;
}

/* Notes of cells stand in a part of their own. */
static bool
read_notes(struct xlsx *xlsx)
{
	static const struct xml_handlers handlers = {
	    xml_sheet_spaces, start_note, end_note, NULL};
	struct package *package = xlsx->workbook.package;
	const char *part = xlsx->workbook.sheet_part;
	struct relations relations = {.mem = arena_new()};
	bool ok = true;
	if (package_has(package, relations_part(relations.mem, part)))
		ok = relations_read(&relations, package, part);
	const struct relation *notes =
	    relations_find_type(&relations, "comments");
	const char *target =
	    notes ? relation_resolve(relations.mem, part, notes->target) : "";
	if (ok && package_has(package, target))
		ok = xml_read_part(package, target, &handlers, &xlsx->sheet);
	arena_free(relations.mem);
	return ok;
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
	sheet->merged = sheet->notes = sheet->stale = 0;
	sheet->row.number = 0;
	xlsx->measures = false;
	xlsx->shared = 0;
	xlsx->part =
	    part_open(xlsx->workbook.package, xlsx->workbook.sheet_part);
	if (xlsx->part)
		xlsx->xml = xml_open(xlsx->part, &handlers, xlsx);
	return xlsx->part != NULL && (!sheet->below || read_notes(xlsx));
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
	strbuf_fini(&xlsx->formula);
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
