#include "cli/answer.h"

#include <errno.h>

#include "base/file.h"
#include "base/messages.h"
#include "base/terminal.h"
#include "cli/messages.h"

void
answer_open(struct answer *answer, struct invocation *invocation)
{
	*answer = (struct answer){.invocation = invocation};
	answer->json.out = &answer->object;
	json_open(&answer->json, '{');
	json_add_text(
	    &answer->json, "command", slice_view(invocation->command));
}

bool
answer_is_free(struct invocation *invocation, const char *path)
{
	if (!path_is_taken(path))
		return true;
	REPORT(invocation->diag, NO_SPAN, &base_folder_exists, ARGS(path));
	return false;
}

void
answer_line(struct answer *answer, const struct message *message, size_t count,
    const struct argument *arguments)
{
	if (answer->invocation->json || answer->invocation->quiet)
		return;
	message_write(&answer->text, answer->invocation->words, message, count,
	    arguments);
	strbuf_add_char(&answer->text, '\n');
}

static void
print_object(struct answer *answer, int exit_code)
{
	struct json *json = &answer->json;
	struct diag *diag = answer->invocation->diag;
	if (answer->text.len)
		json_add_text(json, "text", strbuf_view(&answer->text));
	json_add_number(json, "exit", exit_code);
	json_key(json, "reports");
	diag_write_json(diag, json);
	diag_take_unprinted(diag);
	json_close(json, '}');
	strbuf_add_char(&answer->object, '\n');
	terminal_print(stdout, strbuf_view(&answer->object));
}

int
answer_printed(struct invocation *invocation, int exit_code)
{
	/* errno is still that of a buffer written before the last */
	if (!ferror(stdout) && fflush(stdout) == 0)
		return exit_code;
	clearerr(stdout); /* told once */
	if (errno == EPIPE) /* who read has left, and knows it */
		return exit_code;
	REPORT(invocation->diag, NO_SPAN, &cli_answer_lost,
	    ARGS((const char *)strerror(errno ? errno : EIO)));
	return EXIT_SYSTEM;
}

int
answer_close(struct answer *answer, int exit_code)
{
	struct invocation *invocation = answer->invocation;
	errno = 0;
	if (invocation->json)
		print_object(answer, exit_code);
	else if (answer->text.len)
		terminal_print(stdout, strbuf_view(&answer->text));
	exit_code = answer_printed(invocation, exit_code);
	/* All that JSON has not told. */
	diag_print(invocation->diag, stderr);
	/* a warning that nobody can read, or a part that failed by itself */
	bool fault =
	    ferror(stderr) || diag_worst(invocation->diag) == LEVEL_SYSTEM;
	if (fault && exit_code == EXIT_DONE)
		exit_code = EXIT_SYSTEM;
	strbuf_fini(&answer->text);
	strbuf_fini(&answer->object);
	return exit_code;
}

int
answer_only(struct invocation *invocation, int exit_code)
{
	struct answer answer;
	answer_open(&answer, invocation);
	return answer_close(&answer, exit_code);
}
