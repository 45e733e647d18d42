#include "plan/set_rows.h"

#include "beside/beside.h"
#include "job/computed.h"
#include "ledger/plan.h"

/* ---- records */

struct set_records
set_records_make(void)
{
	return (struct set_records){.mem = arena_new()};
}

void
set_records_clear(struct set_records *records)
{
	arena_reset(records->mem);
	records->at = NULL;
	records->count = records->room = 0;
}

void
set_records_fini(struct set_records *records)
{
	arena_free(records->mem);
	*records = (struct set_records){0};
}

static void
dup_texts(struct arena *mem, struct slice *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		texts[i] = arena_dup(mem, texts[i]);
}

static void
dup_one(struct arena *mem, struct set_one *one)
{
	dup_texts(mem, one->names.first, one->names.count);
	dup_texts(mem, one->names.full, one->names.count);
	dup_texts(mem, one->address.lines, one->address.count);
	one->address.postcode = arena_dup(mem, one->address.postcode);
}

/* Keeps a copy of the record, since letter_mem goes with the row. */
static void
add_record(struct set_records *to, const struct set_record *record)
{
	struct set_record *own = ARENA_NEW(to->mem, struct set_record);
	*own = *record;
	for (size_t i = 0; i < own->count; i++)
		dup_one(to->mem, &own->at[i]);
	if (!own->count)
		own->why = problem_dup(to->mem, own->why);
	struct slice *texts[] = {&own->file, &own->sort_key, &own->part,
	    &own->group, &own->member.key, &own->member.first_name,
	    &own->member.full_name};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = arena_dup(to->mem, *texts[i]);
	to->at = arena_grow(
	    to->mem, to->at, &to->room, to->count + 1, sizeof(*to->at));
	to->at[to->count++] = own;
}

/* ---- rows */

/* The row with what belongs to it in other tables: as it was decided. It has a
 * letter, and so its cells fit. */
static bool
join_row(struct row_setter *setter, const struct plan_row *stored,
    struct row *row, const struct expr_rows **tables)
{
	const struct job_reads *reads = &setter->job->reads;
	*row = (struct row){.number = stored->row, .line = stored->line};
	computed_read_row(reads, !reads->unfit_passes, setter->letter_mem,
	    setter->cells, setter->values, row);
	if (!beside_join(reads->beside, setter->letter_mem, row, tables))
		return false;
	composer_set_tables(setter->composer, *tables);
	return true;
}

static bool
set_stored(struct row_setter *setter, const struct plan_row *stored,
    struct set_records *to)
{
	struct beside *beside = setter->job->reads.beside;
	struct row row;
	const struct expr_rows *tables;
	struct set_record record;
	if (!join_row(setter, stored, &row, &tables))
		return false;
	beside_take_up(beside, row.number);
	if (!set_row(setter, &row, tables, NULL, &record))
		return false;
	if (!record.may_join)
		beside_settle(beside, record.count > 0);
	add_record(to, &record);
	return true;
}

bool
set_rows(struct row_setter *setter, uint32_t first, uint32_t last,
    struct set_records *to)
{
	bool failed = false;
	struct plan_row stored;
	struct plan_cursor *cursor =
	    plan_letter_rows_open(setter->plan, first, last);
	if (!cursor)
		return false;
	while (!failed &&
	       plan_rows_next(cursor, &stored, setter->cells, &failed)) {
		failed = !set_stored(setter, &stored, to);
		arena_reset(setter->letter_mem);
	}
	plan_rows_close(cursor);
	return !failed;
}

/* ---- households */

static bool
find_row(struct row_setter *setter, uint32_t number, struct row *row,
    const struct expr_rows **tables)
{
	struct plan_row stored;
	return plan_find_row(setter->plan, setter->letter_mem, number, &stored,
		   setter->cells) &&
	       join_row(setter, &stored, row, tables);
}

bool
set_household(struct row_setter *setter, const struct household *household,
    struct set_records *to)
{
	struct row row;
	const struct expr_rows *tables;
	struct set_record record;
	bool ok = find_row(setter, household->rows[0], &row, &tables) &&
		  set_row(setter, &row, tables, &household->names, &record);
	if (ok)
		add_record(to, &record);
	arena_reset(setter->letter_mem);
	return ok;
}

bool
set_count_member(struct row_setter *setter, uint32_t number, bool in_letter)
{
	struct row row;
	const struct expr_rows *tables;
	bool ok = find_row(setter, number, &row, &tables);
	if (ok)
		beside_settle(setter->job->reads.beside, in_letter);
	arena_reset(setter->letter_mem);
	return ok;
}
