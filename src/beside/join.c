/*
 * beside/join.c - the rows of a table, and to which of the register's they
 * belong.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "beside/form.h"
#include "beside/table.h"
#include "text/collate.h"

/* ---- the form rows are found by */

/*
 * The values of a row, or of the register's where `there`: false where one is
 * empty (nothing belongs to what does not say where it belongs) or, with
 * *unknown, does not fit. A word that stands for nothing is empty in the table;
 * in the register it may be somebody whose rows are there.
 */
static bool
make_form(const struct table *table, struct arena *mem,
    const struct value *values, bool there, struct strbuf *form, bool *unknown)
{
	const struct columns *columns = table->file.setting->columns;
	*unknown = false;
	for (size_t i = 0; i < table->match_count; i++) {
		const struct table_match *match = &table->matches[i];
		if (i)
			strbuf_add_char(form, '\0');
		struct value value = values[there ? match->there : match->here];
		struct problem ignored;
		if (there && value.kind != VALUE_UNFIT &&
		    value.kind != VALUE_EMPTY &&
		    !form_types_agree(
			columns->at[match->there].type, match->as.type))
			column_read(
			    &match->as, mem, value.text, &value, &ignored);
		if (value.kind == VALUE_EMPTY)
			return false;
		if (value.kind == VALUE_UNFIT ||
		    form_is_nothing(mem, &match->as, &value)) {
			*unknown = true;
			return false;
		}
		strbuf_add(form,
		    match->exact ? form_exact(mem, value.text, match->as.today)
				 : form_of_value(mem, &match->as, &value));
	}
	return true;
}

bool
table_is_unknown(
    const struct table *table, struct arena *mem, const struct row *row)
{
	struct strbuf form = {0};
	bool unknown;
	make_form(table, mem, row->values, true, &form, &unknown);
	strbuf_fini(&form);
	return unknown;
}

/* The key in such a form, where it is asked to the letter. */
static struct slice
find_key(const struct table *table, struct arena *mem,
    const struct value *values, bool there)
{
	for (size_t i = 0; i < table->match_count; i++) {
		const struct table_match *match = &table->matches[i];
		size_t at = there ? match->there : match->here;
		if (match->exact)
			return form_exact(
			    mem, values[at].text, match->as.today);
	}
	return SLICE("");
}

/* ---- reading */

/*
 * Whether rows are found by a text, of which 00123 and 123 may mean the same.
 * A form of several columns is looked at as one text.
 */
static bool
asks_similar(const struct table *table)
{
	bool text = false;
	for (size_t i = 0; i < table->match_count; i++)
		text |= table->matches[i].as.type == COLUMN_TEXT;
	return text && !table->file.setting->similar_differ;
}

struct reader {
	struct table *table;
	struct arena *row_mem;
	struct strbuf form;
};

static bool
take_row(void *ctx, const struct side_row *row)
{
	struct reader *reader = ctx;
	struct table *table = reader->table;
	struct store *store = table->store;
	size_t count = table->file.columns.count;
	bool unknown;
	uint64_t at;
	arena_reset(reader->row_mem);
	strbuf_reset(&reader->form);
	if (!make_form(table, reader->row_mem, row->values, false,
		&reader->form, &unknown)) {
		lines_tell(&table->file.nobodys, row->line);
		return true;
	}
	store_put_number(store, row->line);
	store_put_number(store, row->number);
	store_put_text(store, strbuf_view(&reader->form));
	for (size_t i = 0; i < count; i++)
		store_put_text(store, row->values[i].text);
	if (!store_add(store, &at))
		return false;
	index_add(&table->index, hash_short(0, strbuf_view(&reader->form)), at);
	exact_add(&table->exact, reader->row_mem, strbuf_view(&reader->form),
	    find_key(table, reader->row_mem, row->values, false));
	if (asks_similar(table)) {
		struct slice form = strbuf_view(&reader->form);
		similar_keys_add(&table->similar, reader->row_mem, form);
		nearby_add(&table->nearby, table->file.setting->mem, form);
	}
	return true;
}

bool
table_read(struct table *table, struct store *store, const char *language)
{
	struct reader reader = {
	    .table = table,
	    .row_mem = arena_new(),
	};
	table->store = store;
	table->collator = collator_new(language, table->file.setting->diag);
	bool ok = table->collator && side_read(&table->file, take_row, &reader);
	index_close(&table->index);
	index_close(&table->exact.lines);
	similar_keys_close(&table->similar);
	table->kept = mem_new(table->index.count + 1, sizeof *table->kept);
	table->cells = ARENA_ARRAY(table->file.setting->mem, struct slice,
	    table->file.columns.count + 1);
	arena_free(reader.row_mem);
	strbuf_fini(&reader.form);
	return ok;
}

