#include "cli/aside.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

/* The plan of a check is personal data: its folder is ours alone, and goes. */
static const char *
temporary_folder(struct invocation *invocation)
{
	const char *parent = getenv("TMPDIR");
	struct slice path = arena_print(invocation->mem, "%s/utskick-XXXXXX",
	    parent && *parent ? parent : "/tmp");
	char *name = arena_raw(invocation->mem, path.len + 1);
	memcpy(name, path.at, path.len + 1);
	/* No signal ends us between making it and saying so. */
	sigset_t all, before;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	const char *folder = mkdtemp(name);
	if (folder)
		scratch_claim(invocation->scratch, folder);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return folder;
}

bool
aside_plan(struct invocation *invocation, struct job *job,
    struct account *account, const struct plan_spec *spec,
    bool (*look)(struct job *job, const char *path, void *ctx), void *ctx)
{
	struct plan_spec own = *spec;
	const char *folder = temporary_folder(invocation);
	if (!folder) {
		file_report(invocation->diag, "$TMPDIR", errno);
		return false;
	}
	own.path = path_join(invocation->mem, folder, "plan.db");
	own.secret = SLICE("check");
	bool ok = plan_job(job, &own, account, invocation->diag) &&
		  (!look || look(job, own.path, ctx));
	ok = folder_remove(folder, invocation->diag) && ok;
	scratch_release(invocation->scratch);
	return ok;
}
