#include "intake/xlsx_cell.h"

#include <stdlib.h>

#include "ooxml/messages.h"
#include "record/messages.h"

/* Texts that are shared may be long, but not much longer together than what
 * the file takes to say so. */
#define SHARED_FREE (64ull << 20)
#define SHARED_SHARE 16

enum cell_type
xlsx_read_type(const char *type)
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

void
xlsx_read_style(struct xlsx *xlsx, const char *text)
{
	char *end = NULL;
	unsigned long style = text ? strtoul(text, &end, 10) : 0;
	bool known = !text || (end != text && !*end);
	xlsx->format = known ? styles_find(&xlsx->workbook.styles, style)
			     : &format_unknown;
	xlsx->look = known ? styles_look(&xlsx->workbook.styles, style) : 0;
}

static void
add_stored(struct xlsx *xlsx)
{
	strbuf_add(&xlsx->sheet.row.shown, strbuf_view(&xlsx->value));
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
	struct sheet_row *row = &xlsx->sheet.row;
	const struct message *why = fault_message(result.fault);
	cell->is_date = result.kind == FORMAT_MOMENT;
	cell->as = cell->is_date    ? SHOWN_TEXT
		   : result.percent ? SHOWN_PERCENT
				    : SHOWN_NUMBER;
	if (why)
		cell->fault = why;
	if (result.fault == FORMAT_FINE)
		return;
	/* The stored text, for whoever looks at the held row. */
	row->shown.len = cell->from;
	add_stored(xlsx);
}

static void
write_number(struct xlsx *xlsx, struct sheet_cell *cell)
{
	struct sheet_row *row = &xlsx->sheet.row;
	take_result(xlsx, cell,
	    format_write(&row->shown, &row->values, xlsx->format,
		strbuf_view(&xlsx->value), xlsx->workbook.from_1904));
}

/* Dates of strict workbooks: "2012-03-19T00:00:00". */
static void
write_date(struct xlsx *xlsx, struct sheet_cell *cell)
{
	struct sheet_row *row = &xlsx->sheet.row;
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
write_shared(struct xlsx *xlsx, struct sheet_cell *cell)
{
	struct slice text;
	size_t index;
	if (!read_index(slice_trim(strbuf_view(&xlsx->value)), &index) ||
	    !strings_find(&xlsx->workbook.strings, index, &text)) {
		xlsx->refusal = &ooxml_bad_part;
		return;
	}
	if (strings_struck(&xlsx->workbook.strings, index))
		cell->look |= LOOK_STRUCK;
	count_shared(xlsx, text.len);
	if (!xlsx->refusal)
		strbuf_add(&xlsx->sheet.row.shown, text);
}

static void
write_flag(struct xlsx *xlsx, struct sheet_cell *cell)
{
	bool flag;
	if (xml_read_bool(strbuf_text(&xlsx->value), &flag)) {
		strbuf_add_text(
		    &xlsx->sheet.row.shown, flag ? "TRUE" : "FALSE");
		return;
	}
	add_stored(xlsx);
	cell->fault = &record_bad_cell_flag;
}

void
xlsx_write_cell(struct xlsx *xlsx, struct sheet_cell *cell)
{
	switch (xlsx->type) {
	case CELL_NUMBER:
		write_number(xlsx, cell);
		break;
	case CELL_SHARED:
		write_shared(xlsx, cell);
		break;
	case CELL_TEXT:
		strings_add_text(
		    &xlsx->sheet.row.shown, strbuf_view(&xlsx->value));
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
		cell->fault = xlsx->sheet.row.shown.len > cell->from
				  ? &record_shown_unsurely
				  : cell->fault;
}

bool
xlsx_is_filled(const struct xlsx *xlsx)
{
	struct slice text = strbuf_view(&xlsx->value);
	size_t index;
	if (xlsx->type == CELL_SHARED && read_index(slice_trim(text), &index))
		return strings_find(&xlsx->workbook.strings, index, &text) &&
		       !slice_is_blank(text);
	return !slice_is_blank(text);
}
