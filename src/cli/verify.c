/*
 * cli/verify.c - utskick verify RUN: whether all of it holds.
 */
#include "verify/verify.h"
#include "base/places.h"
#include "cli/answer.h"
#include "cli/messages.h"

static void
tell(struct answer *answer, const struct verify_found *found, bool holds)
{
	const char *run = answer->invocation->job;
	struct slice fingerprint = slice_view(found->fingerprint);
	struct slice signer = slice_view(found->signer);
	json_add_bool(&answer->json, "holds", holds);
	json_add_text(&answer->json, "fingerprint", fingerprint);
	json_add_text(&answer->json, "signer", signer);
	json_add_number(&answer->json, "files", found->files);
	json_add_number(&answer->json, "rows", found->rows);
	json_add_number(&answer->json, "letters", found->letters);
	json_add_number(&answer->json, "pages", found->pages);
	if (fingerprint.len)
		answer_line(answer, &cli_fingerprint_line, ARGS(fingerprint));
	if (signer.len)
		answer_line(
		    answer, &cli_signed_line, ARGS(signer, found->comment));
	else if (found->is_signed)
		answer_line(answer, &cli_signature_unasked, NO_ARGS);
	json_add_number(&answer->json, "events", found->events);
	json_add_text(
	    &answer->json, "last_event", slice_view(found->last_event));
	json_add_bool(&answer->json, "purged", found->purged);
	json_add_bool(&answer->json, "print_files", !found->destroyed);
	if (found->events)
		answer_line(answer, &cli_events_line,
		    ARGS(found->events, (const char *)found->last_event));
	if (found->purged)
		answer_line(answer, &cli_is_purged, NO_ARGS);
	else if (found->destroyed)
		answer_line(answer, &cli_is_destroyed, NO_ARGS);
	json_add_number(&answer->json, "open", found->open);
	if (holds)
		answer_line(answer, &cli_holds,
		    ARGS(run, found->files, found->rows, found->letters,
			found->pages));
	else
		answer_line(answer, &cli_does_not_hold, ARGS(run));
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	struct verify_found found;
	const struct verify_spec spec = {
	    .run = invocation->job,
	    .key = invocation->key,
	    .catalogues = places_catalogues(invocation->mem),
	    .final = invocation->final,
	    .events = invocation->noted,
	};
	speak_for_job(invocation, "sv");
	answer_open(&answer, invocation);
	bool ok = verify_run(invocation->mem, &spec, &found, invocation->diag);
	tell(&answer, &found, ok);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_verify = {
    .name = "verify",
    .summary = &cli_verify_summary,
    .usage = &cli_verify_usage,
    .options = "kFeq",
    .arguments = 1,
    .run = engine,
};
