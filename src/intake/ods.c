#include "intake/ods.h"

#include <stdlib.h>

#include "base/memory.h"
#include "intake/cut.h"
#include "format/decimal.h"
#include "format/format.h"
#include "intake/messages.h"
#include "intake/odf.h"
#include "intake/ods_open.h"
#include "ooxml/messages.h"
#include "record/messages.h"
#include "text/date.h"

/* A repeated cell may be more than any computer holds: so many bytes, and so many
 * times what the file takes to say so. */
#define REPEATED_FREE (64ull << 20)
#define REPEATED_SHARE 16
#define ROWS_MAX (1u << 20) /* that a sheet has */

enum value_type {
	TYPE_NONE,
	TYPE_STRING,
	TYPE_NUMBER,
	TYPE_PERCENT,
	TYPE_DATE,
	TYPE_TIME,
	TYPE_FLAG,
	TYPE_ERROR,
	TYPE_UNKNOWN,
};

struct ods {
	struct sheet sheet;
	struct package *package;
	struct ods_choice choice;
	struct part *part;
	struct xml *xml;
	const struct message *refusal;
	size_t tables; /* begun so far */
	bool in_table, row_done, measures;
	size_t measured;
	size_t described; /* columns, before the rows */
	/* The row at hand. */
	size_t repeats; /* of it, still to be given */
	uint32_t next_number;
	uint64_t repeated; /* bytes given again */
	/* The cell at hand. */
	bool in_cell, covered, spanned;
	size_t column, columns;
	enum value_type type;
	bool formula;
	struct strbuf value; /* as its attribute has it */
	bool has_value;
	struct odf_text text;
};

/* ---- cells */

static enum value_type
read_type(const char *type, const char *calc)
{
	static const struct {
		const char *name;
		enum value_type type;
	} types[] = {{"string", TYPE_STRING}, {"float", TYPE_NUMBER},
	    {"currency", TYPE_NUMBER}, {"percentage", TYPE_PERCENT},
	    {"date", TYPE_DATE}, {"time", TYPE_TIME}, {"boolean", TYPE_FLAG},
	    {"void", TYPE_NONE}};
	if (calc && strcmp(calc, "error") == 0)
		return TYPE_ERROR;
	if (!type)
		return TYPE_NONE;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (strcmp(types[i].name, type) == 0)
			return types[i].type;
	}
	return TYPE_UNKNOWN;
}

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
	ods->formula = xml_attribute(attributes, ODF_TABLE " formula") != NULL;
	ods->type =
	    read_type(xml_attribute(attributes, ODF_OFFICE " value-type"),
		xml_attribute(attributes, ODF_CALC " value-type"));
	for (size_t i = 0; i < sizeof values / sizeof *values && !value; i++)
		value = xml_attribute(attributes, values[i]);
	ods->has_value = value != NULL;
	strbuf_reset(&ods->value);
	strbuf_add_text(&ods->value, value ? value : "");
	odf_text_reset(&ods->text);
	if (!ods->columns)
		ods->refusal = &ooxml_bad_part;
}

static struct slice
text_of(const struct ods *ods)
{
	return strbuf_view(&ods->text.text);
}

/* The text that the cell shows; without one, what is stored. */
static void
write_number(struct ods *ods, struct sheet_cell *cell)
{
	struct sheet_row *row = &ods->sheet.row;
	struct slice text = text_of(ods);
	bool percent = ods->type == TYPE_PERCENT;
	struct decimal number;
	cell->as = percent ? SHOWN_PERCENT : SHOWN_NUMBER;
	if (!decimal_read(slice_trim(strbuf_view(&ods->value)), &number)) {
		strbuf_add(&row->shown, text);
		cell->fault = &record_bad_number;
		return;
	}
	if (number.point > DECIMAL_DIGITS && number.count > 1)
		cell->fault = &record_long_number;
	decimal_shift(&number, percent ? 2 : 0);
	if (ods->text.paragraphs)
		strbuf_add(&row->shown, text);
	else
		decimal_write(&row->shown, &number, ',');
	/* "###": wider than its column. */
	bool unsure = (!ods->text.paragraphs && percent) ||
		      slice_find_char(text, '#') < text.len ||
		      (!slice_trim(text).len && ods->text.paragraphs &&
			  !decimal_is_zero(&number));
	if (unsure && !cell->fault)
		cell->fault = &record_shown_unsurely;
	decimal_round(&number, 6);
	if (cell->fault != &record_long_number)
		decimal_write(&row->values, &number, '.');
}

