#include "load/load.h"

#include "beside/beside.h"
#include "intake/corrections.h"
#include "job/computed.h"
#include "load/messages.h"
#include "load/names_in_text.h"
#include "load/progress.h"
#include "load/scrambled.h"
#include "load/watcher.h"

static const struct watcher *const watchers[] = {
    &names_in_text_watcher,
    &scrambled_watcher,
};

struct loader {
	struct job *job;
	struct diag *diag;
	struct plan *plan;
	struct slice secret;
	struct arena *row_mem;
	struct slice *clean;
	struct value *values; /* where columns are computed */
	struct watch watch;
	uint32_t *spoken; /* by column: rows that its words protect */
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
	    problem_text(loader->row_mem, loader->job->words, why));
}

/* A row whose cells are not kept still says which file it stood in. */
static void
say_source(
    const struct job *job, struct plan_row *row, const struct intake_record *of)
{
	if (job->reads.source_column == COLUMN_NONE)
		return;
	row->bare_column = job->reads.source_column;
	row->bare_text = job->reads.sources[of->source].name;
}

static bool
load_malformed(struct loader *loader, const struct intake_record *record)
{
	struct plan_row row = {
	    .row = record->number,
	    .line = record->line,
	    .source = record->source,
	    .mark = ROW_MALFORMED,
	};
	if (loader->job->only_protected)
		return true;
	loader->loaded->rows++;
	say_source(loader->job, &row, record);
	register_keys_add_misaligned(
	    loader->job, &loader->loaded->keys, record);
	return plan_add_row(loader->plan, &row) &&
	       add_problem(loader, record->number, 0, &record->why);
}

/* The key was read already. */
static bool
read_cell(struct loader *loader, const struct register_row *from, size_t index,
    struct problem *why)
{
	const struct job *job = loader->job;
	struct value value = from->key;
	bool fine = from->key_fits;
	if (index == job->reads.key)
		*why = from->key_why;
	else
		fine = register_read_cell(
		    &job->reads, loader->row_mem, from, index, &value, why);
	loader->clean[index] = value.text;
	loader->values[index] = value;
	return register_cell_passes(&job->reads, fine, why);
}

static bool
normalise(struct loader *loader, const struct register_row *from,
    uint32_t number, bool *fits)
{
	const struct columns *columns = &loader->job->reads.columns;
	*fits = true;
	for (size_t i = 0; i < columns->count; i++) {
		struct problem why = {0};
		if (columns->at[i].computed || read_cell(loader, from, i, &why))
			continue;
		*fits = false;
		if (!add_problem(loader, number, (uint32_t)i, &why))
			return false;
	}
	return true;
}

static enum row_mark
mark_of(const struct register_row *row)
{
	switch (row->link) {
	case LINK_SAME:
		return ROW_TWIN;
	case LINK_NAMED:
		return ROW_NAMING;
	case LINK_NONE:
	case LINK_ITSELF:
		break;
	}
	return ROW_PROTECTED;
}

/* A value that cannot be computed is left empty: a row that is asked for it is
 * held. */
static void
compute(struct loader *loader, struct plan_row *to)
{
	const struct job *job = loader->job;
	size_t count = job->reads.columns.count;
	struct row row = {
	    .number = to->row,
	    .line = to->line,
	    .values = loader->values,
	    .count = count,
	};
	struct slice *as_read =
	    ARENA_ARRAY(loader->row_mem, struct slice, count);
	computed_fill(&job->reads, loader->row_mem, NULL, loader->values, &row);
	memcpy(as_read, to->as_read, count * sizeof *as_read);
	for (size_t i = 0; i < count; i++) {
		if (job->reads.columns.at[i].computed)
			as_read[i] = loader->clean[i] = loader->values[i].text;
	}
	to->as_read = as_read;
}

static bool
load_protected(struct loader *loader, const struct intake_record *record,
    const struct register_row *from)
{
	struct plan_row row = {
	    .row = record->number,
	    .line = record->line,
	    .source = record->source,
	    .mark = mark_of(from),
	    .key_hash = hash_key(loader, from->key.text),
	};
	say_source(loader->job, &row, record);
	beside_meet_hidden(loader->job->reads.beside, from->cells);
	return plan_add_row(loader->plan, &row);
}

