#include "load/beside_guard.h"

#include "load/shield.h"

static void *
open_guard(void *ctx, struct arena *mem, const struct beside_file *file)
{
	struct shield *shield = ARENA_NEW(mem, struct shield);
	return shield_make(ctx, file, shield) ? shield : NULL;
}

static bool
guard_learns(const void *opened)
{
	return shield_learns(opened);
}

static void
guard_learn(void *opened, const struct intake_record *record)
{
	shield_learn(opened, record);
}

static bool
guard_drops(
    void *opened, struct arena *row_mem, const struct intake_record *record)
{
	return shield_drops(opened, row_mem, record);
}

static bool
guard_ends(const void *opened)
{
	return shield_end(opened);
}

bool
load_make_beside(struct job *job)
{
	const struct beside_setting setting = {
	    .mem = job->mem,
	    .diag = job->diag,
	    .folder = job->file->folder,
	    .columns = &job->columns,
	    .key = job->key,
	    .today = job->file->date.when,
	    .similar_differ = job->file->allow.similar.span.file,
	    .language = job->language,
	    .tables = job->file->tables_yaml,
	    .lists = job->file->lists_yaml,
	    .guard = {job, open_guard, guard_learns, guard_learn, guard_drops,
		guard_ends},
	};
	job->beside = beside_new(&setting);
	return job->beside;
}
