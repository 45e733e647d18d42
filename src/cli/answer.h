/*
 * cli/answer.h - the answer of a command: its findings on stdout, then the
 * reports on stderr; with --json both are one object, and nothing else is on
 * stdout.
 *
 *	struct answer answer;
 *	answer_open(&answer, invocation);
 *	bool ok = …;
 *	answer_text(&answer, "…");
 *	return answer_close(&answer, ok ? EXIT_DONE : exit_code_of(…));
 *
 * A command that knows more than text adds keys to answer.json itself, where
 * invocation->json says so.
 */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include "base/json.h"
#include "cli/command.h"

struct answer {
	struct invocation *invocation;
	struct strbuf text; /* for people */
	struct strbuf object;
	struct json json; /* an open object; unused without --json */
};

void answer_open(struct answer *answer, struct invocation *invocation);

/* Whether nothing has that name yet; otherwise reported. */
bool answer_is_free(struct invocation *invocation, const char *path);

/* An answer that consists of what was reported: wrong usage, a dead engine. */
int answer_only(struct invocation *invocation, int exit_code);

/* One line of text; nothing where the user wants JSON or quiet. */
void answer_line(struct answer *answer, const struct message *message,
    size_t count, const struct argument *arguments);

/*
 * Prints it, with the reports and, in JSON, "exit"; gives back `exit_code`, or
 * EXIT_SYSTEM where the answer could not be written. Frees what it holds.
 */
int answer_close(struct answer *answer, int exit_code);

/*
 * The exit code of a command that has printed on stdout: `exit_code`, or
 * EXIT_SYSTEM after a report where stdout did not take all of it.
 */
int answer_printed(struct invocation *invocation, int exit_code);

#endif
