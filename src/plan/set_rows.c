#include "plan/set_rows.h"

#include "beside/beside.h"
#include "job/computed.h"
#include "ledger/plan.h"
#include "plan/record_pack.h"

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
add(struct set_records *to, struct set_record *record)
{
	to->at = arena_grow(
	    to->mem, to->at, &to->room, to->count + 1, sizeof(*to->at));
	to->at[to->count++] = record;
}

/* Keeps a copy of the record, since letter_mem goes with the row. */
static void
add_record(struct set_records *to, const struct set_record *record)
{
	add(to, record_dup(to->mem, record));
}

void
set_records_pack(const struct set_records *records, struct strbuf *out)
{
	for (size_t i = 0; i < records->count; i++)
		record_pack(out, records->at[i]);
}

bool
set_records_unpack(struct set_records *records, struct slice packed)
{
	struct slice rest = arena_dup(records->mem, packed);
	while (rest.len) {
		struct set_record *record = record_unpack(records->mem, &rest);
		if (!record)
			return false;
		add(records, record);
	}
	return true;
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
	bool ok = find_row(setter, household->members[0].row, &row, &tables) &&
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
