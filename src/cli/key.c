#include <unistd.h>

#include "cli/command.h"
#include "cli/messages.h"

#define KEY_LONGEST 256

bool
read_key(struct invocation *invocation, struct slice *key)
{
	char line[KEY_LONGEST];
	if (isatty(STDIN_FILENO))
		say(stderr, &cli_ask_key, NO_ARGS);
	if (fgets(line, sizeof line, stdin))
		*key = slice_trim(arena_dup(invocation->mem, slice_view(line)));
	if (key->len)
		return true;
	say(stderr, &cli_no_key, NO_ARGS);
	return false;
}
