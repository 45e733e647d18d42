/*
 * cli/explain.c - utskick explain JOB|RUN: one row, every rule, every part.
 *
 * The row is named by number, the letter by number; a key is read from stdin
 * only, since arguments are visible to everybody on the machine.
 */
#include "plan/explain.h"

#include "base/file.h"
#include "cli/answer.h"
#include "cli/messages.h"
#include "load/open.h"
#include "sealed/sealed.h"

static bool
explain_sealed(
    struct invocation *invocation, struct slice key, struct strbuf *out)
{
	struct sealed_asked asked = {
	    .row = invocation->row,
	    .letter = invocation->letter,
	    .key = key,
	};
	speak_for_job(invocation, "sv");
	return sealed_explain(
	    invocation->mem, invocation->job, &asked, out, invocation->diag);
}

static bool
explain_in_job(
    struct invocation *invocation, struct slice key, struct strbuf *out)
{
	struct job job;
	struct row_asked asked = {
	    .row = invocation->row,
	    .key = key,
	    .dump_layout = invocation->dump_layout,
	};
	bool ok =
	    load_open(&job, invocation->mem, invocation->job, invocation->diag);
	if (job.file)
		speak_for_job(invocation, job.language);
	ok = ok && explain_job(&job, &asked, out, invocation->diag);
	load_close(&job);
	return ok;
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	struct slice key = {NULL, 0};
	bool sealed = folder_exists(invocation->job);
	answer_open(&answer, invocation);
	if (invocation->letter && !sealed) {
		REPORT(
		    invocation->diag, NO_SPAN, &cli_letter_wants_run, NO_ARGS);
		return answer_close(&answer, EXIT_USAGE);
	}
	int code;
	if (!invocation->row && !invocation->letter &&
	    !read_key(invocation, &key, &code))
		return answer_close(&answer, code);
	bool ok = sealed ? explain_sealed(invocation, key, &answer.text)
			 : explain_in_job(invocation, key, &answer.text);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_explain = {
    .name = "explain",
    .summary = &cli_explain_summary,
    .usage = &cli_explain_usage,
    .options = "rnD",
    .arguments = 1,
    .run = engine,
};