/* A date that reads as one is written as ISO has it, like everywhere. */
static void
write_date(struct ods *ods, struct sheet_cell *cell)
{
	struct sheet_row *row = &ods->sheet.row;
	struct slice text = slice_trim(text_of(ods));
	struct format_result result = format_write_iso(&row->shown,
	    &row->values, &format_general, strbuf_view(&ods->value));
	struct slice iso =
	    slice_from(strbuf_view(&row->values), cell->values_from);
	cell->is_date = true;
	if (result.fault != FORMAT_FINE) {
		row->shown.len = cell->from;
		strbuf_add(&row->shown, strbuf_view(&ods->value));
		cell->fault = &record_bad_serial;
	} else if (text.len && iso.len &&
		   day_parse(text) != day_parse_iso(iso)) {
		row->shown.len = cell->from;
		strbuf_add(&row->shown, text);
	}
}

static void
write_flag(struct ods *ods, struct sheet_cell *cell)
{
	struct strbuf *shown = &ods->sheet.row.shown;
	bool flag;
	if (xml_read_bool(strbuf_text(&ods->value), &flag)) {
		strbuf_add_text(shown, flag ? "TRUE" : "FALSE");
		return;
	}
	strbuf_add(shown, text_of(ods));
	cell->fault = &record_bad_cell_flag;
}

static void
write_cell(struct ods *ods, struct sheet_cell *cell)
{
	struct strbuf *shown = &ods->sheet.row.shown;
	switch (ods->type) {
	case TYPE_NONE:
	case TYPE_STRING:
		strbuf_add(shown, ods->text.paragraphs ? text_of(ods)
				  : ods->type == TYPE_STRING
				      ? strbuf_view(&ods->value)
				      : (struct slice){0});
		if (ods->formula && ods->type == TYPE_NONE &&
		    shown->len == cell->from)
			cell->fault = &record_no_result;
		return;
	case TYPE_NUMBER:
	case TYPE_PERCENT:
		write_number(ods, cell);
		return;
	case TYPE_DATE:
		write_date(ods, cell);
		return;
	case TYPE_TIME:
		strbuf_add_text(shown, ods->text.paragraphs ? "" : "?");
		strbuf_add(shown, text_of(ods));
		if (!ods->text.paragraphs)
			cell->fault = &record_shown_unsurely;
		return;
	case TYPE_FLAG:
		write_flag(ods, cell);
		return;
	case TYPE_ERROR:
		strbuf_add(shown, text_of(ods));
		cell->fault = &record_error_cell;
		return;
	case TYPE_UNKNOWN:
		strbuf_add(shown, text_of(ods));
		cell->fault = &record_bad_number;
		return;
	}
}

/* "C7", for whoever looks for merged cells. */
static void
note_merged(struct ods *ods)
{
	struct sheet *sheet = &ods->sheet;
	char letters[8];
	size_t at = sizeof letters;
	if (ods->next_number <= sheet->below || sheet->merged++)
		return;
	for (size_t rest = ods->column + 1; rest && at; rest = (rest - 1) / 26)
		letters[--at] = (char)('A' + (rest - 1) % 26);
	sheet->first_merged = arena_print(sheet->mem, "%.*s%u",
	    (int)(sizeof letters - at), letters + at, ods->next_number);
}

static void
end_cell(struct ods *ods)
{
	struct sheet_cell cell = sheet_start_cell(&ods->sheet);
	struct sheet_row *row = &ods->sheet.row;
	ods->in_cell = false;
	if (ods->refusal)
		return;
	write_cell(ods, &cell);
	/* Under a merged cell: it is there and does not show. */
	if (ods->covered && row->shown.len > cell.from) {
		cell.fault = &record_shown_unsurely;
		row->values.len = cell.values_from;
	}
	if (ods->spanned)
		note_merged(ods);
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
	    (slice_trim(text_of(ods)).len ||
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

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	struct ods *ods = ctx;
	bool table = name.space == SPACE_TABLE;
	if (ods->in_cell && table && xml_is(name, "table"))
		ods->refusal = &ooxml_bad_part;
	else if (ods->in_cell)
		odf_text_start(&ods->text, name, attributes);
	else if (table && xml_is(name, "table"))
		start_table(ods);
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
	sheet->merged = 0;
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