/* Which column says so, where no mark does. */
static void
count_words(struct loader *loader, const struct register_row *from)
{
	const struct job *job = loader->job;
	size_t column =
	    mark_columns_set(&job->reads.protected_, from->cells)
		? COLUMN_NONE
		: job_find_words(job, from->cells, MARK_KIND_PROTECTED);
	if (column != COLUMN_NONE)
		loader->spoken[column]++;
}

static bool
load_row(struct loader *loader, const struct intake_record *record)
{
	struct job *job = loader->job;
	struct register_row from;
	struct plan_row row = {
	    .row = record->number,
	    .line = record->line,
	    .source = record->source,
	};
	bool fits;
	register_read_row(job, loader->row_mem, record, &from);
	register_keys_add(&job->reads, &loader->loaded->keys, loader->row_mem,
	    record->source, &from);
	struct watched watched = {
	    .number = record->number,
	    .line = record->line,
	    .source = record->source,
	    .cells = from.cells,
	};
	watch_see_row(&loader->watch, &watched);
	if (job->only_protected && !from.is_protected)
		return true;
	loader->loaded->rows++;
	mark_columns_count(&job->reads.protected_, from.cells);
	mark_columns_count(&job->reads.deceased, from.cells);
	if (from.is_protected)
		count_words(loader, &from);
	if ((from.is_protected && !job->only_protected) || from.link)
		return load_protected(loader, record, &from);
	if (!normalise(loader, &from, record->number, &fits))
		return false;
	row.mark = fits ? ROW_PLAIN : ROW_UNFIT;
	row.clean = loader->clean;
	row.as_read = from.as_read;
	if (job->reads.computed)
		compute(loader, &row);
	watched.cells = loader->clean;
	watch_see_kept(&loader->watch, &watched);
	return plan_add_row(loader->plan, &row) &&
	       (!from.corrected || register_add_corrections(&job->reads,
				       loader->plan, record->number));
}

static bool
load_all(struct loader *loader, const struct progress *progress)
{
	struct intake_record record;
	for (;;) {
		bool ok = true;
		switch (intake_next(loader->job->reads.intake, &record)) {
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
	const struct columns *columns = &loader->job->reads.columns;
	const struct job *job = loader->job;
	struct plan_column *said =
	    ARENA_ARRAY(job->mem, struct plan_column, columns->count + 1);
	for (size_t i = 0; i < columns->count; i++)
		said[i] = (struct plan_column){
		    .number = (uint32_t)i,
		    .name = columns->at[i].name,
		    .type = column_type_names[columns->at[i].type],
		};
	for (size_t i = 0; i < job->pile.manifest_count; i++)
		said[job->pile.manifest[i]].shown = (uint32_t)i + 1;
	return plan_add_columns(loader->plan, said, columns->count);
}

/* A computed value that comes out otherwise than when the row was loaded. */
struct late_cell {
	uint32_t row;
	size_t column;
	struct slice text;
};

struct late_cells {
	struct late_cell *at;
	size_t count, room;
};

static void
compute_late(struct loader *loader, struct arena *mem,
    const struct plan_row *stored, struct late_cells *late)
{
	const struct job *job = loader->job;
	size_t count = job->reads.columns.count;
	struct row row = {.values = loader->values, .count = count};
	for (size_t i = 0; i < count; i++)
		loader->values[i] =
		    column_value(&job->reads.columns.at[i], loader->clean[i]);
	computed_fill(&job->reads, loader->row_mem, NULL, loader->values, &row);
	for (size_t i = 0; i < count; i++) {
		struct slice text = loader->values[i].text;
		if (!job->reads.columns.at[i].computed ||
		    slice_equal(text, loader->clean[i]))
			continue;
		late->at = arena_grow(mem, late->at, &late->room,
		    late->count + 1, sizeof *late->at);
		late->at[late->count++] =
		    (struct late_cell){stored->row, i, arena_dup(mem, text)};
	}
	arena_reset(loader->row_mem);
}

/*
 * Whether an empty cell among crosses means no is known when the last row is
 * in: values computed from such a column are then computed again.
 */
static bool
compute_again(struct loader *loader)
{
	struct plan_row stored;
	struct late_cells late = {0};
	bool failed = false;
	if (!loader->job->reads.computed ||
	    !computed_reads_crosses(&loader->job->reads))
		return true;
	struct plan_cursor *cursor = plan_rows_open(loader->plan);
	if (!cursor)
		return false;
	struct arena *mem = arena_new();
	while (plan_rows_next(cursor, &stored, loader->clean, &failed)) {
		if (stored.mark == ROW_PLAIN || stored.mark == ROW_UNFIT)
			compute_late(loader, mem, &stored, &late);
	}
	plan_rows_close(cursor);
	for (size_t i = 0; !failed && i < late.count; i++)
		failed = !plan_set_cell(loader->plan, late.at[i].row,
		    late.at[i].column, late.at[i].text);
	arena_free(mem);
	return !failed;
}

/* Everything that can be reported once all rows are in. */
static void
settle(struct loader *loader)
{
	struct job *job = loader->job;
	for (size_t i = 0; i < job->reads.columns.count; i++)
		column_settle(&job->reads.columns.at[i]);
	register_keys_close(&loader->loaded->keys);
	register_keys_tell(&job->reads, &loader->loaded->keys);
}

/* Characters that were taken out of values are reported, column by column. */
static void
warn_of_hidden(struct job *job, struct diag *diag)
{
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		const struct column *column = &job->reads.columns.at[i];
		uint32_t removed = column->tally->hidden[HIDDEN_ZERO_WIDTH] +
				   column->tally->hidden[HIDDEN_MARK];
		if (removed)
			REPORT(diag, job->file->register_.file.span,
			    &load_hidden_removed, ARGS(removed, column->name));
	}
}

static void
warn_of_words(const struct loader *loader)
{
	struct job *job = loader->job;
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		struct slice name = job->reads.columns.at[i].name;
		if (!loader->spoken[i])
			continue;
		REPORT(loader->diag, job->file->register_.file.span,
		    &load_speaks_of_protection, ARGS(name, loader->spoken[i]));
		HINT(loader->diag, &load_not_marks_hint, ARGS(name));
	}
}

