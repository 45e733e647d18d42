#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "ledger/read.h"
#include "ledger/temporary.h"
#include "proof/seal.h"
#include "proof/sums.h"
#include "run/made.h"
#include "run/making.h"
#include "run/messages.h"

/* The result that the worker left of one batch. Whether it is of the file that
 * is there, is seen when all files are hashed. */
static bool
collect_result(struct making *making, struct digest digest, uint32_t batch,
    struct batch_result *result)
{
	struct job *job = making->job;
	struct diag *diag = making->diag;
	const char *path =
	    arena_print(job->mem, "%s/batch-%04u.result", making->print, batch)
		.at;
	if (!result_read(making->print, batch, result) ||
	    !digest_equal(result->plan, digest)) {
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
	bool ok = hash_file(making->plan, making->diag, &digest);
	for (uint32_t k = 1; ok && k <= making->account->counts.batches; k++)
		ok = collect_result(making, digest, k, &results[k - 1]);
	return ok;
}

/* Each batch is the file that its worker hashed when it had written it. */
static bool
are_as_written(struct making *making, const struct batch_result *results)
{
	struct arena *mem = making->job->mem;
	struct diag *diag = making->diag;
	struct sums sums;
	const char *file;
	struct ledger *ledger = ledger_open(making->papers.sealed, diag);
	bool ok = ledger && sums_read(&sums, mem, making->print, diag);
	for (uint32_t k = 1; ok && k <= making->account->counts.batches; k++) {
		ok = ledger_find_file(ledger, mem, k, &file, diag);
		const struct sums_line *line =
		    ok ? sums_find(&sums, file) : NULL;
		if (!ok ||
		    (line && digest_equal(line->digest, results[k - 1].digest)))
			continue;
		REPORT(diag, NO_SPAN, &run_batch_missing, ARGS(k));
		ok = false;
	}
	ledger_close(ledger);
	return ok;
}

/* What only the making needed. What is sorted behind that has no name where it
 * lies: SQLite unlinks its files at once. */
static bool
clear_folder(struct making *making)
{
	ledger_put_temporary(making->partial);
	return (!path_is_below(making->plan, making->partial) ||
		   folder_remove(making->plan, making->diag)) &&
	       folder_remove(making->passing, making->diag);
}

/* The papers of both folders, by their makers' names for them. */
static const char *const print_papers[] = {
    "index.csv", "delivery.json", "foljesedel.pdf", "control.csv", NULL};
static const char *const keep_papers[] = {
    "ledger.db", "manifest.xlsx", "manifest.csv", "report.html", NULL};

static void
add_all(struct names *names, const char *const *papers)
{
	for (; *papers; papers++)
		names_add(names, *papers);
}

/* A folder with another file than those that the run made is not sealed. */
static bool
sum_folders(struct making *making, const struct batch_result *results)
{
	struct diag *diag = making->diag;
	struct names print = {.mem = making->job->mem};
	struct ledger *ledger = ledger_open(making->papers.sealed, diag);
	bool ok = ledger && made_add_batches(&print, "", ledger, diag) &&
		  made_add_letters(&making->made, "letters", ledger, diag);
	ledger_close(ledger);
	add_all(&print, print_papers);
	add_all(&making->made, keep_papers);
	return ok && sums_write_folder(making->print, &print, diag) &&
	       are_as_written(making, results) &&
	       sums_write_folder(making->keep, &making->made, diag);
}

bool
making_seal(struct making *making, const struct batch_result *results)
{
	struct diag *diag = making->diag;
	progress_step(making->progress, STAGE_SEAL, 0, 0);
	return ledger_seal(making->plan, making->papers.sealed, results,
		   making->account->counts.batches, diag) &&
	       papers_finish(&making->papers) && clear_folder(making) &&
	       sum_folders(making, results) &&
	       seal_make(making->partial, NULL, diag);
}
