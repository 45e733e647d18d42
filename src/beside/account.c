/*
 * beside/account.c - to whom the rows of each file belong: to a row with a
 * letter, to another, to nobody.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "beside/asked.h"
#include "beside/messages.h"

void
reach_count(struct reach *reach, struct index_entry *entries, size_t count,
    bool in_letter)
{
	uint64_t marks = INDEX_BELONGS | (in_letter ? INDEX_IN_LETTER : 0);
	reach->none += count == 0;
	reach->one += count == 1;
	reach->several += count > 1;
	/* Those that belong together are marked together. */
	if (!count || (entries->at & marks) == marks)
		return;
	for (size_t i = 0; i < count; i++)
		entries[i].at |= marks;
}

bool
beside_asks(const struct beside *beside)
{
	return beside->table_count > 0 || beside->first;
}

void
beside_settle(struct beside *beside, bool in_letter)
{
	for (size_t i = 0; i < beside->table_count; i++) {
		struct table *table = &beside->tables[i];
		reach_count(&table->reach, table->entries, table->entry_count,
		    in_letter);
	}
	for (struct asked *at = beside->first; at; at = at->next) {
		if (at->hit_known)
			reach_count(
			    &at->reach, at->hits, at->hit_count, in_letter);
	}
}

/* ---- rows whose cells are not kept */

static void
read_column(const struct beside *beside, struct value *values,
    const struct slice *cells, size_t index)
{
	struct problem ignored;
	if (index == COLUMN_NONE)
		return;
	struct column column = beside->setting.columns->at[index];
	column.tally = NULL;
	column_read(&column, beside->hidden_mem, cells[index], &values[index],
	    &ignored);
}

void
beside_meet_hidden(struct beside *beside, const struct slice *cells)
{
	struct arena *mem = beside->hidden_mem;
	struct row row = {.count = beside->setting.columns->count};
	if (!beside->table_count && !beside->first)
		return;
	struct value *values = ARENA_ARRAY(mem, struct value, row.count + 1);
	row.values = values;
	for (size_t i = 0; i < beside->table_count; i++) {
		struct table *table = &beside->tables[i];
		for (size_t m = 0; m < table->match_count; m++)
			read_column(
			    beside, values, cells, table->matches[m].there);
		table_meet(table, mem, &row);
	}
	for (struct asked *at = beside->first; at; at = at->next) {
		read_column(beside, values, cells, at->column);
		asked_meet(at, &row);
	}
	beside_settle(beside, false);
	arena_reset(mem);
}

/* ---- told */

/* The first of nobody's rows, by where they stand. */
struct nobodys {
	uint64_t at[LINES_TOLD];
	size_t count;
	uint32_t all;
};

static void
take_nobodys(struct nobodys *nobodys, uint64_t at)
{
	size_t place = nobodys->count;
	nobodys->all++;
	if (place == LINES_TOLD && at >= nobodys->at[place - 1])
		return;
	if (place < LINES_TOLD)
		nobodys->count++;
	else
		place--;
	for (; place && nobodys->at[place - 1] > at; place--)
		nobodys->at[place] = nobodys->at[place - 1];
	nobodys->at[place] = at;
}

static void
count_entries(const struct index *index, bool lines, struct beside_count *count,
    struct nobodys *nobodys)
{
	for (size_t i = 0; i < index->count; i++) {
		uint64_t at = index->entries[i].at;
		if (at & INDEX_IN_LETTER)
			count->in_letter++;
		else if (at & INDEX_BELONGS)
			count->elsewhere++;
		else
			take_nobodys(
			    nobodys, lines ? at & UINT32_MAX : at & INDEX_AT);
	}
}

/* Places in the store become lines. */
static void
find_lines(struct store *store, struct nobodys *nobodys)
{
	for (size_t i = 0; i < nobodys->count; i++) {
		if (store_read(store, nobodys->at[i]))
			nobodys->at[i] = store_take_number(store);
	}
}

static struct slice
write_lines(struct arena *mem, const struct side *file, struct nobodys *nobodys,
    uint32_t all)
{
	struct lines_told lines = {0};
	for (size_t i = 0; i < file->nobodys.count && i < LINES_TOLD; i++)
		take_nobodys(nobodys, file->nobodys.at[i]);
	for (size_t i = 0; i < nobodys->count; i++)
		lines_tell(&lines, (uint32_t)nobodys->at[i]);
	lines.count = all;
	return lines_write(mem, &lines);
}

static void
fill_count(struct beside *beside, const struct side *file,
    const struct index *index, bool lines, const struct reach *reach,
    struct beside_count *count)
{
	struct nobodys nobodys = {0};
	count_entries(index, lines, count, &nobodys);
	if (!lines)
		find_lines(beside->store, &nobodys);
	count->file = file->name;
	count->rows = file->rows;
	count->unfit = file->unfit.count;
	count->nobody = nobodys.all + file->nobodys.count;
	count->lines =
	    write_lines(beside->setting.mem, file, &nobodys, count->nobody);
	count->none = reach->none;
	count->one = reach->one;
	count->several = reach->several;
}