/* ---- joining */

struct table_group {
	struct arena *mem;
	const struct index_entry *first; /* of its entries; NULL: none */
	struct index_entry *home; /* the first that belongs */
	struct slice form;
	struct value *values;
	uint32_t *lines;
	size_t count;
};

/*
 * Groups that are asked again and again (a district's meetings) are kept until
 * they take too much.
 */
#define GROUPS 4096
#define GROUPS_TAKE ((size_t)32 << 20)

/* Before the next row: nothing of the last one's is needed. */
static void
forget_groups(struct table *table)
{
	if (!table->group_mem || arena_used(table->group_mem) < GROUPS_TAKE)
		return;
	arena_reset(table->group_mem);
	memset(table->groups, 0, GROUPS * sizeof *table->groups);
}

struct found_row {
	struct slice order;
	uint32_t number, line;
	struct value *values;
};

static int
compare_rows(const void *a, const void *b)
{
	const struct found_row *x = a, *y = b;
	int order = slice_compare(x->order, y->order);
	return order ? order
		     : (x->number > y->number) - (x->number < y->number);
}

static void
read_values(struct table *table, struct arena *mem, struct value *values)
{
	const struct columns *columns = &table->file.columns;
	for (size_t i = 0; i < columns->count; i++) {
		struct slice cell =
		    arena_dup(mem, store_take_text(table->store));
		values[i] = column_value(&columns->at[i], cell);
	}
}

/* One row of the store; *belongs where its form is the one asked for. */
static bool
read_row(struct table *table, struct arena *mem, uint64_t at, struct slice form,
    struct found_row *row, bool *belongs)
{
	struct store *store = table->store;
	if (!store_read(store, at & INDEX_AT))
		return false;
	row->line = store_take_number(store);
	row->number = store_take_number(store);
	*belongs = slice_equal(store_take_text(store), form);
	if (!*belongs)
		return true;
	row->values =
	    ARENA_ARRAY(mem, struct value, table->file.columns.count + 1);
	read_values(table, mem, row->values);
	return true;
}

static void
sort_rows(struct table *table, struct arena *mem, struct found_row *rows,
    size_t count)
{
	for (size_t i = 0; i < count; i++)
		rows[i].order = table->order == COLUMN_NONE
				    ? (struct slice){NULL, 0}
				    : collator_key(table->collator, mem,
					  rows[i].values[table->order].text);
	qsort(rows, count, sizeof *rows, compare_rows);
}

/* The rows of all entries, in order, into a group whose mem is set. */
static bool
read_group(struct table *table, struct slice form, struct table_group *group)
{
	struct arena *mem = group->mem;
	size_t width = table->file.columns.count;
	struct found_row *rows =
	    ARENA_ARRAY(mem, struct found_row, table->entry_count + 1);
	group->count = 0;
	for (size_t i = 0; i < table->entry_count; i++) {
		bool belongs;
		if (!read_row(table, mem, table->entries[i].at, form,
			&rows[group->count], &belongs))
			return false;
		if (belongs && !group->count)
			group->home = &table->entries[i];
		group->count += belongs;
	}
	if (group->count > 1)
		sort_rows(table, mem, rows, group->count);
	group->values =
	    ARENA_ARRAY(mem, struct value, group->count * width + 1);
	group->lines = ARENA_ARRAY(mem, uint32_t, group->count + 1);
	for (size_t i = 0; i < group->count; i++) {
		memcpy(group->values + i * width, rows[i].values,
		    width * sizeof *group->values);
		group->lines[i] = rows[i].line;
	}
	return true;
}

static bool
find_group(struct table *table, struct slice form, struct table_group **found)
{
	if (!table->groups) {
		table->groups = mem_new(GROUPS, sizeof *table->groups);
		table->group_mem = arena_new();
	}
	size_t place = (size_t)(table->entries - table->index.entries) % GROUPS;
	struct table_group *group = *found = &table->groups[place];
	if (group->first == table->entries && slice_equal(group->form, form))
		return true;
	*group = (struct table_group){
	    .mem = table->group_mem,
	    .first = table->entries,
	    .form = arena_dup(table->group_mem, form),
	};
	return read_group(table, form, group);
}

