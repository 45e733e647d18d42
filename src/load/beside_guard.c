#include "load/beside_guard.h"

#include "load/protected.h"
#include "load/protected_beside.h"

struct guarding {
	struct job *job;
	struct diag *diag;
};

static void *
open_guard(void *ctx, struct arena *mem, const struct beside_file *file)
{
	struct guarding *guarding = ctx;
	struct protected_beside *guard =
	    ARENA_NEW(mem, struct protected_beside);
	return protected_beside_open(guarding->job, file, guard, guarding->diag)
		   ? guard
		   : NULL;
}

static bool
guard_learns(const void *opened)
{
	return protected_beside_learns(opened);
}

static void
guard_learn(void *opened, const struct intake_record *record)
{
	protected_beside_learn(opened, record);
}

static bool
guard_drops(
    void *opened, struct arena *row_mem, const struct intake_record *record)
{
	return protected_beside_drops(opened, row_mem, record);
}

static bool
guard_ends(const void *opened)
{
	return protected_beside_end(opened);
}

bool
load_make_beside(struct job *job, struct diag *diag)
{
	struct guarding *guarding = ARENA_NEW(job->mem, struct guarding);
	*guarding = (struct guarding){job, diag};
	const struct beside_setting setting = {
	    .mem = job->mem,
	    .diag = diag,
	    .folder = job->file->folder,
	    .columns = &job->reads.columns,
	    .key = job->reads.key,
	    .today = job->file->date.when,
	    .similar_differ = job->file->allow.similar.span.file,
	    .language = job->language,
	    .tables = job->file->tables_yaml,
	    .lists = job->file->lists_yaml,
	    .guard = {guarding, open_guard, guard_learns, guard_learn,
		guard_drops, guard_ends},
	};
	job->reads.beside = beside_new(&setting);
	return job->reads.beside;
}
