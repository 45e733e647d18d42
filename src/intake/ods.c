#include "intake/ods.h"

#include <stdlib.h>

#include "base/memory.h"
#include "intake/cut.h"
#include "intake/messages.h"
#include "intake/ods_cell.h"
#include "ooxml/messages.h"
#include "record/messages.h"

/* A repeated cell may be more than any computer holds: so many bytes, and so many
 * times what the file takes to say so. */
#define REPEATED_FREE (64ull << 20)
#define REPEATED_SHARE 16
#define ROWS_MAX (1u << 20) /* that a sheet has */

/* ---- cells */

static void
start_cell(struct ods *ods, const char **attributes, bool covered)
{
	static const char *const values[] = {ODF_OFFICE " value",
	    ODF_OFFICE " date-value", ODF_OFFICE " boolean-value",
	    ODF_OFFICE " string-value"};
	const char *value = NULL;
	ods->in_cell = true;
	ods->covered = covered;
	ods->column += ods->columns;
	ods->columns =
	    odf_read_count(attributes, ODF_TABLE " number-columns-repeated");
	ods->spanned =
	    odf_read_count(attributes, ODF_TABLE " number-rows-spanned") > 1 ||
	    odf_read_count(attributes, ODF_TABLE " number-columns-spanned") > 1;
	const char *formula = xml_attribute(attributes, ODF_TABLE " formula");
	ods->formula = formula != NULL;
	if (formula && !ods->measures && sheet_is_stale(slice_view(formula)))
		sheet_count_cell(&ods->sheet, ods->next_number, ods->column,
		    &ods->sheet.stale, &ods->sheet.first_stale);
	ods->type =
	    ods_read_type(xml_attribute(attributes, ODF_OFFICE " value-type"),
		xml_attribute(attributes, ODF_CALC " value-type"));
	for (size_t i = 0; i < sizeof values / sizeof *values && !value; i++)
		value = xml_attribute(attributes, values[i]);
	ods->has_value = value != NULL;
	strbuf_reset(&ods->value);
	strbuf_add_text(&ods->value, value ? value : "");
	odf_text_reset(&ods->text);
	ods->look = ods_find_look(ods, attributes, ODF_TABLE " style-name");
	if (!ods->columns)
		ods->refusal = &ooxml_bad_part;
}

static void
end_cell(struct ods *ods)
{
	struct sheet_cell cell = sheet_start_cell(&ods->sheet);
	struct sheet_row *row = &ods->sheet.row;
	ods->in_cell = false;
	if (ods->refusal)
		return;
	ods_write_cell(ods, &cell);
	cell.look = ods->look;
	/* A cell under a merged one is there and does not show. */
	if (ods->covered && row->shown.len > cell.from) {
		cell.fault = &record_shown_unsurely;
		row->values.len = cell.values_from;
	}
	if (ods->spanned)
		sheet_count_cell(&ods->sheet, ods->next_number, ods->column,
		    &ods->sheet.merged, &ods->sheet.first_merged);
	struct slice shown = slice_from(strbuf_view(&row->shown), cell.from);
	struct slice value =
	    slice_from(strbuf_view(&row->values), cell.values_from);
	size_t shown_len = shown.len, value_len = value.len;
	ods->refusal = sheet_end_cell(&ods->sheet, &cell, ods->column);
	for (size_t i = 1;
	     (shown_len || cell.fault) && i < ods->columns && !ods->refusal;
	     i++) {
		struct sheet_cell again = cell;
		again.from = row->shown.len;
		again.values_from = row->values.len;
		strbuf_reserve(&row->shown, shown_len);
		strbuf_reserve(&row->values, value_len);
		strbuf_add(&row->shown,
		    slice_part(strbuf_view(&row->shown), cell.from, shown_len));
		strbuf_add(&row->values, slice_part(strbuf_view(&row->values),
					     cell.values_from, value_len));
		ods->refusal =
		    sheet_end_cell(&ods->sheet, &again, ods->column + i);
	}
}