/* Reports what the rows say of the register. */
static bool
check_loaded(struct loader *loader)
{
	struct job *job = loader->job;
	if (job->reads.corrections && !job->only_protected)
		corrections_report(job->reads.corrections, loader->diag);
	if (!job->only_protected)
		warn_of_hidden(job, loader->diag);
	if (!job->only_protected)
		warn_of_words(loader);
	const struct watch_end end = {
	    .job = job,
	    .plan = loader->plan,
	    .rows = loader->loaded->rows,
	    .diag = loader->diag,
	};
	return watch_report(&loader->watch, &end);
}

bool
load_register(struct job *job, struct plan *plan, struct slice secret,
    const struct progress *progress, struct loaded *loaded, struct diag *diag)
{
	*loaded = (struct loaded){0};
	struct loader loader = {
	    .job = job,
	    .diag = diag,
	    .plan = plan,
	    .secret = secret,
	    .row_mem = arena_new(),
	    .clean = ARENA_ARRAY(
		job->mem, struct slice, job->reads.columns.count + 1),
	    .values = ARENA_ARRAY(
		job->mem, struct value, job->reads.columns.count + 1),
	    .spoken =
		ARENA_ARRAY(job->mem, uint32_t, job->reads.columns.count + 1),
	    .loaded = loaded,
	};
	watch_open(
	    &loader.watch, watchers, sizeof watchers / sizeof *watchers, job);
	progress_step(progress, STAGE_LOAD, 0, 0);
	bool ok = protected_open(job, diag) && add_columns(&loader) &&
		  load_all(&loader, progress) &&
		  register_add_sources(&job->reads, plan) &&
		  plan_end_load(plan);
	settle(&loader);
	ok = ok && compute_again(&loader) && check_loaded(&loader);
	if (ok)
		progress_step(progress, STAGE_LOAD, loaded->rows, loaded->rows);
	arena_free(loader.row_mem);
	watch_close(&loader.watch);
	return ok;
}

void
loaded_fini(struct loaded *loaded)
{
	register_keys_fini(&loaded->keys);
}
