#include "intake/ods_cell.h"

#include <strings.h>

#include "base/hash.h"
#include "format/decimal.h"
#include "format/format.h"
#include "record/messages.h"
#include "text/date.h"

static uint64_t
hash_name(const char *name)
{
	return hash_short(1, slice_view(name)) | 1;
}

void
ods_note_style(struct ods *ods, struct xml_name name, const char **attributes)
{
	const char *called = xml_attribute(attributes, ODF_STYLE " name");
	const char *line =
	    xml_attribute(attributes, ODF_STYLE " text-line-through-style");
	const char *behind =
	    xml_attribute(attributes, ODF_FORMAT " background-color");
	if (xml_is(name, "style") && called)
		ods->style = hash_name(called);
	else if (xml_is(name, "text-properties") && line &&
		 strcmp(line, "none") != 0)
		hash_set_add(&ods->struck, ods->style);
	else if (xml_is(name, "table-cell-properties") && behind &&
		 strcmp(behind, "transparent") != 0 &&
		 strcasecmp(behind, "#ffffff") != 0)
		hash_set_add(&ods->coloured, ods->style);
}

unsigned char
ods_find_look(const struct ods *ods, const char **attributes, const char *named)
{
	const char *style = xml_attribute(attributes, named);
	int look = 0;
	if (!style || (!ods->struck.count && !ods->coloured.count))
		return 0;
	uint64_t name = hash_name(style);
	if (hash_set_has(&ods->struck, name))
		look |= LOOK_STRUCK;
	if (hash_set_has(&ods->coloured, name))
		look |= LOOK_COLOURED;
	return (unsigned char)look;
}

enum value_type
ods_read_type(const char *type, const char *calc)
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

void
ods_write_cell(struct ods *ods, struct sheet_cell *cell)
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