static void
measure_cell(struct ods *ods)
{
	size_t end = ods->column + ods->columns;
	ods->in_cell = false;
	if (end > ods->measured &&
	    (slice_trim(strbuf_view(&ods->text.text)).len ||
		slice_trim(strbuf_view(&ods->value)).len))
		ods->measured = end;
}

/* ---- rows */

static void
start_row(struct ods *ods, const char **attributes)
{
	const char *seen = xml_attribute(attributes, ODF_TABLE " visibility");
	ods->repeats =
	    odf_read_count(attributes, ODF_TABLE " number-rows-repeated");
	ods->column = ods->columns = 0;
	sheet_start_row(&ods->sheet, ods->next_number,
	    seen && strcmp(seen, "visible") != 0);
	if (!ods->repeats)
		ods->refusal = &ooxml_bad_part;
}

/* Empty rows at the end are said to repeat to the sheet's last. */
static void
end_row(struct ods *ods)
{
	const struct sheet_row *row = &ods->sheet.row;
	bool empty = !row->count;
	uint64_t again = (ods->repeats - 1) * row->shown.len;
	ods->repeated += empty ? 0 : again;
	if (!empty &&
	    (ods->repeats + row->number > ROWS_MAX + 1 ||
		(ods->repeated > REPEATED_FREE &&
		    ods->repeated > REPEATED_FREE + part_taken(ods->part) *
							REPEATED_SHARE)))
		ods->refusal = &ooxml_bomb;
	ods->next_number += (uint32_t)ods->repeats;
	if (empty) {
		ods->repeats = 0;
		return;
	}
	ods->row_done = true;
	xml_pause(ods->xml);
}

/* ---- the document */

static void
start_table(struct ods *ods)
{
	if (ods->in_table)
		ods->refusal = &ooxml_bad_part;
	ods->in_table = ods->tables++ == ods->choice.index;
	ods->next_number = 1;
	ods->described = 0;
}

/* The last one is said to repeat to the sheet's end. */
static void
describe_column(struct ods *ods, const char **attributes)
{
	const char *seen = xml_attribute(attributes, ODF_TABLE " visibility");
	size_t count =
	    odf_read_count(attributes, ODF_TABLE " number-columns-repeated");
	if (seen && strcmp(seen, "visible") != 0)
		sheet_hide_columns(&ods->sheet, ods->described, count);
	ods->described += count;
}

/* A note, or a run of text that may be struck through. */
static void
start_in_cell(struct ods *ods, struct xml_name name, const char **attributes)
{
	bool silent = ods->text.silent;
	odf_text_start(&ods->text, name, attributes);
	if (silent)
		return;
	if (name.space == SPACE_TEXT && xml_is(name, "span"))
		ods->look |=
		    ods_find_look(ods, attributes, ODF_TEXT " style-name");
	if (name.space == SPACE_OFFICE && xml_is(name, "annotation") &&
	    !ods->measures)
		sheet_count_cell(&ods->sheet, ods->next_number, ods->column,
		    &ods->sheet.notes, &ods->sheet.first_note);
}

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	struct ods *ods = ctx;
	bool table = name.space == SPACE_TABLE;
	if (ods->in_cell && table && xml_is(name, "table"))
		ods->refusal = &ooxml_bad_part;
	else if (ods->in_cell)
		start_in_cell(ods, name, attributes);
	else if (table && xml_is(name, "table"))
		start_table(ods);
	else if (name.space == SPACE_STYLE && !ods->tables)
		ods_note_style(ods, name, attributes);
	else if (!ods->in_table || !table)
		return;
	else if (xml_is(name, "table-column"))
		describe_column(ods, attributes);
	else if (xml_is(name, "table-row"))
		start_row(ods, attributes);
	else if (xml_is(name, "table-cell"))
		start_cell(ods, attributes, false);
	else if (xml_is(name, "covered-table-cell"))
		start_cell(ods, attributes, true);
}

