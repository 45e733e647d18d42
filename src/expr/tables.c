/*
 * expr/tables.c - the columns of other tables, by the rows that belong to one.
 */
#include "expr/expr.h"
#include "expr/messages.h"
#include "text/normal.h"

static void
set_columns(const struct expr_table *table, const struct expr_rows *rows,
    struct value *extras)
{
	struct value value = {.kind = VALUE_EMPTY};
	struct value *to = extras + table->first_name;
	if (rows && rows->count == 1) {
		memcpy(to, rows->values, table->column_count * sizeof *to);
		return;
	}
	if (rows && rows->unknown)
		value.kind = VALUE_UNFIT;
	else if (rows && rows->count)
		value.kind = VALUE_UNDECIDABLE;
	for (size_t i = 0; i < table->column_count; i++)
		to[i] = value;
}

void
expr_set_tables(const struct scope *scope, const struct expr_rows *rows,
    struct value *extras)
{
	for (size_t i = 0; i < scope->table_count; i++)
		set_columns(&scope->tables[i], rows ? &rows[i] : NULL, extras);
}

static bool
names_column(const struct scope *scope, const struct expr_table *table,
    struct slice name)
{
	for (size_t i = 0; i < table->column_count; i++) {
		if (text_same(scope->names[table->first_name + i].name, name))
			return true;
	}
	return false;
}

const struct expr_table *
expr_find_several(const struct scope *scope, const struct problem *why)
{
	if (why->message != &expr_row_several)
		return NULL;
	for (size_t i = 0; i < scope->table_count; i++) {
		if (names_column(
			scope, &scope->tables[i], why->arguments[0].text))
			return &scope->tables[i];
	}
	return NULL;
}
