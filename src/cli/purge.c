/*
 * cli/purge.c - utskick purge RUN: what it holds of people is removed for good.
 */
#include "purge/purge.h"
#include "base/clock.h"
#include "cli/answer.h"
#include "cli/messages.h"

static void
tell(struct answer *answer, const struct purge_made *made)
{
	const struct invocation *invocation = answer->invocation;
	const char *run = invocation->job;
	json_add_bool(&answer->json, "done", !invocation->dry_run);
	json_add_number(&answer->json, "files", made->files);
	json_add_number(&answer->json, "bytes", made->bytes);
	json_add_number(&answer->json, "letters", made->letters);
	json_add_number(&answer->json, "elsewhere", made->copies);
	json_add_number(&answer->json, "event", made->event);
	json_add_text(
	    &answer->json, "last_event", slice_view(made->last_event));
	if (made->was_purged && !made->files)
		answer_line(answer, &cli_purged_before, ARGS(run));
	else if (invocation->dry_run)
		answer_line(answer, &cli_purge_would, ARGS(run, made->files));
	else
		answer_line(answer,
		    invocation->print_files ? &cli_print_files_gone
					    : &cli_purged,
		    ARGS(run, made->files));
	if (made->event && !invocation->dry_run)
		answer_line(answer, &cli_events_line,
		    ARGS(made->event, (const char *)made->last_event));
	if (made->copies)
		answer_line(answer, &cli_purge_elsewhere, ARGS(made->copies));
}

static bool
purge(struct invocation *invocation, struct purge_made *made)
{
	char today[11];
	clock_write_today(today);
	const struct purge_spec spec = {
	    .run = invocation->job,
	    .today = day_parse_iso(slice_view(today)),
	    .force = invocation->force,
	    .reason = slice_trim(slice_view(invocation->reason)),
	    .only_look = invocation->dry_run,
	};
	return (invocation->print_files ? purge_print_files : purge_run)(
	    invocation->mem, &spec, made, invocation->diag);
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	struct purge_made made;
	speak_for_job(invocation, "sv");
	answer_open(&answer, invocation);
	if (invocation->force != (invocation->reason != NULL)) {
		REPORT(invocation->diag, NO_SPAN, &cli_force_wants, NO_ARGS);
		return answer_close(&answer, EXIT_USAGE);
	}
	bool ok = purge(invocation, &made);
	if (ok)
		tell(&answer, &made);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_purge = {
    .name = "purge",
    .summary = &cli_purge_summary,
    .usage = &cli_purge_usage,
    .options = "Pfxmq",
    .arguments = 1,
    .run = engine,
};