/* ---- lists: whoever is on one was meant to be found */

/* By line, what all columns that ask one list know of it. */
enum { LINE_ENTRY = 1, LINE_BELONGS = 2 };

struct lines_known {
	unsigned char *at;
	size_t room;
	bool sure; /* every row of the register was compared */
};

static void
know_entries(struct lines_known *known, const struct asked *asked)
{
	for (size_t i = 0; i < asked->index.count; i++) {
		uint64_t at = asked->index.entries[i].at;
		size_t line = at & UINT32_MAX, had = known->room;
		known->at = mem_grow(
		    known->at, &known->room, line + 1, sizeof *known->at);
		if (known->room > had)
			memset(known->at + had, 0, known->room - had);
		known->at[line] |= LINE_ENTRY;
		if (at & INDEX_BELONGS)
			known->at[line] |= LINE_BELONGS;
	}
	known->sure &= asked->column != COLUMN_NONE;
}

static bool
asks_same(const struct asked *a, const struct asked *b)
{
	return a->kind == b->kind && slice_equal(a->file.name, b->file.name);
}

/* Said where the list is first asked. */
static void
warn_of_nobodys(const struct beside *beside, const struct asked *asked)
{
	struct lines_known known = {.sure = true};
	struct lines_told lines = {0};
	for (const struct asked *at = beside->first; at; at = at->next) {
		if (!asks_same(at, asked))
			continue;
		know_entries(&known, at);
	}
	for (size_t line = 0; line < known.room; line++) {
		if (known.at[line] == LINE_ENTRY)
			lines_tell(&lines, (uint32_t)line);
	}
	free(known.at);
	if (!known.sure || !lines.count)
		return;
	struct slice parts[] = {
	    asked->file.name, lines_write(beside->setting.mem, &lines)};
	REPORT(beside->setting.diag, asked->file.asked, &beside_nobodys,
	    ARGS(lines.count,
		arena_join(beside->setting.mem, parts, 2, SLICE(":"))));
}

/* Whether another column asks the same file; and whether one did before. */
static bool
is_shared(const struct beside *beside, const struct asked *asked, bool *first)
{
	bool shared = false, met = false;
	*first = true;
	for (const struct asked *at = beside->first; at; at = at->next) {
		met |= at == asked;
		if (at == asked || !asks_same(at, asked))
			continue;
		shared = true;
		*first &= met;
	}
	return shared;
}

/* ---- all of it */

static void
account_table(struct beside *beside, const struct table *table)
{
	struct beside_count *to = &beside->counts[beside->count_count++];
	*to = (struct beside_count){
	    .kind = slice_view(input_role_name(INPUT_TABLE)),
	    .name = table->name,
	};
	fill_count(
	    beside, &table->file, &table->index, false, &table->reach, to);
	if (!table->twice.count)
		return;
	struct span at = {
	    .file = table->file.found->file, .line = table->twice.at[0]};
	REPORT(beside->setting.diag, at, &beside_twice,
	    ARGS(table->twice.count,
		lines_write(beside->setting.mem, &table->twice)));
}

static void
account_asked(struct beside *beside, const struct asked *asked)
{
	struct beside_count *to = &beside->counts[beside->count_count++];
	const struct side *file = &asked->file;
	bool first, shared = is_shared(beside, asked, &first);
	*to = (struct beside_count){
	    .kind = slice_view(input_role_name(file->role)),
	    .name = shared ? file->columns.at[asked->asked_column].name
			   : file->name,
	};
	fill_count(beside, file, &asked->index, asked->kind == OUTSIDE_LIST,
	    &asked->reach, to);
	if (asked->kind == OUTSIDE_LIST && first)
		warn_of_nobodys(beside, asked);
}

static size_t
count_files(const struct beside *beside)
{
	size_t count = beside->table_count;
	for (const struct asked *at = beside->first; at; at = at->next)
		count++;
	return count;
}

static bool
add_count(const struct beside *beside, struct plan *plan, size_t number)
{
	const struct side *file =
	    number < beside->table_count ? &beside->tables[number].file : NULL;
	return plan_add_beside(plan, &beside->counts[number],
	    file ? file->found->names : NULL, file ? file->found->count : 0);
}

bool
beside_account(struct beside *beside, struct plan *plan)
{
	bool ok = true;
	beside->counts = ARENA_ARRAY(
	    beside->setting.mem, struct beside_count, count_files(beside) + 1);
	beside->count_count = 0;
	for (size_t i = 0; i < beside->table_count; i++)
		account_table(beside, &beside->tables[i]);
	for (const struct asked *at = beside->first; at; at = at->next) {
		if (!expr_is_run(at->kind))
			account_asked(beside, at);
	}
	for (size_t i = 0; ok && i < beside->count_count; i++) {
		beside->counts[i].number = (uint32_t)i;
		ok = add_count(beside, plan, i);
	}
	return ok;
}

const struct beside_count *
beside_counts(const struct beside *beside, size_t *count)
{
	*count = beside->count_count;
	return beside->counts;
}
