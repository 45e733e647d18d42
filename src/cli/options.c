#include <ctype.h>
#include <stddef.h>
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
    {"times", no_argument, NULL, 'i'},
    {"batch", required_argument, NULL, 'b'},
    {"part", required_argument, NULL, 'v'},
    {"job", required_argument, NULL, 's'},
    {"key", required_argument, NULL, 'k'},
    {"passphrase-file", required_argument, NULL, 'p'},
    {"no-passphrase", no_argument, NULL, 'N'},
    {"final", no_argument, NULL, 'F'},
    {"events", required_argument, NULL, 'e'},
    {"force", no_argument, NULL, 'f'},
    {"to", required_argument, NULL, 'A'},
    {"until", required_argument, NULL, 'U'},
    {"print-files", no_argument, NULL, 'P'},
    {"dry-run", no_argument, NULL, 'm'},
    {"batch", required_argument, NULL, 'B'},
    {"letters", required_argument, NULL, 'l'},
    {"list", required_argument, NULL, 't'},
    {"date", required_argument, NULL, 'd'},
    {"receipt", required_argument, NULL, 'c'},
    {"reason", required_argument, NULL, 'x'},
    {"by", required_argument, NULL, 'y'},
    {"report", required_argument, NULL, 'W'},
    {"proof", required_argument, NULL, 'Y'},
    {"as", required_argument, NULL, 'u'},
    {"seen", required_argument, NULL, 'M'},
    {"rows", required_argument, NULL, 'g'},
    {"real", no_argument, NULL, 'X'},
    {"png", no_argument, NULL, 'G'},
    {"row", required_argument, NULL, 'r'},
    {"dump-layout", no_argument, NULL, 'D'},
    {"letter", required_argument, NULL, 'n'},
    {"odbc", required_argument, NULL, 'O'},
    {"encoding", required_argument, NULL, 'E'},
    {"delimiter", required_argument, NULL, 'T'},
    {"sheet", required_argument, NULL, 'S'},
    {"columns", required_argument, NULL, 'C'},
    {"sign", no_argument, NULL, 'z'},
    {"skip", required_argument, NULL, 'K'},
    {"header", required_argument, NULL, 'H'},
    {"municipality", required_argument, NULL, '1'},
    {"unit", required_argument, NULL, '2'},
    {"addresses", required_argument, NULL, '3'},
    {"telephones", required_argument, NULL, '4'},
    {"logo", required_argument, NULL, '5'},
    {"base", required_argument, NULL, '6'},
    {"port", required_argument, NULL, 'I'},
    {"socket", required_argument, NULL, 'Q'},
    {"user-header", required_argument, NULL, 'J'},
    {"origin", required_argument, NULL, 'Z'},
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
	if (*end || *text < '0' || value < 1 || value > most) {
		REPORT(
		    diag, NO_SPAN, &cli_bad_number, ARGS(option, most, text));
		return false;
	}
	*number = (uint32_t)value;
	return true;
}

#define WORKERS_MOST 256
#define NUMBER_MOST 100000000
#define PARTS_MOST 1000000

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
	invocation->language = invocation->asked_language = text;
	speak(invocation, text);
	return true;
}

/* A reason that says nothing is not one. */
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

