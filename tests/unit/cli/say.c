/* In which language a command speaks, and when it draws a bar. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/messages.h"
#include "test.h"

static const struct {
	const char *name;
	const char *option; /* --lang or the environment's */
	const char *job;
	const char *want;
} cases[] = {
    {"nobody says", NULL, "sv", "sv"},
    {"an English job", NULL, "en", "en"},
    {"the user's", "en", "sv", "en"},
    {"the user's Swedish", "sv", "en", "sv"},
    {"a language that has no words", NULL, "xx", "en"},
};

static void
test_language(size_t i)
{
	struct sources *sources = sources_new();
	struct invocation invocation = {.mem = arena_new(),
	    .diag = diag_new(sources),
	    .language = cases[i].option};
	if (cases[i].option)
		speak(&invocation, cases[i].option);
	speak_for_job(&invocation, cases[i].job);
	test_text(
	    cases[i].name, words_language(invocation.words), cases[i].want);
	test_true(
	    "its reports too", diag_words(invocation.diag) == invocation.words);
	words_close(invocation.words);
	diag_free(invocation.diag);
	sources_free(sources);
	arena_free(invocation.mem);
}

static void
test_environment(void)
{
	static const struct {
		const char *all, *messages, *lang, *want;
	} set[] = {
	    {NULL, NULL, NULL, "none"},
	    {"sv_SE.UTF-8", NULL, "en_GB", "sv"},
	    {NULL, "en_GB.UTF-8", "sv_SE", "en"},
	    {"", "", "sv_SE", "sv"},
	    {"C.UTF-8", NULL, "sv_SE", "none"},
	    {"fi_FI", NULL, NULL, "none"},
	};
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < COUNT(set); i++) {
		const char *const values[] = {
		    set[i].all, set[i].messages, set[i].lang};
		for (size_t k = 0; k < COUNT(names); k++) {
			if (values[k])
				setenv(names[k], values[k], 1);
			else
				unsetenv(names[k]);
		}
		const char *found = words_of_environment();
		test_text("environment", found ? found : "none", set[i].want);
	}
}

/* A message reaches its stream whole, in words, with nothing that steers. */
static void
test_say(void)
{
	char *said = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&said, &len);
	say(to, NULL, &cli_lies_in, ARGS("a\x1b[2Jb"));
	fclose(to);
	test_true("a line", len > 3 && said[len - 1] == '\n');
	test_true("harmless", !strchr(said, '\x1b') && strstr(said, "b"));
	free(said);
}

/* A pseudo-terminal; a folder without /dev/pts has none. */
static bool
open_terminal(int *master, int *slave)
{
	*slave = -1;
	*master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*master >= 0 && grantpt(*master) == 0 && unlockpt(*master) == 0 &&
	    ptsname(*master))
		*slave = open(ptsname(*master), O_RDWR | O_NOCTTY);
	return *slave >= 0;
}

static void
test_on_terminal(struct invocation *invocation, int master, int slave)
{
	char drawn[400] = "";
	dup2(slave, STDERR_FILENO);
	const struct progress *bar = progress_bar(invocation);
	test_true("a bar", bar);
	progress_step(bar, STAGE_WRITE, 1, 2);
	progress_step(bar, STAGE_LOAD, 500, 0);
	progress_end(bar);
	ssize_t got = read(master, drawn, sizeof drawn - 1);
	drawn[got > 0 ? got : 0] = '\0';
	test_true("drawn", strstr(drawn, "1/2") && strstr(drawn, "█"));
	invocation->quiet = true;
	test_true("quiet", !progress_bar(invocation));
	invocation->quiet = false;
	invocation->json = true;
	test_true("JSON", !progress_bar(invocation));
}

static void
test_bar(void)
{
	struct invocation invocation = {.mem = arena_new()};
	int kept = dup(STDERR_FILENO), master, slave;
	int none = open("/dev/null", O_WRONLY | O_CLOEXEC);
	dup2(none, STDERR_FILENO);
	test_true("no terminal, no bar", !progress_bar(&invocation));
	progress_end(NULL);
	if (open_terminal(&master, &slave))
		test_on_terminal(&invocation, master, slave);
	else
		printf("no pseudo-terminal here: no bar is drawn\n");
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(none);
	if (slave >= 0)
		close(slave);
	if (master >= 0)
		close(master);
	arena_free(invocation.mem);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_language(i);
	test_environment();
	test_say();
	test_bar();
	return test_end();
}
