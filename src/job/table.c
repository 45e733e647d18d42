#include "job/table.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/messages.h"
#include "job/messages.h"
#include "job/shield.h"
#include "text/collate.h"
#include "text/normal.h"

#define MATCHES_MOST 4

/* `distrikt: Distrikt`: a column of the table equals one of the register. */
struct match {
	size_t here, there;
};

struct table_row {
	struct slice form; /* the matched columns, folded, joined */
	struct slice order; /* sort key */
	uint32_t number;
	struct value *values;
};

struct table {
	struct slice name;
	struct columns columns;
	struct match matches[MATCHES_MOST];
	size_t match_count;
	size_t order; /* column, or COLUMN_NONE */
	struct table_row *rows; /* sorted by form, then order */
	size_t row_count, row_room;
};

struct tables {
	struct table *at;
	struct expr_table *scope;
	size_t count;
};

/* What the job file says of one table. */
struct said {
	struct conf_text file, order;
	const struct yaml *match, *columns;
};

static const struct field said_fields[] = {
    {"file", FIELD_TEXT, offsetof(struct said, file), .required = true},
    {"match", FIELD_YAML, offsetof(struct said, match), .required = true},
    {"order", FIELD_TEXT, offsetof(struct said, order)},
    {"columns", FIELD_YAML, offsetof(struct said, columns)},
    {0},
};
static const struct schema said_schema = {"tables", said_fields};

/* ---- declaration */

static bool
find(struct job *job, const struct columns *columns,
    const struct conf_text *name, size_t *index)
{
	*index = columns_find(columns, name->text);
	if (*index != COLUMN_NONE)
		return true;
	REPORT(job->diag, name->span, &job_no_such_column, ARGS(name->text));
	struct slice nearest = columns_nearest(columns, name->text);
	if (nearest.len)
		HINT(job->diag, &base_did_you_mean, ARGS(nearest));
	return false;
}

static bool
read_matches(struct job *job, struct table *table, const struct said *said)
{
	const struct yaml *yaml = said->match;
	if (yaml->kind != YAML_MAP || !yaml->count ||
	    yaml->count > MATCHES_MOST) {
		REPORT(job->diag, yaml->span, &job_bad_match, NO_ARGS);
		return false;
	}
	bool ok = true;
	for (size_t i = 0; i < yaml->count; i++) {
		const struct yaml_pair *pair = &yaml->pairs[i];
		struct conf_text here = {pair->key, pair->key_span}, there;
		ok = conf_read_text(pair->value, &there, job->diag) &&
		     find(job, &table->columns, &here,
			 &table->matches[i].here) &&
		     find(job, &job->columns, &there,
			 &table->matches[i].there) &&
		     ok;
	}
	table->match_count = yaml->count;
	return ok;
}

static bool
read_types(struct job *job, struct table *table, const struct said *said)
{
	bool ok = true;
	if (!said->columns)
		return true;
	if (said->columns->kind != YAML_MAP) {
		REPORT(
		    job->diag, said->columns->span, &job_bad_columns, NO_ARGS);
		return false;
	}
	for (size_t i = 0; i < said->columns->count; i++) {
		const struct yaml_pair *pair = &said->columns->pairs[i];
		struct conf_text name = {pair->key, pair->key_span}, type;
		size_t index;
		enum column_type found;
		ok = conf_read_text(pair->value, &type, job->diag) &&
		     job_read_type(&type, &found, job->diag) &&
		     find(job, &table->columns, &name, &index) && ok;
		if (ok)
			table->columns.at[index].type = found;
	}
	return ok;
}

static void
take_header(
    struct job *job, struct table *table, const struct intake_found *found)
{
	table->columns.count = found->count;
	table->columns.at =
	    ARENA_ARRAY(job->mem, struct column, found->count + 1);
	for (size_t i = 0; i < found->count; i++) {
		table->columns.at[i].name = found->names[i];
		table->columns.at[i].folded =
		    text_fold(job->mem, found->names[i]);
	}
}

