/*
 * expr/tables.c - the columns of other tables, by the rows that belong to one.
 */
#include "expr/expr.h"

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
