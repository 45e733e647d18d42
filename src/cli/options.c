#include <stdlib.h>

#include "base/languages.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "base/terminal.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/messages.h"

/* Every long option of every command; `letter` is what getopt gives. */
static const struct option all_options[] = {
    {"output", required_argument, NULL, 'o'},
    {"quiet", no_argument, NULL, 'q'},
    {"json", no_argument, NULL, 'j'},
    {"again", required_argument, NULL, 'a'},
    {"again", no_argument, NULL, 'R'},
    {"workers", required_argument, NULL, 'w'},
    {"batch", required_argument, NULL, 'b'},
    {"key", required_argument, NULL, 'k'},
    {"passphrase-file", required_argument, NULL, 'p'},
    {"no-passphrase", no_argument, NULL, 'N'},
    {"final", no_argument, NULL, 'F'},
    {"batch", required_argument, NULL, 'B'},
    {"letters", required_argument, NULL, 'l'},
    {"list", required_argument, NULL, 't'},
    {"date", required_argument, NULL, 'd'},
    {"receipt", required_argument, NULL, 'c'},
    {"reason", required_argument, NULL, 'x'},
    {"by", required_argument, NULL, 'y'},
    {"as", required_argument, NULL, 'u'},
    {"row", required_argument, NULL, 'r'},
    {"dump-layout", no_argument, NULL, 'D'},
    {"letter", required_argument, NULL, 'n'},
    {"odbc", required_argument, NULL, 'O'},
    {"encoding", required_argument, NULL, 'E'},
    {"delimiter", required_argument, NULL, 'T'},
    {"sheet", required_argument, NULL, 'S'},
    {"header", required_argument, NULL, 'H'},
    {"lang", required_argument, NULL, 'L'},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
};
#define OPTION_COUNT (sizeof all_options / sizeof *all_options)
#define EVERYWHERE "jLhV"

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
report_option(struct diag *diag, const struct command *command,
    const char *word, const struct option *picked, size_t count)
{
	size_t len = strcspn(word, "=");
	struct slice asked = {word, len};
	struct slice bare = slice_starts(asked, "--") ? slice_from(asked, 2)
						      : slice_from(asked, 1);
	struct suggestion best = suggestion_start(bare);
	REPORT(diag, NO_SPAN, &cli_unknown_option, ARGS(command->name, asked));
	for (size_t i = 0; i < count; i++)
		suggestion_offer(&best, slice_view(picked[i].name));
	if (best.nearest.len)
		HINT(diag, &cli_did_you_mean_option, ARGS(best.nearest));
	HINT(diag, &cli_see_help, ARGS(command->name));
}

static bool
read_number(const char *option, const char *text, uint32_t most,
    uint32_t *number, struct diag *diag)
{
	char *end;
	unsigned long value = strtoul(text, &end, 10);
	if (*end || *text < '0' || *text > '9' || value < 1 || value > most) {
		REPORT(
		    diag, NO_SPAN, &cli_bad_number, ARGS(option, most, text));
		return false;
	}
	*number = (uint32_t)value;
	return true;
}

#define WORKERS_MOST 256
#define NUMBER_MOST 100000000

bool
options_read_language(const char *text, struct invocation *invocation)
{
	const struct language *language = language_find_spoken(text);
	if (!language || text[strlen(language->code)]) {
		struct strbuf spoken = {0};
		language_list_spoken(&spoken);
		REPORT(invocation->diag, NO_SPAN, &cli_bad_language,
		    ARGS(strbuf_view(&spoken), text));
		strbuf_fini(&spoken);
		return false;
	}
	invocation->language = text;
	speak(invocation, text);
	return true;
}

/* A reason that says nothing is none. */
static bool
read_reason(
    const char *text, const char *option, const char **to, struct diag *diag)
{
	struct slice reason = slice_trim(slice_view(text));
	bool good = reason.len > 0;
	for (size_t at = 0; good && at < reason.len;) {
		uint32_t code = utf8_next(reason, &at);
		good = code != '\n' && !terminal_is_hostile(code);
	}
	if (!good)
		REPORT(diag, NO_SPAN, &cli_bad_reason, ARGS(option));
	*to = text;
	return good;
}