/* ---- rows */

static void
add_form(struct strbuf *out, struct arena *mem, struct slice text)
{
	strbuf_add(out, text_fold(mem, text));
	strbuf_add_char(out, '\0');
}

static bool
add_row(struct job *job, struct table *table, struct collator *collator,
    const struct intake_record *record, struct span place)
{
	struct strbuf form = {0};
	struct table_row row = {.number = record->number};
	size_t count = table->columns.count;
	row.values = ARENA_ARRAY(job->mem, struct value, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct problem why = {0};
		bool fits = column_read_cell(&table->columns.at[i], job->mem,
		    record->cells[i],
		    record->beneath ? &record->beneath[i] : NULL,
		    &row.values[i], &why);
		row.values[i].text = arena_dup(job->mem, row.values[i].text);
		if (fits)
			continue;
		REPORT(job->diag, place, &job_table_unfit,
		    ARGS(table->name, record->line,
			problem_text(job->mem, &why)));
		return false;
	}
	for (size_t i = 0; i < table->match_count; i++)
		add_form(
		    &form, job->mem, row.values[table->matches[i].here].text);
	row.form = arena_dup(job->mem, strbuf_view(&form));
	strbuf_fini(&form);
	if (table->order != COLUMN_NONE)
		row.order = collator_key(
		    collator, job->mem, row.values[table->order].text);
	table->rows = arena_grow(job->mem, table->rows, &table->row_room,
	    table->row_count + 1, sizeof *table->rows);
	table->rows[table->row_count++] = row;
	return true;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct table_row *x = a, *y = b;
	int order = slice_compare(x->form, y->form);
	if (!order)
		order = slice_compare(x->order, y->order);
	return order ? order
		     : (x->number > y->number) - (x->number < y->number);
}

static bool
read_rows(struct job *job, struct table *table, struct intake *intake,
    struct span place)
{
	const struct intake_found *found = intake_found(intake);
	struct shield shield;
	struct intake_record record;
	struct collator *collator = collator_new(job->language, job->diag);
	bool more = true, ok = collator && shield_make(job, found->names,
					       found->count, &shield);
	while (ok && more) {
		switch (intake_next(intake, &record)) {
		case INTAKE_END:
			more = false;
			break;
		case INTAKE_FAILED:
			ok = false;
			break;
		case INTAKE_MALFORMED:
			REPORT(job->diag, place, &job_list_malformed,
			    ARGS(table->name, record.line));
			ok = false;
			break;
		case INTAKE_ROW:
			if (!shield_drops(&shield, job->mem, record.cells))
				ok = add_row(
				    job, table, collator, &record, place);
			break;
		}
	}
	collator_free(collator);
	shield_warn(&shield, table->name, place);
	if (table->row_count)
		qsort(table->rows, table->row_count, sizeof *table->rows,
		    compare_rows);
	return ok;
}

static bool
read_table(struct job *job, struct table *table, const struct yaml_pair *pair)
{
	struct said said = {0};
	if (!schema_read(&said_schema, pair->value, job->mem, &said, job->diag))
		return false;
	struct intake_options options = {
	    .path = path_join(job->mem, job->file->folder,
		arena_dup_text(job->mem, said.file.text)),
	    .role = INPUT_TABLE,
	    .asked = said.file.span,
	    .may_be_empty = true,
	    .beneath = true,
	};
	struct intake *intake = intake_open(job->mem, &options, job->diag);
	if (!intake)
		return false;
	table->name = pair->key;
	table->order = COLUMN_NONE;
	take_header(job, table, intake_found(intake));
	bool ok = read_types(job, table, &said);
	for (size_t i = 0; i < table->columns.count; i++)
		column_prepare(
		    job->mem, &table->columns.at[i], job->file->date.when);
	ok = read_matches(job, table, &said) && ok;
	if (said.order.span.file)
		ok = find(job, &table->columns, &said.order, &table->order) &&
		     ok;
	ok = ok && read_rows(job, table, intake, said.file.span);
	intake_close(intake);
	return ok;
}

