#include <stdlib.h>

#include "base/messages.h"
#include "base/suggest.h"
#include "cli/command.h"
#include "cli/messages.h"

/* Every long option of every command; `letter` is what getopt gives. */
static const struct option all_options[] = {
    {"output", required_argument, NULL, 'o'},
    {"quiet", no_argument, NULL, 'q'},
    {"json", no_argument, NULL, 'j'},
    {"workers", required_argument, NULL, 'w'},
    {"lang", required_argument, NULL, 'L'},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
};
#define OPTION_COUNT (sizeof all_options / sizeof *all_options)
#define EVERYWHERE "LhV"

static size_t
pick_options(
    const struct command *command, struct option picked[OPTION_COUNT + 1])
{
	size_t count = 0;
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (strchr(EVERYWHERE, all_options[i].val) ||
		    strchr(command->options, all_options[i].val))
			picked[count++] = all_options[i];
	}
	picked[count] = (struct option){0};
	return count;
}

static void
report_option(const struct command *command, const char *word,
    const struct option *picked, size_t count)
{
	size_t len = strcspn(word, "=");
	struct slice asked = {word, len};
	struct slice bare = slice_starts(asked, "--") ? slice_from(asked, 2)
						      : slice_from(asked, 1);
	struct suggestion best = suggestion_start(bare);
	say(stderr, &cli_unknown_option, ARGS(command->name, asked));
	for (size_t i = 0; i < count; i++)
		suggestion_offer(&best, slice_view(picked[i].name));
	if (best.nearest.len)
		say(stderr, &cli_did_you_mean_option, ARGS(best.nearest));
	say(stderr, &cli_see_help, ARGS(command->name));
}

static bool
read_workers(const char *text, uint32_t *workers)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);
	if (*end || !*text || number < 1 || number > 256) {
		say(stderr, &cli_bad_workers, ARGS(text));
		return false;
	}
	*workers = (uint32_t)number;
	return true;
}

static bool
read_language(const char *text, struct invocation *invocation)
{
	if (strcmp(text, "sv") != 0 && strcmp(text, "en") != 0) {
		say(stderr, &cli_bad_language, ARGS(text));
		return false;
	}
	invocation->language = text;
	words_use(text);
	return true;
}

static void
print_help(const struct command *command)
{
	say(stdout, command->usage, NO_ARGS);
	say(stdout, &cli_common_options, NO_ARGS);
}

/* One option; true to go on. */
static bool
take_option(int letter, const struct command *command,
    struct invocation *invocation, int *exit_code)
{
	*exit_code = EXIT_USAGE;
	switch (letter) {
	case 'o':
		invocation->out = optarg;
		return true;
	case 'q':
		invocation->quiet = true;
		return true;
	case 'j':
		invocation->json = true;
		return true;
	case 'w':
		return read_workers(optarg, &invocation->workers);
	case 'L':
		return read_language(optarg, invocation);
	case 'h':
		print_help(command);
		*exit_code = EXIT_DONE;
		return false;
	case 'V':
		version_print();
		*exit_code = EXIT_DONE;
		return false;
	default:
		return false;
	}
}

bool
options_read(const struct command *command, int argc, char **argv,
    struct invocation *invocation, int *exit_code)
{
	struct option picked[OPTION_COUNT + 1];
	size_t count = pick_options(command, picked);
	int letter;
	opterr = 0;
	optind = 1;
	for (;;) {
		int at = optind;
		letter = getopt_long(argc, argv, ":o:qh", picked, NULL);
		if (letter == -1)
			break;
		if (letter == ':') {
			say(stderr, &cli_option_wants, ARGS(argv[optind - 1]));
			*exit_code = EXIT_USAGE;
			return false;
		}
		bool taken =
		    letter != '?' && (strchr(EVERYWHERE, letter) ||
					 strchr(command->options, letter));
		if (!taken) {
			report_option(command, argv[at], picked, count);
			*exit_code = EXIT_USAGE;
			return false;
		}
		if (!take_option(letter, command, invocation, exit_code))
			return false;
	}
	*exit_code = EXIT_USAGE;
	if (argc - optind != 1) {
		say(stderr,
		    argc == optind ? &cli_no_argument : &cli_too_many_arguments,
		    ARGS(command->name));
		say(stderr, &cli_see_help, ARGS(command->name));
		return false;
	}
	invocation->job = argv[optind];
	return true;
}
