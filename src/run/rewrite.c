#include "run/rewrite.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "base/messages.h"
#include "ledger/messages.h"
#include "ledger/read.h"
#include "ledger/result.h"
#include "proof/seal.h"
#include "run/messages.h"
#include "run/reopen.h"
#include "run/run.h"
#include "run/write_job.h"

struct rewriter {
	struct job *job;
	struct diag *diag;
	const struct rewrite *asked;
	const char *out, *partial; /* the folder, done and while it is made */
	const char *path; /* of the run's ledger */
	struct ledger *ledger;
	/* The batch asked for, as it was sealed. */
	uint32_t batches;
	struct slice digest;
};

/* Its cells are found by the places of their columns. */
static bool
has_same_columns(struct rewriter *rewriter)
{
	struct job *job = rewriter->job;
	const struct columns *now = &job->reads.columns;
	size_t count;
	const struct slice *then =
	    ledger_columns(rewriter->ledger, job->mem, &count);
	size_t most = count > now->count ? count : now->count;
	for (size_t i = 0; i < most; i++) {
		struct slice was = i < count ? then[i] : SLICE("-");
		struct slice is = i < now->count ? now->at[i].name : SLICE("-");
		if (slice_equal(was, is))
			continue;
		REPORT(rewriter->diag, job->file->register_.file.span,
		    &run_other_columns, ARGS((uint32_t)i + 1, is, was));
		HINT(rewriter->diag, &run_other_columns_hint, NO_ARGS);
		return false;
	}
	return true;
}

static bool
see_batch(const struct ledger_batch *batch, void *ctx)
{
	struct rewriter *rewriter = ctx;
	rewriter->batches++;
	if (batch->number == rewriter->asked->batch)
		rewriter->digest = arena_dup(rewriter->job->mem, batch->digest);
	return true;
}

static bool
find_batch(struct rewriter *rewriter)
{
	struct diag *diag = rewriter->diag;
	if (!ledger_each_batch(rewriter->ledger, see_batch, rewriter, diag))
		return false;
	if (rewriter->digest.len)
		return true;
	REPORT(diag, NO_SPAN, &run_no_such_batch, ARGS(rewriter->batches));
	return false;
}

/* ---- writing it */

static bool
compare(struct rewriter *rewriter)
{
	struct job *job = rewriter->job;
	const struct rewrite *asked = rewriter->asked;
	struct batch_result result;
	char hex[65] = "";
	if (result_read(rewriter->partial, asked->batch, &result))
		digest_write_hex(result.digest, hex);
	if (!slice_is(rewriter->digest, hex)) {
		REPORT(rewriter->diag, NO_SPAN, &run_batch_differs,
		    ARGS(asked->batch));
		HINT(rewriter->diag, &run_batch_differs_hint, NO_ARGS);
		return false;
	}
	const char *path = arena_print(
	    job->mem, "%s/batch-%04u.result", rewriter->partial, asked->batch)
			       .at;
	if (unlink(path) == 0)
		return true;
	file_report(rewriter->diag, path, errno);
	return false;
}

static bool
is_free(const char *path, struct diag *diag)
{
	if (!path_is_taken(path))
		return true;
	REPORT(diag, NO_SPAN, &base_folder_exists, ARGS(path));
	HINT(diag, &base_other_folder, NO_ARGS);
	return false;
}

static bool
write_again(struct rewriter *rewriter)
{
	struct diag *diag = rewriter->diag;
	const struct rewrite *asked = rewriter->asked;
	const char *partial = rewriter->partial;
	const struct write_spec spec = {
	    .plan = rewriter->path,
	    .folder = partial,
	    .batches = rewriter->batches,
	};
	if (!is_free(rewriter->out, diag) || !is_free(partial, diag) ||
	    !scratch_make_new(asked->scratch, partial, diag))
		return false;
	bool ok = write_batch(rewriter->job, &spec, asked->batch, diag) &&
		  compare(rewriter) && folder_sync(partial, diag) &&
		  folder_move(partial, rewriter->out, diag);
	if (!ok)
		folder_remove(partial, diag);
	scratch_release(asked->scratch);
	return ok;
}

bool
rewrite_open_job(struct job *job, struct arena *job_mem, const char *path,
    const char *run, struct diag *diag)
{
	const char *ledger = path_join(job_mem, run, "keep/ledger.db");
	*job = (struct job){.mem = job_mem};
	return seal_check_ledger(run, diag) &&
	       reopen_job(job, job_mem, path, ledger, diag);
}

bool
rewrite_batch(struct job *job, const struct rewrite *asked, struct diag *diag)
{
	struct rewriter rewriter = {
	    .job = job,
	    .diag = diag,
	    .asked = asked,
	    .out = run_folder(job->mem, job->file, asked->out),
	    .path = path_join(job->mem, asked->run, "keep/ledger.db"),
	};
	rewriter.partial = arena_print(job->mem, "%s.partial", rewriter.out).at;
	rewriter.ledger = ledger_open(rewriter.path, diag);
	bool ok = rewriter.ledger &&
		  reopen_check(job, rewriter.ledger, REOPEN_LATER, diag) &&
		  has_same_columns(&rewriter) && find_batch(&rewriter) &&
		  write_again(&rewriter);
	ledger_close(rewriter.ledger);
	return ok;
}