struct tables *
tables_new(struct job *job)
{
	struct tables *tables = ARENA_NEW(job->mem, struct tables);
	const struct yaml *yaml = job->file->tables_yaml;
	bool ok = true;
	if (!yaml)
		return tables;
	if (yaml->kind != YAML_MAP) {
		REPORT(job->diag, yaml->span, &job_bad_tables, NO_ARGS);
		return NULL;
	}
	tables->count = yaml->count;
	tables->at = ARENA_ARRAY(job->mem, struct table, yaml->count + 1);
	tables->scope =
	    ARENA_ARRAY(job->mem, struct expr_table, yaml->count + 1);
	for (size_t i = 0; i < yaml->count; i++)
		ok = read_table(job, &tables->at[i], &yaml->pairs[i]) && ok;
	return ok ? tables : NULL;
}

/* ---- scope */

size_t
tables_count_names(const struct tables *tables)
{
	size_t count = 0;
	for (size_t i = 0; i < tables->count; i++)
		count += tables->at[i].columns.count;
	return count;
}

/* The names are made here and live with the tables. */
static struct slice
full_name(struct arena *mem, const struct table *table, size_t column)
{
	struct slice name = table->columns.at[column].name;
	return arena_print(mem, "%.*s.%.*s", (int)table->name.len,
	    table->name.at, (int)name.len, name.at);
}

size_t
tables_add_names(struct arena *job_mem, const struct tables *tables,
    struct named_value *names, size_t first)
{
	size_t at = first;
	for (size_t i = 0; i < tables->count; i++) {
		const struct table *table = &tables->at[i];
		tables->scope[i] = (struct expr_table){
		    .name = table->name,
		    .first_name = at,
		    .column_count = table->columns.count,
		};
		for (size_t c = 0; c < table->columns.count; c++)
			names[at++] = (struct named_value){
			    .name = full_name(job_mem, table, c),
			    .type = table->columns.at[c].type,
			    .per_letter = true,
			};
	}
	return at - first;
}

const struct expr_table *
tables_for_scope(const struct tables *tables, size_t *count)
{
	*count = tables->count;
	return tables->scope;
}

/* ---- matching */

/* The first row whose form is not before the one asked for. */
static size_t
find_first(const struct table *table, struct slice form)
{
	size_t low = 0, high = table->row_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (slice_compare(table->rows[middle].form, form) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct expr_rows
match_table(
    const struct table *table, struct arena *letter_mem, const struct row *row)
{
	struct strbuf form = {0};
	size_t width = table->columns.count, count = 0;
	bool empty = false;
	for (size_t i = 0; i < table->match_count; i++) {
		struct slice text = row->values[table->matches[i].there].text;
		empty = empty || !text.len;
		add_form(&form, letter_mem, text);
	}
	size_t first = find_first(table, strbuf_view(&form));
	/* Nothing belongs to a row that does not say where it belongs. */
	while (!empty && first + count < table->row_count &&
	       slice_equal(table->rows[first + count].form, strbuf_view(&form)))
		count++;
	strbuf_fini(&form);
	struct value *values =
	    ARENA_ARRAY(letter_mem, struct value, count * width + 1);
	for (size_t i = 0; i < count; i++)
		memcpy(values + i * width, table->rows[first + i].values,
		    width * sizeof *values);
	return (struct expr_rows){.values = values, .count = count};
}

const struct expr_rows *
tables_match(const struct tables *tables, struct arena *letter_mem,
    const struct row *row)
{
	if (!tables->count || !row->count)
		return NULL;
	struct expr_rows *rows =
	    ARENA_ARRAY(letter_mem, struct expr_rows, tables->count);
	for (size_t i = 0; i < tables->count; i++)
		rows[i] = match_table(&tables->at[i], letter_mem, row);
	return rows;
}