/* Reads what table_find has found. */
static bool
find_rows(struct table *table, struct arena *letter_mem, struct slice form)
{
	struct table_group single = {.mem = letter_mem}, *group = &single;
	bool ok = table->entry_count == 1 ? read_group(table, form, group)
					  : find_group(table, form, &group);
	if (!ok)
		return false;
	table->rows.values = group->values;
	table->rows.count = group->count;
	table->lines = group->lines;
	table->home = group->home;
	return true;
}

/* The entries that belong to a row, with their form. */
static bool
find_entries(struct table *table, struct arena *mem, const struct row *row,
    struct strbuf *form)
{
	table->rows = (struct expr_rows){0};
	table->entries = NULL;
	table->entry_count = 0;
	if (!make_form(
		table, mem, row->values, true, form, &table->rows.unknown))
		return false;
	table->rows.unknown = exact_is_doubtful(&table->exact, mem,
	    strbuf_view(form), find_key(table, mem, row->values, true));
	if (table->rows.unknown)
		return false;
	table->entries = index_find(&table->index,
	    hash_short(0, strbuf_view(form)), &table->entry_count);
	/* None is found, and yet one may be meant. */
	table->rows.unknown =
	    !table->entries &&
	    (similar_keys_find(&table->similar, mem, strbuf_view(form)) ||
		nearby_find(&table->nearby, strbuf_view(form)));
	return table->entries;
}

void
table_meet(struct table *table, struct arena *mem, const struct row *row)
{
	strbuf_reset(&table->form);
	find_entries(table, mem, row, &table->form);
}

bool
table_join(struct table *table, struct arena *letter_mem, const struct row *row)
{
	strbuf_reset(&table->form);
	forget_groups(table);
	return !find_entries(table, letter_mem, row, &table->form) ||
	       find_rows(table, letter_mem, strbuf_view(&table->form));
}

/* ---- in the plan */

/* Lines of one row, each with those before it; further ones are not told of. */
#define COMPARED_MOST 64

static bool
is_same(const struct value *a, const struct value *b, size_t width)
{
	for (size_t c = 0; c < width; c++) {
		if (!slice_equal(a[c].text, b[c].text))
			return false;
	}
	return true;
}

/* A letter with {{each}} would say it twice. */
static void
tell_twice(struct table *table, size_t width)
{
	const struct value *values = table->rows.values;
	for (size_t i = 1; i < table->rows.count && i < COMPARED_MOST; i++) {
		size_t before = 0;
		while (before < i && !is_same(values + i * width,
					 values + before * width, width))
			before++;
		if (before < i)
			lines_tell(&table->twice, table->lines[i]);
	}
}

static bool
keep_group(
    struct table *table, uint32_t number, struct plan *plan, uint32_t row)
{
	size_t width = table->file.columns.count;
	struct slice *cells = table->cells;
	uint32_t count = (uint32_t)table->rows.count;
	bool ok = true;
	tell_twice(table, width);
	for (uint32_t i = 0; ok && i < count; i++) {
		const struct value *values = table->rows.values + i * width;
		for (size_t c = 0; c < width; c++)
			cells[c] = values[c].text;
		struct joined_row joined = {
		    number, table->lines[i], cells, width};
		ok = plan_add_joined_row(plan, row, &joined, i, count);
	}
	return ok;
}

bool
table_keep(
    struct table *table, uint32_t number, struct plan *plan, uint32_t row)
{
	if (!table->rows.count)
		return true;
	uint32_t *owner = &table->kept[table->home - table->index.entries];
	if (table->home->at & INDEX_KEPT)
		return plan_share_joined(plan, row, number, *owner);
	/* The mark is at hand; the owner is a wait for memory. */
	table->home->at |= INDEX_KEPT;
	*owner = row;
	return keep_group(table, number, plan, row);
}

void
table_read_kept(
    const struct table *table, const struct slice *cells, struct value *values)
{
	const struct columns *columns = &table->file.columns;
	for (size_t i = 0; i < columns->count; i++)
		values[i] = column_value(&columns->at[i], cells[i]);
}

void
table_close(struct table *table)
{
	arena_free(table->group_mem);
	free(table->groups);
	strbuf_fini(&table->form);
	collator_free(table->collator);
	free(table->kept);
	index_fini(&table->index);
	index_fini(&table->exact.lines);
	similar_keys_fini(&table->similar);
	nearby_fini(&table->nearby);
	side_close(&table->file);
}
