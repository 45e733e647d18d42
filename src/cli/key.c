/*
 * cli/key.c - the key of a row, from stdin: arguments are visible to all.
 *
 * One key is asked for, whole. Two of them, or a part of one, would be
 * answered for the wrong person.
 */
#include <errno.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/terminal.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/messages.h"

#define KEY_LONGEST 255
#define STDIN_LONGEST 4096

/* On a terminal a line; otherwise all of it, since a second key may follow. */
static void
read_all(struct strbuf *text)
{
	bool line = isatty(STDIN_FILENO);
	ssize_t got = 1;
	while (got > 0 && text->len <= STDIN_LONGEST) {
		char *to = strbuf_reserve(text, STDIN_LONGEST);
		got = read(STDIN_FILENO, to, STDIN_LONGEST);
		if (got > 0)
			text->len += (size_t)got;
		else if (got < 0 && errno == EINTR)
			got = 1;
		/* a terminal gives a line at a time */
		if (line && slice_ends(strbuf_view(text), "\n"))
			break;
	}
	if (got < 0 && fault_is(errno))
		fault_end("stdin", errno);
}

/* The first line that is not blank; what stands below it is left in `text`. */
static struct slice
take_line(struct slice *text)
{
	struct slice line = {NULL, 0};
	while (text->len && !line.len) {
		size_t end = slice_find_char(*text, '\n');
		line = slice_trim(slice_part(*text, 0, end));
		*text = slice_from(*text, end + 1);
	}
	return line;
}

/* A key holds no tab and nothing that only another encoding has. */
static bool
is_readable(struct slice key)
{
	for (size_t at = 0; at < key.len;) {
		uint32_t code = utf8_next(key, &at);
		if (code == '\t' || terminal_is_hostile(code))
			return false;
	}
	return key.len <= KEY_LONGEST;
}

static bool
pick_key(struct slice text, struct slice *key, int *code, struct diag *diag)
{
	size_t whole = text.len;
	if (slice_starts(text, "\xef\xbb\xbf"))
		text = slice_from(text, 3);
	*key = take_line(&text);
	if (!key->len) {
		REPORT(diag, NO_SPAN, &cli_no_key, NO_ARGS);
		*code = EXIT_USAGE;
		return false;
	}
	*code = EXIT_REFUSED;
	/* what was left unread may hold another key */
	if (!is_readable(*key) || whole > STDIN_LONGEST) {
		REPORT(diag, NO_SPAN, &cli_bad_key, ARGS(KEY_LONGEST));
		return false;
	}
	if (take_line(&text).len) {
		REPORT(diag, NO_SPAN, &cli_second_key, NO_ARGS);
		return false;
	}
	*code = EXIT_DONE;
	return true;
}

bool
read_key(struct invocation *invocation, struct slice *key, int *code)
{
	struct strbuf text = {0};
	if (isatty(STDIN_FILENO))
		say(stderr, invocation->words, &cli_ask_key, NO_ARGS);
	read_all(&text);
	bool ok = pick_key(strbuf_view(&text), key, code, invocation->diag);
	*key = ok ? arena_dup(invocation->mem, *key) : (struct slice){NULL, 0};
	strbuf_fini(&text);
	return ok;
}
