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

static void
take_key(struct job *job, const struct column *column, struct arena *row_mem,
    const struct intake_record *record)
{
	struct value key;
	struct problem ignored;
	if (!mark_is_set(record->cells[job->protected_]))
		return;
	column_read(column, row_mem, record->cells[job->key], &key, &ignored);
	if (key.text.len)
		key_counts_add(&job->protected_keys, key.text);
	arena_reset(row_mem);
}

/* Tables are read before the register's rows are: so its keys come first. */
static bool
read_protected_keys(struct job *job)
{
	struct job again = *job;
	struct intake_record record;
	struct arena *row_mem = arena_new();
	struct column key = job->columns.at[job->key];
	enum intake_result result = INTAKE_FAILED;
	key.tally = NULL; /* these cells are counted when rows are loaded */
	again.intake = NULL;
	bool ok = register_open(&again);
	while (ok && (result = intake_next(again.intake, &record)) <=
			 INTAKE_MALFORMED) {
		if (result == INTAKE_ROW)
			take_key(job, &key, row_mem, &record);
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
	};
	if (job->has_protected_keys || job->protected_ == COLUMN_NONE)
		return true;
	job->has_protected_keys = true;
	bool ok = read_protected_keys(job);
	key_counts_close(&job->protected_keys);
	return ok;
}

static bool
has_protected_key(const struct shield *shield, struct arena *row_mem,
    const struct slice *cells)
{
	const struct job *job = shield->job;
	struct value key;
	struct problem ignored;
	if (shield->key == COLUMN_NONE || !job->has_protected_keys)
		return false;
	column_read(&job->columns.at[job->key], row_mem, cells[shield->key],
	    &key, &ignored);
	return key.text.len && key_counts_holds(&job->protected_keys, key.text);
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
