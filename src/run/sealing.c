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
are_as_written(struct making *making, struct ledger *ledger,
    const struct sums *sums, const struct batch_result *results)
{
	struct diag *diag = making->diag;
	const char *file;
	bool ok = true;
	for (uint32_t k = 1; ok && k <= making->account->counts.batches; k++) {
		if (!ledger_find_file(ledger, making->job->mem, k, &file, diag))
			return false;
		const struct sums_line *line = sums_find(sums, file);
		ok = line && digest_equal(line->digest, results[k - 1].digest);
		if (!ok)
			REPORT(diag, NO_SPAN, &run_batch_missing, ARGS(k));
	}
	return ok;
}

static bool
sum_batches(struct making *making, const struct batch_result *results)
{
	struct diag *diag = making->diag;
	struct names *print = &making->made_to_print;
	struct ledger *ledger = ledger_open(making->papers.sealed, diag);
	print->mem = making->job->mem;
	bool ok = ledger && made_add_batches(print, "", ledger, diag) &&
		  sums_of_files(&making->batches, making->print, print, diag) &&
		  are_as_written(making, ledger, &making->batches, results) &&
		  made_add_letters(&making->made, "letters", ledger, diag);
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
sum_folders(struct making *making)
{
	struct diag *diag = making->diag;
	add_all(&making->made_to_print, print_papers);
	add_all(&making->made, keep_papers);
	return sums_write_rest(making->print, &making->made_to_print,
		   &making->batches, diag) &&
	       sums_write_folder(making->keep, &making->made, diag);
}

/* What needs the sealed ledger and no paper, while these are written. */
static bool
work_beside_papers(struct making *making, const struct batch_result *results,
    struct digest *plan)
{
	return seal_hash_plan(making->partial, plan, making->diag) &&
	       sum_batches(making, results) && making_claim(making);
}

bool
making_seal(struct making *making, const struct batch_result *results)
{
	struct diag *diag = making->diag;
	struct digest plan;
	progress_step(making->progress, STAGE_SEAL, 0, 0);
	if (!ledger_seal(making->plan, making->papers.sealed, results,
		making->account->counts.batches, diag))
		return false;
	papers_go_on(&making->papers);
	return work_beside_papers(making, results, &plan) &&
	       papers_finish(&making->papers) && clear_folder(making) &&
	       sum_folders(making) &&
	       seal_make(making->partial, plan, NULL, diag);
}
