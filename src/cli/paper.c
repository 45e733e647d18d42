/*
 * cli/paper.c - utskick paper FILE: a stationery of one's own, from five answers.
 *
 * An answer is an option's, a line of stdin, or typed on the terminal, where one
 * that cannot be used is asked for again.
 */
#include "paper/paper.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/shell.h"
#include "base/terminal.h"
#include "cli/answer.h"
#include "cli/messages.h"
#include "proof/seal.h"

#define ANSWER_LONGEST 4096

struct asking {
	struct invocation *invocation;
	struct paper *paper;
	bool terminal; /* somebody sits there */
	bool ended; /* stdin has no more lines */
};

static const struct message *const questions[] = {
    [PAPER_MUNICIPALITY] = &cli_ask_municipality,
    [PAPER_UNIT] = &cli_ask_unit,
    [PAPER_ADDRESSES] = &cli_ask_addresses,
    [PAPER_TELEPHONES] = &cli_ask_telephones,
    [PAPER_LOGO] = &cli_ask_logo,
};

/* ---- lines of stdin */

/* The next line without its end; empty at the end. False: it is too long. */
static bool
read_line(struct asking *asking, struct strbuf *line)
{
	int c = EOF;
	strbuf_reset(line);
	while (!asking->ended && (c = getchar()) != '\n') {
		if (c == EOF)
			asking->ended = true;
		else if (line->len == ANSWER_LONGEST)
			return false;
		else
			strbuf_add_char(line, (char)c);
	}
	if (slice_ends(strbuf_view(line), "\r"))
		line->len--;
	return true;
}

/* What an editor puts before the first line means nothing. */
static struct slice
without_mark(struct slice line)
{
	return slice_starts(line, "\xEF\xBB\xBF") ? slice_from(line, 3) : line;
}

static bool
take_line(
    struct asking *asking, enum paper_question question, struct diag *diag)
{
	struct strbuf line = {0};
	bool ok = read_line(asking, &line);
	if (ok)
		ok = paper_answer(asking->paper, question,
		    without_mark(strbuf_view(&line)), diag);
	else
		REPORT(diag, NO_SPAN, &cli_answer_long, ARGS(ANSWER_LONGEST));
	strbuf_fini(&line);
	return ok;
}

/* A sixth answer would be somebody's who counted otherwise than we do. */
static bool
is_all(struct asking *asking)
{
	struct strbuf line = {0};
	bool more = false;
	while (!more && !asking->ended)
		more = !read_line(asking, &line) ||
		       !slice_is_blank(strbuf_view(&line));
	strbuf_fini(&line);
	if (more)
		REPORT(asking->invocation->diag, NO_SPAN, &cli_answers_many,
		    NO_ARGS);
	return !more;
}

/* ---- the terminal */

static void
print_question(struct asking *asking, enum paper_question question)
{
	struct strbuf text = {0};
	message_write(
	    &text, asking->invocation->words, questions[question], NO_ARGS);
	strbuf_add_char(&text, ' ');
	terminal_print(stderr, strbuf_view(&text));
	fflush(stderr);
	strbuf_fini(&text);
}

/* What is wrong with an answer is told before it is asked for again. */
static bool
ask(struct asking *asking, enum paper_question question)
{
	struct invocation *invocation = asking->invocation;
	for (bool ok = false; !ok;) {
		struct diag *told = diag_new(invocation->sources);
		diag_speak(told, invocation->words);
		print_question(asking, question);
		ok = take_line(asking, question, told);
		if (!asking->ended)
			diag_print(told, stderr);
		diag_free(told);
		if (!asking->ended)
			continue;
		fputc('\n', stderr);
		REPORT(invocation->diag, NO_SPAN, &cli_not_answered, NO_ARGS);
		return false;
	}
	return true;
}

/* ---- all five */

static bool
answer(struct asking *asking, enum paper_question question)
{
	struct invocation *invocation = asking->invocation;
	const char *said = invocation->answers[question];
	if (said)
		return paper_answer(asking->paper, question, slice_view(said),
		    invocation->diag);
	return asking->terminal ? ask(asking, question)
				: take_line(asking, question, invocation->diag);
}

/* All faults in one go, but for somebody who left the terminal. */
static bool
answer_all(struct asking *asking)
{
	const char *const *said = asking->invocation->answers;
	size_t left = 0;
	bool ok = true;
	for (int q = 0; q < PAPER_QUESTIONS; q++)
		left += !said[q];
	if (left && asking->terminal)
		say(stderr, asking->invocation->words, &cli_ask_paper, NO_ARGS);
	for (int q = 0; q < PAPER_QUESTIONS; q++) {
		ok = answer(asking, (enum paper_question)q) && ok;
		if (asking->terminal && asking->ended)
			return false;
	}
	return ok && (!left || asking->terminal || is_all(asking));
}

static void
tell(struct answer *answer, const struct paper_made *made)
{
	struct json *json = &answer->json;
	const char *name = path_name(made->path);
	struct slice bare = {name, strlen(name) - strlen(".yaml")};
	json_add_text(json, "stationery", slice_view(made->path));
	if (made->logo)
		json_add_text(json, "logo", slice_view(made->logo));
	json_add_text(json, "base", slice_view(made->base));
	if (made->logo)
		answer_line(answer, &cli_paper_with_logo,
		    ARGS(made->path, made->base, path_name(made->logo)));
	else
		answer_line(
		    answer, &cli_paper_made, ARGS(made->path, made->base));
	answer_line(answer, &cli_paper_next, ARGS(bare));
	answer_line(answer, &cli_paper_then,
	    ARGS(shell_word(answer->invocation->mem, made->path)));
}

/* In a sealed run it would be a stray file. */
static bool
is_outside(struct invocation *invocation)
{
	if (!seal_lies_above(invocation->job))
		return true;
	REPORT(
	    invocation->diag, NO_SPAN, &cli_inside_run, ARGS(invocation->job));
	return false;
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	struct paper_made made;
	struct asking asking = {
	    .invocation = invocation, .terminal = isatty(STDIN_FILENO)};
	speak_for_job(invocation, "sv");
	answer_open(&answer, invocation);
	const struct paper_spec spec = {
	    .where = invocation->job,
	    .base = invocation->base,
	    .again = invocation->register_.again,
	    .words = invocation->words,
	};
	if (is_outside(invocation))
		asking.paper = paper_new(&spec, invocation->diag);
	bool ok = asking.paper && answer_all(&asking) &&
		  paper_write(asking.paper, &made, invocation->diag);
	if (ok)
		tell(&answer, &made);
	int code = answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
	paper_free(asking.paper);
	return code;
}

const struct command command_paper = {
    .name = "paper",
    .summary = &cli_paper_summary,
    .usage = &cli_paper_usage,
    .options = "qR123456",
    .arguments = 1,
    .run = engine,
};
