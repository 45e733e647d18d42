/*
 * cli/labels.c - utskick labels RUN: address labels for a run's letters.
 */
#include "labels/labels.h"

#include "cli/answer.h"
#include "cli/messages.h"

static void
tell(struct answer *answer, const struct labels_made *made)
{
	answer_line(answer, &cli_labels_made,
	    ARGS(made->labels, made->sheets, answer->invocation->out));
	if (made->withdrawn)
		answer_line(
		    answer, &cli_labels_withdrawn, ARGS(made->withdrawn));
	if (made->held)
		answer_line(answer, &cli_labels_held, ARGS(made->held));
	json_add_number(&answer->json, "labels", made->labels);
	json_add_number(&answer->json, "sheets", made->sheets);
	json_add_number(&answer->json, "withdrawn", made->withdrawn);
	json_add_number(&answer->json, "held", made->held);
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	struct labels_made made;
	speak_for_job(invocation, "sv");
	answer_open(&answer, invocation);
	if (!invocation->out || !invocation->register_.sheet) {
		REPORT(invocation->diag, NO_SPAN, &cli_labels_wants, NO_ARGS);
		return answer_close(&answer, EXIT_USAGE);
	}
	const struct labels_spec spec = {
	    .run = invocation->job,
	    .sheet = invocation->register_.sheet,
	    .out = invocation->out,
	    .skip = invocation->skip,
	};
	bool ok = answer_is_free(invocation, invocation->out) &&
		  labels_make(&spec, &made, invocation->diag);
	if (!ok)
		return answer_close(&answer, exit_code_of(invocation->diag));
	tell(&answer, &made);
	return answer_close(&answer, made.held ? EXIT_HELD : EXIT_DONE);
}

const struct command command_labels = {
    .name = "labels",
    .summary = &cli_labels_summary,
    .usage = &cli_labels_usage,
    .options = "oSKq",
    .arguments = 1,
    .run = engine,
};
