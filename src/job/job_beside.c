#include "job/job_beside.h"

#include "job/shield.h"

static void *
open_guard(
    void *ctx, struct arena *mem, const struct slice *names, size_t count)
{
	struct shield *shield = ARENA_NEW(mem, struct shield);
	return shield_make(ctx, names, count, shield) ? shield : NULL;
}

static bool
guard_drops(void *opened, struct arena *row_mem, const struct slice *cells)
{
	return shield_drops(opened, row_mem, cells);
}

static void
guard_warns(const void *opened, struct slice name, struct span place)
{
	shield_warn(opened, name, place);
}

bool
job_make_beside(struct job *job)
{
	const struct beside_setting setting = {
	    .mem = job->mem,
	    .diag = job->diag,
	    .folder = job->file->folder,
	    .columns = &job->columns,
	    .key = job->key,
	    .today = job->file->date.when,
	    .lists = job->file->lists_yaml,
	    .guard = {job, open_guard, guard_drops, guard_warns},
	};
	job->beside = beside_new(&setting);
	return job->beside;
}
