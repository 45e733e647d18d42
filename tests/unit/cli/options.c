/* Options of a command: what is read, and what ends with help or wrong usage.
 */
#include <stdlib.h>

#include "cli/command.h"
#include "reported.h"

static const struct {
	const char *name;
	const struct command *command;
	const char *words[6]; /* behind the command's name */
	int code; /* -1: to go on */
	const char *reported; /* NULL: nothing */
} cases[] = {
    {"a job", &command_run, {"job.yaml"}, -1},
    {"a folder", &command_run, {"-o", "ut", "job.yaml"}, -1},
    {"options behind the job", &command_run, {"job.yaml", "-q"}, -1},
    {"a reason", &command_run, {"--again", "omtryck", "job.yaml"}, -1},
    {"a reason of blanks", &command_run, {"--again", "  ", "job.yaml"}, 3,
	"bad-reason"},
    {"a reason that is no text", &command_run,
	{"--again", "om\x1btryck", "job.yaml"}, 3, "bad-reason"},
    {"a reason in another encoding", &command_run,
	{"--again", "\xe5ter", "job.yaml"}, 3, "bad-reason"},
    {"no reason", &command_run, {"job.yaml", "--again"}, 3,
	"option-without-value"},
    {"a reason where none is asked", &command_check,
	{"--again", "x", "job.yaml"}, 3, "unknown-option"},
    {"no job", &command_run, {NULL}, 3, "no-argument"},
    {"two jobs", &command_run, {"a.yaml", "b.yaml"}, 3, "too-many-arguments"},
    {"two runs", &command_diff, {"a", "b"}, -1},
    {"one run", &command_diff, {"a"}, 3, "no-argument"},
    {"help", &command_run, {"--help"}, 0},
    {"version", &command_find, {"--version"}, 0},
    {"an unknown option", &command_run, {"--quite", "job.yaml"}, 3,
	"unknown-option"},
    {"another command's option", &command_find, {"-o", "x", "ut"}, 3,
	"unknown-option"},
    {"no workers", &command_run, {"--workers", "0", "job.yaml"}, 3,
	"bad-number"},
    {"too many workers", &command_run, {"--workers", "257", "job.yaml"}, 3,
	"bad-number"},
    {"workers in words", &command_run, {"--workers", "2x", "job.yaml"}, 3,
	"bad-number"},
    {"a sign", &command_new, {"--delimiter", ";", "r.csv"}, -1},
    {"two signs", &command_new, {"--delimiter", "ab", "r.csv"}, 3,
	"not-a-delimiter"},
    {"a row", &command_explain, {"--row", "7", "job.yaml"}, -1},
    {"row 0", &command_explain, {"--row", "0", "job.yaml"}, 3, "bad-number"},
    {"letter -1", &command_explain, {"--letter", "-1", "ut"}, 3, "bad-number"},
    {"a letter in words", &command_explain, {"--letter", "a", "ut"}, 3,
	"bad-number"},
    {"no letter", &command_explain, {"--letter", "", "ut"}, 3, "bad-number"},
    {"a reason of two lines", &command_run, {"--again", "a\nb", "job.yaml"}, 3,
	"bad-reason"},
    {"a part", &command_write, {"--part", "7/7", "job.yaml", "ut"}, -1},
    {"a part of none", &command_write, {"--part", "3/", "job.yaml", "ut"}, 3,
	"not-a-part"},
    {"a part of nothing", &command_write, {"--part", "1/0", "job.yaml", "ut"},
	3, "not-a-part"},
    {"a part of words", &command_write, {"--part", "3/x", "job.yaml", "ut"}, 3,
	"not-a-part"},
    {"a word's part", &command_write, {"--part", "3x/7", "job.yaml", "ut"}, 3,
	"not-a-part"},
    {"a part and more", &command_write, {"--part", "3/7x", "job.yaml", "ut"}, 3,
	"not-a-part"},
    {"a part alone", &command_write, {"--part", "3", "job.yaml", "ut"}, 3,
	"not-a-part"},
    {"part 0", &command_write, {"--part", "0/7", "job.yaml", "ut"}, 3,
	"not-a-part"},
    {"a part behind the last", &command_write,
	{"--part", "8/7", "job.yaml", "ut"}, 3, "not-a-part"},
    {"too many parts", &command_write,
	{"--part", "1/1000001", "job.yaml", "ut"}, 3, "not-a-part"},
    {"a language and more", &command_run, {"--lang", "svx", "job.yaml"}, 3,
	"bad-language"},
    {"a language and its country", &command_run,
	{"--lang", "sv_SE.UTF-8", "job.yaml"}, 3, "bad-language"},
    {"a batch", &command_write, {"--batch", "2", "job.yaml", "ut"}, -1},
    {"batch 1e3", &command_write, {"--batch", "1e3", "job.yaml", "ut"}, 3,
	"bad-number"},
    {"a line", &command_new, {"--header", "3", "r.csv"}, -1},
    {"the rest are arguments", &command_run, {"--", "-q"}, -1},
    {"a language", &command_run, {"--lang", "sv", "job.yaml"}, -1},
    {"another language", &command_run, {"--lang", "fi", "job.yaml"}, 3,
	"bad-language"},
};

static void
test_options(size_t i)
{
	char *argv[8] = {(char[]){"utskick"}};
	int argc = 1, code = -1;
	optind = 0; /* getopt starts anew */
	getopt(1, argv, "");
	struct sources *sources = sources_new();
	struct invocation invocation = {
	    .mem = arena_new(), .diag = diag_new(sources)};
	while (cases[i].words[argc - 1]) {
		argv[argc] = strdup(cases[i].words[argc - 1]);
		argc++;
	}
	bool on =
	    options_read(cases[i].command, argc, argv, &invocation, &code);
	test_number(cases[i].name, on ? -1 : code, cases[i].code);
	test_true(cases[i].name, !on || invocation.job);
	if (cases[i].reported)
		test_reported(
		    cases[i].name, invocation.diag, cases[i].reported);
	else
		test_number(
		    cases[i].name, (long long)diag_count(invocation.diag), 0);
	words_close(invocation.words);
	arena_free(invocation.mem);
	diag_free(invocation.diag);
	sources_free(sources);
	for (int k = 1; k < argc; k++)
		free(argv[k]);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_options(i);
	return test_end();
}
