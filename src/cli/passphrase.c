/*
 * cli/passphrase.c - the passphrase of a key: from a file, or typed unseen.
 *
 * Never an argument, which everybody on the machine can read.
 */
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "base/signing.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "cli/secret.h"

#define PASSPHRASE_LONGEST 1024
#define INTERRUPT 3 /* Control-C, which is a character here */
#define BACKSPACE 8
#define DELETE 127

static bool
from_file(struct invocation *invocation, struct slice *passphrase)
{
	struct slice text;
	secret_warn_open(invocation->passphrase_file, invocation->diag);
	if (!file_read(invocation->mem, invocation->passphrase_file, INPUT_NONE,
		PASSPHRASE_LONGEST, invocation->diag, NO_SPAN, &text))
		return false;
	text = slice_part(text, 0, slice_find_char(text, '\n'));
	if (slice_ends(text, "\r"))
		text.len--;
	*passphrase = text;
	if (text.len)
		return true;
	REPORT(invocation->diag, NO_SPAN, &cli_no_passphrase, NO_ARGS);
	return false;
}

/* Characters until the line's end; false where it was broken off. */
static bool
read_unseen(int terminal, char *line, size_t *len)
{
	char c;
	*len = 0;
	while (read(terminal, &c, 1) == 1 && c != '\n' && c != '\r') {
		if (c == INTERRUPT)
			return false;
		if ((c == BACKSPACE || c == DELETE) && *len)
			(*len)--;
		else if (c != BACKSPACE && c != DELETE &&
			 *len < PASSPHRASE_LONGEST)
			line[(*len)++] = c;
	}
	return *len > 0;
}

/* Without signals from the keyboard: one would leave the terminal mute. */
static bool
ask(struct invocation *invocation, int terminal, const struct message *what,
    struct slice *passphrase)
{
	struct termios before, mute;
	char line[PASSPHRASE_LONGEST];
	size_t len = 0;
	if (tcgetattr(terminal, &before) != 0)
		return false;
	mute = before;
	mute.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG);
	tcsetattr(terminal, TCSAFLUSH, &mute);
	say(stderr, invocation->words, what, NO_ARGS);
	bool ok = read_unseen(terminal, line, &len);
	tcsetattr(terminal, TCSAFLUSH, &before);
	*passphrase = arena_dup(invocation->mem, (struct slice){line, len});
	secret_wipe(line, sizeof line);
	return ok;
}

static bool
ask_all(struct invocation *invocation, int terminal, bool twice,
    struct slice *passphrase)
{
	struct slice again;
	if (!ask(invocation, terminal, &cli_ask_passphrase, passphrase)) {
		REPORT(invocation->diag, NO_SPAN, &cli_no_passphrase, NO_ARGS);
		return false;
	}
	if (!twice)
		return true;
	if (ask(invocation, terminal, &cli_ask_passphrase_again, &again) &&
	    slice_equal(*passphrase, again))
		return true;
	REPORT(invocation->diag, NO_SPAN, &cli_passphrases_differ, NO_ARGS);
	return false;
}

bool
read_passphrase(
    struct invocation *invocation, bool twice, struct slice *passphrase)
{
	if (invocation->passphrase_file)
		return from_file(invocation, passphrase);
	int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	if (terminal < 0) {
		REPORT(invocation->diag, NO_SPAN, &cli_no_passphrase, NO_ARGS);
		HINT(invocation->diag, &cli_no_passphrase_hint, NO_ARGS);
		return false;
	}
	bool ok = ask_all(invocation, terminal, twice, passphrase);
	close(terminal);
	return ok;
}
