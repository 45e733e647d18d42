#include "job/shield.h"

#include "job/messages.h"
#include "job/register.h"
#include "record/protection.h"
#include "text/normal.h"

static size_t
find_same(const struct job *job, size_t column, const struct slice *names,
    size_t count)
{
	for (size_t i = 0; column != COLUMN_NONE && i < count; i++) {
		if (text_same(names[i], job->columns.at[column].name))
			return i;
	}
	return COLUMN_NONE;
}

/* The cell as its column writes it; these are counted when rows are loaded. */
static struct slice
read_cell(const struct job *job, size_t column, struct arena *row_mem,
    struct slice at)
{
	struct value value;
	struct problem ignored;
	struct column uncounted = job->columns.at[column];
	uncounted.tally = NULL;
	column_read(&uncounted, row_mem, at, &value, &ignored);
	return value.text;
}

static void
take_cell(struct job *job, size_t column, struct arena *row_mem,
    const struct intake_record *record, struct key_counts *keys)
{
	if (column == COLUMN_NONE)
		return;
	struct slice text =
	    read_cell(job, column, row_mem, record->cells[column]);
	if (text.len)
		key_counts_add(keys, text);
}

static void
take_key(
    struct job *job, struct arena *row_mem, const struct intake_record *record)
{
	if (!mark_is_set(record->cells[job->protected_]))
		return;
	take_cell(job, job->key, row_mem, record, &job->protected_keys);
	take_cell(job, job->person, row_mem, record, &job->protected_people);
	arena_reset(row_mem);
}

/* Tables are read before the register's rows are: so its keys come first. */
static bool
read_protected_keys(struct job *job)
{
	struct job again = *job;
	struct intake_record record;
	struct arena *row_mem = arena_new();
	enum intake_result result = INTAKE_FAILED;
	again.intake = NULL;
	bool ok = register_open(&again);
	while (ok && (result = intake_next(again.intake, &record)) <=
			 INTAKE_MALFORMED) {
		if (result == INTAKE_ROW)
			take_key(job, row_mem, &record);
	}
	intake_close(again.intake);
	arena_free(row_mem);
	return ok && result == INTAKE_END;
}

bool
shield_make(struct job *job, const struct slice *names, size_t count,
    struct shield *shield)
{
	*shield = (struct shield){
	    .job = job,
	    .mark = find_same(job, job->protected_, names, count),
	    .key = find_same(job, job->key, names, count),
	    .person = find_same(job, job->person, names, count),
	};
	if (job->has_protected_keys || job->protected_ == COLUMN_NONE)
		return true;
	job->has_protected_keys = true;
	bool ok = read_protected_keys(job);
	key_counts_close(&job->protected_keys);
	key_counts_close(&job->protected_people);
	return ok;
}

/* Whether the table's cell in column `at` is one of these. */
static bool
is_one_of(const struct job *job, const struct key_counts *keys, size_t column,
    struct arena *row_mem, const struct slice *cells, size_t at)
{
	if (at == COLUMN_NONE || !job->has_protected_keys)
		return false;
	struct slice text = read_cell(job, column, row_mem, cells[at]);
	return text.len && key_counts_holds(keys, text);
}

static bool
has_protected_key(const struct shield *shield, struct arena *row_mem,
    const struct slice *cells)
{
	const struct job *job = shield->job;
	return is_one_of(job, &job->protected_keys, job->key, row_mem, cells,
		   shield->key) ||
	       is_one_of(job, &job->protected_people, job->person, row_mem,
		   cells, shield->person);
}

bool
shield_drops(
    struct shield *shield, struct arena *row_mem, const struct slice *cells)
{
	bool marked =
	    shield->mark != COLUMN_NONE && mark_is_set(cells[shield->mark]);
	if (!marked && !has_protected_key(shield, row_mem, cells))
		return false;
	shield->dropped++;
	return true;
}

void
shield_warn(const struct shield *shield, struct slice name, struct span place)
{
	if (shield->dropped)
		REPORT(shield->job->diag, place, &job_shield_dropped,
		    ARGS(name, shield->dropped));
}
