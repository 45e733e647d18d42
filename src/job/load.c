#include "job/load.h"

#include "job/messages.h"
#include "job/progress.h"
#include "record/protection.h"
#include "text/normal.h"

struct loader {
	struct job *job;
	struct plan *plan;
	struct slice secret;
	struct arena *row_mem;
	struct slice *clean;
	struct loaded *loaded;
};

/* A keyed hash in hexadecimal: names the person for those who hold the key. */
static struct slice
hash_key(struct loader *loader, struct slice key)
{
	char hex[65];
	if (!key.len)
		return (struct slice){"", 0};
	digest_write_hex(hash_keyed(loader->secret, key), hex);
	return arena_dup(loader->row_mem, slice_view(hex));
}

static bool
add_problem(struct loader *loader, uint32_t row, uint32_t column,
    const struct problem *why)
{
	return plan_add_problem(loader->plan, row, column, why->message->code,
	    problem_text(loader->row_mem, why));
}

static bool
load_malformed(struct loader *loader, const struct intake_record *record)
{
	struct plan_row row = {
	    .row = record->number,
	    .line = record->line,
	    .mark = ROW_MALFORMED,
	};
	if (loader->job->only_protected)
		return true;
	loader->loaded->rows++;
	return plan_add_row(loader->plan, &row) &&
	       add_problem(loader, record->number, 0, &record->why);
}

static bool
normalise(struct loader *loader, const struct intake_record *record, bool *fits)
{
	const struct columns *columns = &loader->job->columns;
	*fits = true;
	for (size_t i = 0; i < columns->count; i++) {
		struct value value;
		struct problem why = {0};
		bool fine = column_read(&columns->at[i], loader->row_mem,
		    record->cells[i], &value, &why);
		loader->clean[i] = value.text;
		if (fine && columns->at[i].required && !value.text.len) {
			PROBLEM(&why, &job_required_empty,
			    ARGS(columns->at[i].name));
			fine = false;
		}
		*fits = *fits && fine;
		if (!fine &&
		    !add_problem(loader, record->number, (uint32_t)i, &why))
			return false;
	}
	return true;
}

static bool
load_row(struct loader *loader, const struct intake_record *record)
{
	struct job *job = loader->job;
	struct value key;
	struct problem ignored;
	struct plan_row row = {.row = record->number, .line = record->line};
	column_read(&job->columns.at[job->key], loader->row_mem,
	    record->cells[job->key], &key, &ignored);
	if (key.text.len)
		key_counts_add(
		    &loader->loaded->keys, key.text);
	bool is_protected = job->protected_ != COLUMN_NONE &&
			    mark_is_set(record->cells[job->protected_]);
	if (job->only_protected && !is_protected)
		return true;
	loader->loaded->rows++;
	if (is_protected && !job->only_protected) {
		row.mark = ROW_PROTECTED;
		row.key_hash = hash_key(loader, key.text);
		return plan_add_row(loader->plan, &row);
	}
	bool fits;
	if (!normalise(loader, record, &fits))
		return false;
	row.mark = fits ? ROW_PLAIN : ROW_UNFIT;
	row.clean = loader->clean;
	row.as_read = record->cells;
	return plan_add_row(loader->plan, &row);
}

static bool
load_all(struct loader *loader, const struct progress *progress)
{
	struct intake_record record;
	for (;;) {
		bool ok = true;
		switch (intake_next(loader->job->intake, &record)) {
		case INTAKE_END:
			return true;
		case INTAKE_FAILED:
			return false;
		case INTAKE_ROW:
			ok = load_row(loader, &record);
			break;
		case INTAKE_MALFORMED:
			ok = load_malformed(loader, &record);
			break;
		}
		if (!ok)
			return false;
		arena_reset(loader->row_mem);
		if (record.number % 1024 == 0)
			progress_step(progress, STAGE_LOAD, record.number, 0);
	}
}

static bool
add_columns(struct loader *loader)
{
	const struct columns *columns = &loader->job->columns;
	struct slice *names =
	    ARENA_ARRAY(loader->job->mem, struct slice, columns->count + 1);
	for (size_t i = 0; i < columns->count; i++)
		names[i] = columns->at[i].name;
	return plan_add_columns(loader->plan, names, columns->count);
}

bool
load_register(struct job *job, struct plan *plan, struct slice secret,
    const struct progress *progress, struct loaded *loaded)
{
	*loaded = (struct loaded){0};
	struct loader loader = {
	    .job = job,
	    .plan = plan,
	    .secret = secret,
	    .row_mem = arena_new(),
	    .clean =
		ARENA_ARRAY(job->mem, struct slice, job->columns.count + 1),
	    .loaded = loaded,
	};
	bool ok = add_columns(&loader) && load_all(&loader, progress);
	arena_free(loader.row_mem);
	if (!ok || !plan_end_load(plan))
		return false;
	for (size_t i = 0; i < job->columns.count; i++)
		column_settle(&job->columns.at[i]);
	key_counts_close(&loaded->keys);
	progress_step(progress, STAGE_LOAD, loaded->rows, loaded->rows);
	if (!loaded->rows && !job->only_protected) {
		REPORT(job->diag, job->file->register_.file.span, &job_no_rows,
		    NO_ARGS);
		return false;
	}
	return true;
}

void
loaded_fini(struct loaded *loaded)
{
	key_counts_fini(&loaded->keys);
}
