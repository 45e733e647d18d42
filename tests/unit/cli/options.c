/* Options of a command: what is read, and what ends with help or wrong usage.
 */
#include <stdlib.h>

#include "cli/command.h"
#include "test.h"

static const struct {
	const char *name;
	const struct command *command;
	const char *words[6]; /* behind the command's name */
	int code; /* -1: to go on */
} cases[] = {
    {"a job", &command_run, {"job.yaml"}, -1},
    {"a folder", &command_run, {"-o", "ut", "job.yaml"}, -1},
    {"options behind the job", &command_run, {"job.yaml", "-q"}, -1},
    {"a reason", &command_run, {"--again", "omtryck", "job.yaml"}, -1},
    {"a reason of blanks", &command_run, {"--again", "  ", "job.yaml"}, 3},
    {"a reason that is no text", &command_run,
	{"--again", "om\x1btryck", "job.yaml"}, 3},
    {"a reason in another encoding", &command_run,
	{"--again", "\xe5ter", "job.yaml"}, 3},
    {"no reason", &command_run, {"job.yaml", "--again"}, 3},
    {"a reason where none is asked", &command_check,
	{"--again", "x", "job.yaml"}, 3},
    {"no job", &command_run, {NULL}, 3},
    {"two jobs", &command_run, {"a.yaml", "b.yaml"}, 3},
    {"two runs", &command_diff, {"a", "b"}, -1},
    {"one run", &command_diff, {"a"}, 3},
    {"help", &command_run, {"--help"}, 0},
    {"version", &command_find, {"--version"}, 0},
    {"an unknown option", &command_run, {"--quite", "job.yaml"}, 3},
    {"another command's option", &command_find, {"-o", "x", "ut"}, 3},
    {"no workers", &command_run, {"--workers", "0", "job.yaml"}, 3},
    {"a language", &command_run, {"--lang", "sv", "job.yaml"}, -1},
    {"another language", &command_run, {"--lang", "fi", "job.yaml"}, 3},
};

static void
test_options(size_t i)
{
	char *argv[8] = {(char[]){"utskick"}};
	int argc = 1, code = -1;
	optind = 0; /* getopt starts anew */
	getopt(1, argv, "");
	struct invocation invocation = {0};
	while (cases[i].words[argc - 1]) {
		argv[argc] = strdup(cases[i].words[argc - 1]);
		argc++;
	}
	bool on =
	    options_read(cases[i].command, argc, argv, &invocation, &code);
	test_number(cases[i].name, on ? -1 : code, cases[i].code);
	test_true(cases[i].name, !on || invocation.job);
	for (int k = 1; k < argc; k++)
		free(argv[k]);
}

int
main(void)
{
	test_true("no words", freopen("/dev/null", "w", stderr));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_options(i);
	return test_end();
}
