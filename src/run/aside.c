#include "run/aside.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "run/least.h"

/* The plan of a check is personal data: its folder is ours alone, and goes. */
static const char *
temporary_folder(const struct aside *aside, struct arena *mem)
{
	struct slice path = arena_print(mem,
	    aside->folder ? "%s/.utskick-XXXXXX" : "%s/utskick-XXXXXX",
	    aside->folder ? aside->folder : folder_of_temporary());
	char *name = arena_raw(mem, path.len + 1);
	memcpy(name, path.at, path.len + 1);
	/* No signal ends us between making it and saying so. */
	sigset_t all, before;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	const char *folder = mkdtemp(name);
	if (folder)
		scratch_claim(aside->scratch, folder);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return folder;
}

static void
confine(const struct aside *aside, struct arena *mem, const char *folder,
    const struct diag *diag)
{
	size_t count = 0, i = 0;
	while (aside->writes && aside->writes[count])
		count++;
	const char **below = ARENA_ARRAY(mem, const char *, count + 2);
	const char *const moves[] = {path_folder(mem, folder), NULL};
	for (; i < count; i++)
		below[i] = aside->writes[i];
	below[i] = folder;
	least_writes(
	    &(struct confine){
		.below = below, .moves = moves, .program = aside->program},
	    folder, diag);
}

bool
aside_plan(const struct aside *aside, struct job *job, struct account *account,
    const struct plan_spec *spec, struct diag *diag)
{
	struct plan_spec own = *spec;
	const char *folder = temporary_folder(aside, job->mem);
	if (!folder) {
		file_report(
		    diag, aside->folder ? aside->folder : "$TMPDIR", errno);
		return false;
	}
	confine(aside, job->mem, folder, diag);
	own.path = path_join(job->mem, folder, "plan.db");
	own.secret = SLICE("check");
	bool ok = plan_job(job, &own, account, diag) &&
		  diag_worst(diag) < LEVEL_SYSTEM &&
		  (!aside->look || aside->look(job, own.path, aside->ctx));
	if (!folder_remove(folder, diag))
		return false; /* the supervisor tries again */
	scratch_release(aside->scratch);
	return ok;
}
