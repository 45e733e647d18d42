#include "manifest/table.h"

static void
add_sheet(struct table *table)
{
	struct strbuf name = {0};
	table->sheets++;
	if (table->sheets == 1)
		message_write(&name, table->words, table->name, NO_ARGS);
	else
		message_write(
		    &name, table->words, table->name_more, ARGS(table->sheets));
	table->sheet =
	    book_add_sheet(table->book, strbuf_view(&name), table->columns);
	strbuf_fini(&name);
	table->row = 0;
	for (size_t i = 0; i < table->columns; i++)
		sheet_text(table->sheet, 0, i, table->headers[i], LOOK_HEADER);
	sheet_begin_rows(table->sheet);
}

void
table_start(struct table *table)
{
	table->sheets = 0;
	table->rows = 0;
	add_sheet(table);
}

void
table_finish(struct table *table)
{
	sheet_finish_table(table->sheet, table->row,
	    table->printed ? table->printed : table->columns);
}

void
table_next(struct table *table)
{
	if (table->row + 1 >= table->limit) {
		table_finish(table);
		add_sheet(table);
	}
	table->row++;
	table->rows++;
}

void
table_text(
    struct table *table, size_t column, struct slice text, enum look look)
{
	sheet_text(table->sheet, table->row, column, text, look);
}

void
table_number(struct table *table, size_t column, uint32_t number)
{
	if (number)
		sheet_number(
		    table->sheet, table->row, column, number, LOOK_PLAIN);
}
