#include "job/row_scope.h"

struct row_scope
row_scope_make(struct arena *job_mem, const struct scope *scope)
{
	struct row_scope own = {
	    .scope = scope,
	    .names = ARENA_ARRAY(job_mem, struct value, scope->name_count + 1),
	};
	for (size_t i = 0; i < scope->name_count; i++)
		own.names[i] = scope->names[i].value;
	row_scope_set_tables(&own, NULL);
	return own;
}

void
row_scope_set_tables(struct row_scope *own, const struct expr_rows *tables)
{
	own->tables = tables;
	expr_set_tables(own->scope, tables, own->names);
}

struct expr_context
row_scope_context(const struct row_scope *own, struct arena *letter_mem,
    const struct row *row, const char *language)
{
	return (struct expr_context){
	    .row = row,
	    .extras = own->names,
	    .letter_mem = letter_mem,
	    .language = language,
	    .tables = own->tables,
	    .near_doubt = true,
	};
}
