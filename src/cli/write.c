/*
 * cli/write.c - utskick write PLAN: a part of a plan's batches;
 * utskick write JOB RUN: a batch of a sealed run once more.
 */
#include "cli/answer.h"
#include "cli/messages.h"
#include "cli/planned.h"
#include "fate/batches.h"
#include "fate/numbers.h"
#include "load/open.h"
#include "run/parts.h"
#include "run/rewrite.h"

static int
refuse(struct answer *answer)
{
	struct diag *diag = answer->invocation->diag;
	REPORT(diag, NO_SPAN, &cli_write_wants, NO_ARGS);
	return answer_close(answer, EXIT_USAGE);
}

/* ---- a part of a plan */

static void
tell_part(struct answer *answer, const struct parts_share *share)
{
	answer_line(answer, &cli_part_written,
	    ARGS(share->part, share->parts, share->batches, share->there));
	json_add_number(&answer->json, "part", share->part);
	json_add_number(&answer->json, "parts", share->parts);
	json_add_number(&answer->json, "batches", share->batches);
	json_add_number(&answer->json, "there", share->there);
}

static int
write_part(struct answer *answer)
{
	struct invocation *invocation = answer->invocation;
	struct diag *diag = invocation->diag;
	struct job job;
	struct plan_folder folder;
	struct parts_share share = {
	    .part = invocation->part,
	    .parts = invocation->parts,
	    .workers = invocation->workers,
	    .progress = progress_bar(invocation),
	    .scratch = invocation->scratch,
	};
	bool ok = open_planned_job(invocation, &folder, &job) &&
		  parts_write(&job, &folder, &share, diag);
	progress_end(share.progress);
	load_close(&job);
	if (ok) {
		tell_part(answer, &share);
		progress_tell_times(share.progress, answer);
	}
	return answer_close(answer, ok ? EXIT_DONE : exit_code_of(diag));
}

/* ---- a batch of a run */

/* The batch is the sealed one, whatever has become of its letters. */
static bool
warn_of_withdrawn(struct invocation *invocation, const struct rewrite *asked)
{
	struct diag *diag = invocation->diag;
	struct arena *mem = invocation->mem;
	struct numbers letters = {0};
	struct strbuf text = {0};
	if (!batches_withdrawn(mem, asked->run, asked->batch, &letters, diag))
		return false;
	numbers_write(&text, &letters);
	if (letters.count) {
		REPORT(diag, NO_SPAN, &cli_write_withdrawn,
		    ARGS(arena_dup(mem, strbuf_view(&text))));
		HINT(diag, &cli_write_withdrawn_hint, NO_ARGS);
	}
	strbuf_fini(&text);
	return true;
}

static int
write_again(struct answer *answer)
{
	struct invocation *invocation = answer->invocation;
	struct job job;
	const struct rewrite asked = {
	    .run = invocation->other,
	    .out = invocation->out,
	    .batch = invocation->batch,
	    .scratch = invocation->scratch,
	};
	const struct progress *progress = progress_bar(invocation);
	bool ok = rewrite_open_job(&job, invocation->mem, invocation->job,
	    invocation->other, invocation->diag);
	if (job.file)
		speak_for_job(invocation, job.language);
	ok = ok && warn_of_withdrawn(invocation, &asked) &&
	     rewrite_batch(&job, &asked, invocation->diag);
	load_close(&job);
	if (ok) {
		answer_line(
		    answer, &cli_written_again, ARGS(asked.batch, asked.out));
		json_add_number(&answer->json, "batch", asked.batch);
		json_add_text(&answer->json, "folder", slice_view(asked.out));
		progress_tell_times(progress, answer);
	}
	return answer_close(
	    answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	answer_open(&answer, invocation);
	bool of_run = invocation->batch || invocation->out || invocation->other;
	bool of_plan = invocation->part || invocation->workers ||
		       invocation->planned_job || !invocation->other;
	if (of_run == of_plan)
		return refuse(&answer);
	if (of_plan)
		return invocation->part ? write_part(&answer) : refuse(&answer);
	if (!invocation->batch || !invocation->out)
		return refuse(&answer);
	return write_again(&answer);
}

const struct command command_write = {
    .name = "write",
    .summary = &cli_write_summary,
    .usage = &cli_write_usage,
    .options = "oqbvwsi",
    .arguments = 2,
    .optional = 1,
    .run = engine,
};
