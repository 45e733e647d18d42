#include "intake/sheet.h"

#include "base/code.h"
#include "intake/cut.h"
#include "intake/messages.h"

#define ROW_MAX (16u << 20) /* bytes */

void
sheet_init(struct sheet *sheet, const struct reader_setting *setting)
{
	sheet->found = setting->found;
	sheet->mem = setting->job_mem;
	sheet->diag = setting->diag;
}

void
sheet_fini(struct sheet *sheet)
{
	strbuf_fini(&sheet->row.shown);
	strbuf_fini(&sheet->row.values);
}

void
sheet_hide_columns(struct sheet *sheet, size_t from, size_t count)
{
	for (size_t i = from; i < READER_COLUMNS_MAX && i - from < count; i++)
		sheet->hidden_columns[i] = true;
}

void
sheet_start_row(struct sheet *sheet, uint32_t number, bool hidden)
{
	struct sheet_row *row = &sheet->row;
	row->number = number;
	row->hidden = hidden;
	row->faulty = false;
	row->look = 0;
	row->coloured = 0;
	row->count = 0;
	strbuf_reset(&row->shown);
	strbuf_reset(&row->values);
}

struct sheet_cell
sheet_start_cell(const struct sheet *sheet)
{
	return (struct sheet_cell){
	    .from = sheet->row.shown.len, .values_from = sheet->row.values.len};
}

static void
add_cell(struct sheet_row *row, const struct sheet_cell *cell, size_t end,
    size_t value_end)
{
	row->ends[row->count] = end;
	row->value_ends[row->count] = value_end;
	row->beneath[row->count] =
	    (struct beneath){.is_date = cell->is_date, .fault = cell->fault};
	row->as[row->count++] = (unsigned char)cell->as;
	row->look |= cell->look;
	row->coloured += (cell->look & LOOK_COLOURED) != 0;
}

const struct message *
sheet_end_cell(
    struct sheet *sheet, const struct sheet_cell *cell, size_t column)
{
	static const struct sheet_cell none = {.as = SHOWN_TEXT};
	struct sheet_row *row = &sheet->row;
	size_t len = row->shown.len - cell->from;
	if (!len && !cell->fault) {
		row->values.len = cell->values_from;
		return NULL;
	}
	if (column >= READER_COLUMNS_MAX)
		return &intake_many_columns;
	if (len > CUT_FIELD_MAX)
		return &intake_long_cell;
	if (row->shown.len > ROW_MAX)
		return &intake_long_row;
	while (row->count < column)
		add_cell(row, &none, cell->from, cell->values_from);
	add_cell(row, cell, row->shown.len, row->values.len);
	row->faulty |= cell->fault != NULL;
	return NULL;
}

void
sheet_end_row(struct sheet *sheet)
{
	struct sheet_row *row = &sheet->row;
	size_t from = 0, value = 0;
	for (size_t i = 0; i < row->count; i++) {
		row->cells[i] = slice_part(
		    strbuf_view(&row->shown), from, row->ends[i] - from);
		row->beneath[i].value = slice_part(strbuf_view(&row->values),
		    value, row->value_ends[i] - value);
		from = row->ends[i];
		value = row->value_ends[i];
	}
}

enum reader_result
sheet_refuse(const struct sheet *sheet, const struct message *message)
{
	struct span span = {
	    .file = sheet->found->file, .line = sheet->row.number};
	long long most = READER_COLUMNS_MAX;
	if (message == &intake_long_cell)
		most = CUT_FIELD_MAX >> 20;
	if (message == &intake_long_row)
		most = ROW_MAX >> 20;
	REPORT(sheet->diag, span, message, ARGS(most));
	return READER_FAILED;
}

void
sheet_count_cell(const struct sheet *sheet, uint32_t row, size_t column,
    uint32_t *count, struct slice *first)
{
	char letters[8];
	size_t at = sizeof letters;
	if (row <= sheet->below || (*count)++)
		return;
	for (size_t rest = column + 1; rest && at; rest = (rest - 1) / 26)
		letters[--at] = (char)('A' + (rest - 1) % 26);
	*first = arena_print(sheet->mem, "%.*s%u", (int)(sizeof letters - at),
	    letters + at, row);
}

static char
upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

/* A sign of a longer name before it: "MY_NOW(". */
static bool
goes_on(char c)
{
	return char_is_digit(c) || c == '_' ||
	       (upper(c) >= 'A' && upper(c) <= 'Z');
}

/* Files hold their English names, whatever language the program speaks. */
bool
sheet_is_stale(struct slice formula)
{
	static const char *const asked[] = {
	    "TODAY(", "NOW(", "RAND(", "RANDBETWEEN(", "RANDARRAY(", NULL};
	for (size_t i = 0; formula.len && asked[i]; i++) {
		struct slice name = slice_view(asked[i]);
		for (size_t at = 0; at + name.len <= formula.len; at++) {
			size_t same = 0;
			while (same < name.len &&
			       upper(formula.at[at + same]) == name.at[same])
				same++;
			if (same == name.len &&
			    !(at && goes_on(formula.at[at - 1])))
				return true;
		}
	}
	return false;
}