/* "3/7": the third of seven parts. */
static bool
read_part(const char *text, struct invocation *invocation)
{
	char *end, *last;
	bool numbers = isdigit((unsigned char)*text) && strchr(text, '/') &&
		       isdigit((unsigned char)strchr(text, '/')[1]);
	unsigned long part = numbers ? strtoul(text, &end, 10) : 0;
	unsigned long parts =
	    numbers && *end == '/' ? strtoul(end + 1, &last, 10) : 0;
	if (!parts || *last || !part || part > parts || parts > PARTS_MOST) {
		REPORT(invocation->diag, NO_SPAN, &cli_bad_part, ARGS(text));
		return false;
	}
	invocation->part = (uint32_t)part;
	invocation->parts = (uint32_t)parts;
	return true;
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

enum takes {
	TAKES_FLAG, /* a bool: it is there */
	TAKES_TEXT, /* a const char * */
	TAKES_REASON, /* the same, which must say something */
	TAKES_NUMBER, /* a uint32_t */
};

/* Options whose value goes to one place of the invocation. */
#define AT(member) offsetof(struct invocation, member)
static const struct placed {
	int letter;
	enum takes takes;
	size_t at;
	const char *name; /* for a report */
	uint32_t most;
} placed[] = {
    {'o', TAKES_TEXT, AT(out)},
    {'q', TAKES_FLAG, AT(quiet)},
    {'j', TAKES_FLAG, AT(json)},
    {'a', TAKES_REASON, AT(again), "--again"},
    {'w', TAKES_NUMBER, AT(workers), "--workers", WORKERS_MOST},
    {'i', TAKES_FLAG, AT(times)},
    {'b', TAKES_NUMBER, AT(batch), "--batch", NUMBER_MOST},
    {'s', TAKES_TEXT, AT(planned_job)},
    {'k', TAKES_TEXT, AT(key)},
    {'p', TAKES_TEXT, AT(passphrase_file)},
    {'N', TAKES_FLAG, AT(no_passphrase)},
    {'F', TAKES_FLAG, AT(final)},
    {'e', TAKES_TEXT, AT(noted)},
    {'f', TAKES_FLAG, AT(force)},
    {'A', TAKES_TEXT, AT(to)},
    {'U', TAKES_TEXT, AT(until)},
    {'P', TAKES_FLAG, AT(print_files)},
    {'m', TAKES_FLAG, AT(dry_run)},
    {'B', TAKES_TEXT, AT(batches)},
    {'l', TAKES_TEXT, AT(letters)},
    {'t', TAKES_TEXT, AT(list)},
    {'d', TAKES_TEXT, AT(date)},
    {'c', TAKES_TEXT, AT(receipt)},
    {'x', TAKES_REASON, AT(reason), "--reason"},
    {'u', TAKES_REASON, AT(as), "--as"},
    {'y', TAKES_TEXT, AT(by)},
    {'W', TAKES_TEXT, AT(report)},
    {'Y', TAKES_TEXT, AT(proof)},
    {'M', TAKES_TEXT, AT(seen)},
    {'g', TAKES_TEXT, AT(rows)},
    {'X', TAKES_FLAG, AT(real)},
    {'G', TAKES_FLAG, AT(png)},
    {'D', TAKES_FLAG, AT(dump_layout)},
    {'r', TAKES_NUMBER, AT(row), "--row", NUMBER_MOST},
    {'n', TAKES_NUMBER, AT(letter), "--letter", NUMBER_MOST},
    {'C', TAKES_TEXT, AT(columns)},
    {'K', TAKES_NUMBER, AT(skip), "--skip", 1000},
    {'z', TAKES_FLAG, AT(sign)},
    {'R', TAKES_FLAG, AT(register_.again)},
    {'O', TAKES_TEXT, AT(register_.odbc)},
    {'E', TAKES_TEXT, AT(register_.encoding)},
    {'S', TAKES_TEXT, AT(register_.sheet)},
    {'H', TAKES_NUMBER, AT(register_.header_row), "--header", NUMBER_MOST},
    {'1', TAKES_TEXT, AT(answers[PAPER_MUNICIPALITY])},
    {'2', TAKES_TEXT, AT(answers[PAPER_UNIT])},
    {'3', TAKES_TEXT, AT(answers[PAPER_ADDRESSES])},
    {'4', TAKES_TEXT, AT(answers[PAPER_TELEPHONES])},
    {'5', TAKES_TEXT, AT(answers[PAPER_LOGO])},
    {'6', TAKES_TEXT, AT(base)},
    {'I', TAKES_NUMBER, AT(port), "--port", 65535},
    {'Q', TAKES_TEXT, AT(socket)},
    {'J', TAKES_TEXT, AT(user_header)},
    {'Z', TAKES_TEXT, AT(origin)},
    {'h', TAKES_FLAG, AT(help)},
};
#undef AT

static bool
place_option(const struct placed *option, struct invocation *invocation)
{
	void *to = (char *)invocation + option->at;
	switch (option->takes) {
	case TAKES_FLAG:
		*(bool *)to = true;
		return true;
	case TAKES_TEXT:
		*(const char **)to = optarg;
		return true;
	case TAKES_REASON:
		return read_reason(optarg, option->name, to, invocation->diag);
	case TAKES_NUMBER:
		return read_number(
		    option->name, optarg, option->most, to, invocation->diag);
	}
	return false;
}

/* One option; true to go on. */
static bool
take_option(int letter, struct invocation *invocation, int *exit_code)
{
	*exit_code = EXIT_USAGE;
	for (size_t i = 0; i < sizeof placed / sizeof *placed; i++) {
		if (placed[i].letter == letter)
			return place_option(&placed[i], invocation);
	}
	switch (letter) {
	case 'T':
		return read_delimiter(optarg, invocation);
	case 'v':
		return read_part(optarg, invocation);
	case 'L':
		return options_read_language(optarg, invocation);
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
		if (!take_option(letter, invocation, exit_code))
			return false;
	}
	/* In the language that was asked for, wherever on the line. */
	if (invocation->help) {
		print_help(invocation->words, command);
		*exit_code = EXIT_DONE;
		return false;
	}
	if (invocation->quiet)
		diag_leave_out_notes(invocation->diag);
	*exit_code = EXIT_USAGE;
	int given = argc - optind;
	if (given > command->arguments ||
	    given < command->arguments - command->optional) {
		REPORT(invocation->diag, NO_SPAN,
		    given < command->arguments ? &cli_no_argument
					       : &cli_too_many_arguments,
		    ARGS(command->name));
		HINT(invocation->diag, &cli_see_help, ARGS(command->name));
		return false;
	}
	invocation->job = argv[optind];
	if (given > 1)
		invocation->other = argv[optind + 1];
	return true;
}
