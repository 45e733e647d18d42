#include "run/apart.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "ledger/result.h"
#include "load/open.h"
#include "plan/plan_job.h"
#include "run/made.h"
#include "run/write_job.h"

/* The plan holds what nobody else may see; results speak only of it. */
static bool
clear_traces(struct arena *mem, const char *plan, const char *folder,
    uint32_t batches, struct diag *diag)
{
	bool ok = folder_remove(plan, diag);
	for (uint32_t k = 1; k <= batches; k++) {
		const char *path =
		    arena_print(mem, "%s/batch-%04u.result", folder, k).at;
		if (unlink(path) == 0)
			continue;
		file_report(diag, path, errno);
		ok = false;
	}
	return ok;
}

static bool
add_names(
    struct names *made, const char *plan, const char *folder, struct diag *diag)
{
	const char *name = path_name(folder);
	struct ledger *ledger = ledger_open(plan, diag);
	bool ok = ledger && made_add_batches(made, name, ledger, diag) &&
		  made_add_letters(made, path_join(made->mem, name, "letters"),
		      ledger, diag);
	ledger_close(ledger);
	return ok;
}

static bool
write_all(struct job *job, const char *folder, uint32_t workers,
    struct apart_account *to, struct names *made, struct diag *diag)
{
	struct account account;
	const char *plan = path_join(job->mem, folder, "plan.db");
	const struct plan_spec spec = {
	    .path = plan,
	    .secret = SLICE("protected"),
	    .workers = workers,
	};
	if (!folder_make(folder, diag) || !plan_job(job, &spec, &account, diag))
		return false;
	struct write_spec write = {
	    .plan = plan,
	    .folder = folder,
	    .own_folder = path_join(job->mem, folder, "letters"),
	    .batches = account.counts.batches,
	    .letters = account.counts.letters,
	    .workers = workers,
	};
	to->letters = account.counts.letters;
	to->rest = account.counts.by_outcome[OUTCOME_EXCLUDED] +
		   account.counts.by_outcome[OUTCOME_HELD];
	bool ok = write_job(job, &write, NULL, diag) &&
		  add_names(made, plan, folder, diag);
	ok = clear_traces(
		 job->mem, plan, folder, ok ? write.batches : 0, diag) &&
	     ok;
	if (!write.letters)
		rmdir(folder); /* a run has no empty folders */
	return ok;
}

bool
apart_write(const char *path, const char *folder, uint32_t workers,
    struct apart_account *account, struct names *made, struct diag *diag)
{
	struct job apart;
	struct arena *mem = arena_new();
	*account = (struct apart_account){0};
	bool ok = load_open_protected(&apart, mem, path, diag) &&
		  write_all(&apart, folder, workers, account, made, diag);
	load_close(&apart);
	arena_free(mem);
	return ok;
}
