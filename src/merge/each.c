/*
 * Other tables: {{möten.plats}} is the one row's value, and in {{each möten}}
 * each row's in turn. The values go where extras go, so that expressions need
 * not know of tables.
 */
#include <assert.h>

#include "merge/inline.h"
#include "merge/messages.h"

static const struct expr_table *
table_of(const struct merger *merger, const struct node *each)
{
	const struct letter *letter = merger->letter;
	return &letter->scope->tables[letter->fields[each->field].table];
}

static const struct expr_rows *
rows_of(const struct merger *merger, const struct expr_table *table)
{
	if (!merger->context.tables)
		return NULL;
	return &merger->context.tables[table - merger->letter->scope->tables];
}

size_t
merge_rows(const struct merger *merger, const struct node *each)
{
	const struct expr_rows *rows = rows_of(merger, table_of(merger, each));
	return rows ? rows->count : 0;
}

bool
merge_is_else(const struct node *each)
{
	return each->first && each->first->kind == NODE_BRANCH;
}

bool
merge_wants_else(const struct merger *merger, const struct node *each)
{
	return !merge_rows(merger, each) || merger->silent == each->field;
}

/* In the order of merge/branches.c. */
enum { EACH_ONE_ROW, EACH_ROWS, EACH_NO_ROW };

void
merge_meet_rows(struct merger *merger, const struct node *each)
{
	size_t rows = merge_rows(merger, each);
	if (rows)
		merge_meet(merger, &merger->letter->fields[each->field],
		    rows == 1 ? EACH_ONE_ROW : EACH_ROWS);
}

bool
merge_no_row(
    struct merger *merger, const struct node *each, const struct node **branch)
{
	const struct expr_table *table = table_of(merger, each);
	const struct expr_rows *rows = rows_of(merger, table);
	*branch = NULL;
	if (rows && rows->unknown) {
		PROBLEM(merger->why, &merge_unknown_rows, ARGS(table->name));
		return false;
	}
	const struct letter_field *field = &merger->letter->fields[each->field];
	if (each->last && each->last->kind == NODE_BRANCH)
		*branch = each->last;
	if (*branch || each->optional || field->optional) {
		if (*branch || !merge_rows(merger, each))
			merge_meet(merger, field, EACH_NO_ROW);
		return true;
	}
	PROBLEM(merger->why,
	    rows && rows->count ? &merge_silent_rows : &merge_no_rows,
	    ARGS(table->name));
	return false;
}

static void
set_row(struct merger *merger, const struct expr_table *table,
    const struct value *values)
{
	memcpy(merger->extras + table->first_name, values,
	    table->column_count * sizeof *values);
}

void
merge_enter_row(struct merger *merger, const struct node *each, size_t row)
{
	const struct expr_table *table = table_of(merger, each);
	const struct expr_rows *rows = rows_of(merger, table);
	assert(rows && row < rows->count);
	set_row(merger, table, rows->values + row * table->column_count);
}

struct value *
merge_keep_row(struct merger *merger, const struct node *each)
{
	const struct expr_table *table = table_of(merger, each);
	struct value *kept =
	    ARENA_ARRAY(merger->letter_mem, struct value, table->column_count);
	memcpy(kept, merger->extras + table->first_name,
	    table->column_count * sizeof *kept);
	return kept;
}

void
merge_leave_rows(
    struct merger *merger, const struct node *each, const struct value *kept)
{
	set_row(merger, table_of(merger, each), kept);
}

void
merge_open_tables(struct merger *merger)
{
	const struct scope *scope = merger->letter->scope;
	if (!scope || !scope->table_count)
		return;
	merger->extras =
	    ARENA_ARRAY(merger->letter_mem, struct value, scope->name_count);
	for (size_t i = 0; i < scope->name_count; i++)
		merger->extras[i] = merger->context.extras
					? merger->context.extras[i]
					: scope->names[i].value;
	merger->context.extras = merger->extras;
	expr_set_tables(scope, merger->context.tables, merger->extras);
}