static bool
read_delimiter(const char *text, struct invocation *invocation)
{
	if (new_job_read_delimiter(text, &invocation->register_.delimiter))
		return true;
	REPORT(invocation->diag, NO_SPAN, &cli_bad_delimiter, ARGS(text));
	return false;
}

static void
print_help(const struct words *words, const struct command *command)
{
	say(stdout, words, command->usage, NO_ARGS);
	say_common_options(stdout, words);
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
	case 'a':
		return read_reason(
		    optarg, "--again", &invocation->again, invocation->diag);
	case 'w':
		return read_number("--workers", optarg, WORKERS_MOST,
		    &invocation->workers, invocation->diag);
	case 'b':
		return read_number("--batch", optarg, NUMBER_MOST,
		    &invocation->batch, invocation->diag);
	case 'k':
		invocation->key = optarg;
		return true;
	case 'p':
		invocation->passphrase_file = optarg;
		return true;
	case 'N':
		invocation->no_passphrase = true;
		return true;
	case 'F':
		invocation->final = true;
		return true;
	case 'B':
		invocation->batches = optarg;
		return true;
	case 'l':
		invocation->letters = optarg;
		return true;
	case 't':
		invocation->list = optarg;
		return true;
	case 'd':
		invocation->date = optarg;
		return true;
	case 'c':
		invocation->receipt = optarg;
		return true;
	case 'x':
		return read_reason(
		    optarg, "--reason", &invocation->reason, invocation->diag);
	case 'u':
		return read_reason(
		    optarg, "--as", &invocation->as, invocation->diag);
	case 'y':
		invocation->by = optarg;
		return true;
	case 'D':
		invocation->dump_layout = true;
		return true;
	case 'r':
		return read_number("--row", optarg, NUMBER_MOST,
		    &invocation->row, invocation->diag);
	case 'n':
		return read_number("--letter", optarg, NUMBER_MOST,
		    &invocation->letter, invocation->diag);
	case 'R':
		invocation->register_.again = true;
		return true;
	case 'O':
		invocation->register_.odbc = optarg;
		return true;
	case 'E':
		invocation->register_.encoding = optarg;
		return true;
	case 'T':
		return read_delimiter(optarg, invocation);
	case 'S':
		invocation->register_.sheet = optarg;
		return true;
	case 'H':
		return read_number("--header", optarg, NUMBER_MOST,
		    &invocation->register_.header_row, invocation->diag);
	case 'L':
		return options_read_language(optarg, invocation);
	case 'h':
		invocation->help = true;
		return true;
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
			REPORT(invocation->diag, NO_SPAN, &cli_option_wants,
			    ARGS(argv[optind - 1]));
			*exit_code = EXIT_USAGE;
			return false;
		}
		bool taken =
		    letter != '?' && (strchr(EVERYWHERE, letter) ||
					 strchr(command->options, letter));
		if (!taken) {
			report_option(
			    invocation->diag, command, argv[at], picked, count);
			*exit_code = EXIT_USAGE;
			return false;
		}
		if (!take_option(letter, command, invocation, exit_code))
			return false;
	}
	/* In the language that was asked for, wherever on the line. */
	if (invocation->help) {
		print_help(invocation->words, command);
		*exit_code = EXIT_DONE;
		return false;
	}
	*exit_code = EXIT_USAGE;
	if (argc - optind != command->arguments) {
		REPORT(invocation->diag, NO_SPAN,
		    argc - optind < command->arguments
			? &cli_no_argument
			: &cli_too_many_arguments,
		    ARGS(command->name));
		HINT(invocation->diag, &cli_see_help, ARGS(command->name));
		return false;
	}
	invocation->job = argv[optind];
	if (command->arguments > 1)
		invocation->other = argv[optind + 1];
	return true;
}