static void
end(void *ctx, struct xml_name name)
{
	struct ods *ods = ctx;
	bool table = name.space == SPACE_TABLE;
	if (ods->in_cell && table &&
	    (xml_is(name, "table-cell") || xml_is(name, "covered-table-cell")))
		ods->measures ? measure_cell(ods) : end_cell(ods);
	else if (ods->in_cell)
		odf_text_end(&ods->text, name);
	else if (table && xml_is(name, "table"))
		ods->in_table = false;
	else if (ods->in_table && table && xml_is(name, "table-row") &&
		 !ods->measures && !ods->refusal)
		end_row(ods);
	if (ods->refusal)
		xml_pause(ods->xml);
}

static void
take_text(void *ctx, struct slice text)
{
	struct ods *ods = ctx;
	if (!ods->in_cell)
		return;
	odf_text_add(&ods->text, text);
	if (ods->text.text.len > CUT_FIELD_MAX)
		ods->refusal = &intake_long_cell;
}

static void
close_part(struct ods *ods)
{
	xml_close(ods->xml);
	part_close(ods->part);
	ods->xml = NULL;
	ods->part = NULL;
}

static bool
rewind_sheet(struct sheet *sheet)
{
	static const struct xml_handlers handlers = {
	    odf_spaces, start, end, take_text};
	struct ods *ods = (struct ods *)sheet;
	close_part(ods);
	sheet->merged = sheet->notes = sheet->stale = 0;
	ods->tables = ods->repeats = 0;
	ods->in_table = ods->in_cell = ods->measures = false;
	ods->repeated = 0;
	ods->part = part_open(ods->package, "content.xml");
	if (ods->part)
		ods->xml = xml_open(ods->part, &handlers, ods);
	return ods->part != NULL;
}

static enum reader_result
refuse(struct ods *ods)
{
	const struct sheet *sheet = &ods->sheet;
	struct span span = {
	    .file = sheet->found->file, .line = sheet->row.number};
	if (ods->refusal == &ooxml_bad_part)
		part_refuse(
		    ods->part, sheet->row.number, "a cell out of place");
	else if (ods->refusal == &ooxml_bomb)
		REPORT(sheet->diag, span, &ooxml_bomb, ARGS("content.xml"));
	else
		sheet_refuse(sheet, ods->refusal);
	return READER_FAILED;
}

static enum reader_result
next_row(struct sheet *sheet)
{
	struct ods *ods = (struct ods *)sheet;
	if (ods->repeats > 1) {
		ods->repeats--;
		sheet->row.number++;
		return READER_RECORD;
	}
	ods->row_done = false;
	enum xml_result result = xml_read(ods->xml);
	if (result == XML_FAILED)
		return READER_FAILED;
	if (ods->refusal)
		return refuse(ods);
	if (!ods->row_done)
		return READER_END;
	sheet_end_row(sheet);
	return READER_RECORD;
}

static enum reader_result
measure(struct sheet *sheet, size_t least, size_t *width)
{
	struct ods *ods = (struct ods *)sheet;
	ods->measures = true;
	ods->measured = least;
	enum xml_result result = xml_read(ods->xml);
	*width = ods->measured;
	if (result == XML_FAILED)
		return READER_FAILED;
	return ods->refusal ? refuse(ods) : READER_END;
}

static void
close_sheet(struct sheet *sheet)
{
	struct ods *ods = (struct ods *)sheet;
	close_part(ods);
	package_close(ods->package);
	hash_set_fini(&ods->struck);
	hash_set_fini(&ods->coloured);
	strbuf_fini(&ods->value);
	odf_text_fini(&ods->text);
	sheet_fini(sheet);
	free(ods);
}

struct sheet *
ods_open(const struct reader_setting *setting, struct package *package)
{
	static const struct sheet_kind kind = {
	    rewind_sheet, next_row, measure, close_sheet};
	struct ods *ods = mem_new(1, sizeof *ods);
	sheet_init(&ods->sheet, setting);
	ods->sheet.kind = &kind;
	ods->package = package;
	if (ods_choose(setting, package, &ods->choice)) {
		ods->sheet.name = ods->choice.name;
		return &ods->sheet;
	}
	close_sheet(&ods->sheet);
	return NULL;
}
