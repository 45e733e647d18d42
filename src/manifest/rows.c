#include "manifest/rows.h"

#include "manifest/cells.h"
#include "manifest/spool.h"

#define COLUMN_ROOM 8 /* "XFD", with more than enough */

void
rows_fini(struct rows *rows)
{
	strbuf_fini(&rows->cells);
}

/* ---- a row */

static size_t
write_number(char *to, uint64_t number)
{
	char digits[20], *at = digits + sizeof digits;
	do {
		*--at = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	size_t len = (size_t)(digits + sizeof digits - at);
	memcpy(to, at, len);
	return len;
}

void
rows_end(struct rows *rows)
{
	struct strbuf tag = {0};
	if (!rows->cells.len)
		return;
	strbuf_add_text(&tag, "<row r=\"");
	strbuf_add(&tag, (struct slice){rows->number, rows->digits});
	if (rows->height) {
		strbuf_add_text(&tag, "\" ht=\"");
		strbuf_add_number(&tag, rows->height);
		strbuf_add_text(&tag, "\" customHeight=\"1");
	}
	strbuf_add_text(&tag, "\">");
	spool_add(rows->spool, strbuf_view(&tag));
	strbuf_add_text(&rows->cells, "</row>");
	spool_add(rows->spool, strbuf_view(&rows->cells));
	strbuf_fini(&tag);
	strbuf_reset(&rows->cells);
	rows->count++;
}

static void
go_to(struct rows *rows, uint32_t row)
{
	if (rows->cells.len && row == rows->row)
		return;
	rows_end(rows);
	rows->row = row;
	rows->height = 0;
	rows->digits = write_number(rows->number, (uint64_t)row + 1);
}

void
rows_heighten(struct rows *rows, uint32_t height)
{
	rows->height = height;
}

/* ---- a cell */

static char *
put(char *to, struct slice text)
{
	memcpy(to, text.at, text.len);
	return to + text.len;
}

/* A, … Z, AA, … XFD */
static char *
put_column(char *to, size_t column)
{
	char letters[COLUMN_ROOM], *at = letters + sizeof letters;
	for (size_t rest = column + 1; rest; rest = (rest - 1) / 26)
		*--at = (char)('A' + (rest - 1) % 26);
	return put(
	    to, (struct slice){at, (size_t)(letters + sizeof letters - at)});
}

/* <c r="B3" s="2", and room for `more` bytes behind it. */
static void
begin_cell(struct rows *rows, size_t column, int32_t style, size_t more)
{
	char *from = strbuf_reserve(&rows->cells, 64 + more);
	char *to = put(from, SLICE("<c r=\""));
	to = put_column(to, column);
	to = put(to, (struct slice){rows->number, rows->digits});
	if (style) {
		to = put(to, SLICE("\" s=\""));
		to += write_number(to, (uint64_t)style);
	}
	*to++ = '"';
	rows->cells.len += (size_t)(to - from);
}

void
rows_add_text(struct rows *rows, uint32_t row, size_t column, int32_t style,
    struct slice text)
{
	go_to(rows, row);
	begin_cell(rows, column, style, text.len + 64);
	if (!text.len) {
		strbuf_add(&rows->cells, SLICE("/>"));
		return;
	}
	strbuf_add(&rows->cells, SLICE(" t=\"inlineStr\">"));
	cells_write_text(&rows->cells, text);
	strbuf_add(&rows->cells, SLICE("</c>"));
}

void
rows_add_number(struct rows *rows, uint32_t row, size_t column, int32_t style,
    uint64_t number)
{
	go_to(rows, row);
	begin_cell(rows, column, style, 64);
	char *from = rows->cells.at + rows->cells.len;
	char *to = put(from, SLICE("><v>"));
	to += write_number(to, number);
	to = put(to, SLICE("</v></c>"));
	rows->cells.len += (size_t)(to - from);
}
