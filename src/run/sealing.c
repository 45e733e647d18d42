#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "ledger/read.h"
#include "proof/seal.h"
#include "run/making.h"
#include "run/messages.h"

/* The result that the worker left of one batch, if it is of the file that is
 * there. */
static bool
collect_result(struct making *making, struct ledger *plan, struct digest digest,
    uint32_t batch, struct batch_result *result)
{
	struct job *job = making->job;
	struct diag *diag = making->diag;
	struct digest found;
	const char *file;
	const char *path =
	    arena_print(job->mem, "%s/batch-%04u.result", making->print, batch)
		.at;
	if (!ledger_find_file(plan, job->mem, batch, &file, diag))
		return false;
	if (!result_read(making->print, batch, result) ||
	    !digest_equal(result->plan, digest) ||
	    !hash_file(
		path_join(job->mem, making->print, file), diag, &found) ||
	    !digest_equal(result->digest, found)) {
		REPORT(diag, NO_SPAN, &run_batch_missing, ARGS(batch));
		return false;
	}
	if (unlink(path) == 0)
		return true;
	file_report(diag, path, errno);
	return false;
}

bool
making_collect_results(struct making *making, struct batch_result *results)
{
	struct digest digest;
	struct ledger *plan = ledger_open(making->plan, making->diag);
	bool ok = plan && hash_file(making->plan, making->diag, &digest);
	for (uint32_t k = 1; ok && k <= making->account->counts.batches; k++)
		ok = collect_result(making, plan, digest, k, &results[k - 1]);
	ledger_close(plan);
	return ok;
}

/* What only the making needed. */
static bool
clear_folder(struct making *making)
{
	return (!path_is_below(making->plan, making->partial) ||
		   folder_remove(making->plan, making->diag)) &&
	       folder_remove(making->passing, making->diag);
}

bool
making_seal(struct making *making, const struct batch_result *results)
{
	struct diag *diag = making->diag;
	progress_step(making->progress, STAGE_SEAL, 0, 0);
	return ledger_seal(making->plan, making->papers.sealed, results,
		   making->account->counts.batches, diag) &&
	       papers_finish(&making->papers) && clear_folder(making) &&
	       sums_write_folder(making->print, NULL, diag) &&
	       sums_write_folder(making->keep, NULL, diag) &&
	       seal_make(making->partial, NULL, diag);
}
