/*
 * cli/extract.c - utskick extract RUN: everything a run holds of one person.
 */
#include "sealed/extract.h"

#include "base/file.h"
#include "base/messages.h"
#include "cli/answer.h"
#include "cli/messages.h"

/* It appears whole, or not at all. */
static bool
extract(struct invocation *invocation, struct slice key, uint32_t *rows)
{
	struct diag *diag = invocation->diag;
	const char *partial =
	    arena_print(invocation->mem, "%s.partial", invocation->out).at;
	const struct extract_spec spec = {invocation->job, key, partial};
	if (!answer_is_free(invocation, invocation->out) ||
	    !answer_is_free(invocation, partial)) {
		HINT(diag, &base_other_folder, NO_ARGS);
		return false;
	}
	if (!scratch_make_new(invocation->scratch, partial, diag))
		return false;
	bool ok = extract_person(&spec, rows, diag);
	bool moved = ok && *rows && folder_sync_all(partial, diag) &&
		     folder_move(partial, invocation->out, diag);
	if (moved || folder_remove(partial, diag))
		scratch_release(invocation->scratch);
	return ok && (moved || !*rows);
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	struct slice key = {NULL, 0};
	uint32_t rows = 0;
	int code;
	speak_for_job(invocation, "sv");
	answer_open(&answer, invocation);
	if (!invocation->out) {
		REPORT(invocation->diag, NO_SPAN, &cli_extract_wants, NO_ARGS);
		return answer_close(&answer, EXIT_USAGE);
	}
	if (!read_key(invocation, &key, &code))
		return answer_close(&answer, code);
	bool ok = extract(invocation, key, &rows);
	if (ok) {
		json_add_number(&answer.json, "rows", rows);
		answer_line(&answer, &cli_found, ARGS(rows));
		if (rows)
			answer_line(&answer, &cli_extract_lies_in,
			    ARGS(invocation->out));
	}
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_extract = {
    .name = "extract",
    .summary = &cli_extract_summary,
    .usage = &cli_extract_usage,
    .options = "oq",
    .arguments = 1,
    .run = engine,
};
