/*
 * cli/find.c - utskick find FOLDER: every run that touched a person.
 */
#include "cli/answer.h"
#include "cli/messages.h"
#include "sealed/sealed.h"

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	struct slice key = {NULL, 0};
	uint32_t found = 0;
	speak_for_job(invocation, "sv");
	int code;
	answer_open(&answer, invocation);
	if (!read_key(invocation, &key, &code))
		return answer_close(&answer, code);
	bool ok = sealed_find(
	    invocation->job, key, &answer.text, &found, invocation->diag);
	if (ok) {
		message_write(
		    &answer.text, invocation->words, &cli_found, ARGS(found));
		strbuf_add_char(&answer.text, '\n');
		json_add_number(&answer.json, "rows", found);
	}
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_find = {
    .name = "find",
    .summary = &cli_find_summary,
    .usage = &cli_find_usage,
    .options = "",
    .arguments = 1,
    .run = engine,
};
