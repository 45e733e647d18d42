/*
 * An engine that dies, and one that ends by itself: what is said of it and
 * with which exit code.
 */
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/answer.h"
#include "cli/messages.h"
#include "cli/signals.h"
#include "test.h"

static int
done(struct invocation *invocation)
{
	(void)invocation;
	return EXIT_DONE;
}

static int
refused(struct invocation *invocation)
{
	REPORT(invocation->diag, NO_SPAN, &cli_no_key, NO_ARGS);
	return answer_only(invocation, EXIT_REFUSED);
}

static int
killed(struct invocation *invocation)
{
	(void)invocation;
	raise(SIGKILL);
	return EXIT_DONE;
}

static int
aborted(struct invocation *invocation)
{
	(void)invocation;
	signal(SIGABRT, SIG_DFL);
	abort();
}

/* A library that calls exit() has not done what it was asked to. */
static int
ended(struct invocation *invocation)
{
	(void)invocation;
	_exit(0);
}

static int
without_memory(struct invocation *invocation)
{
	(void)invocation;
	_exit(EXIT_SYSTEM);
}

/* Leaves a folder half done. */
static int
unfinished(struct invocation *invocation)
{
	scratch_claim(invocation->scratch, invocation->out);
	mkdir(invocation->out, 0700);
	raise(SIGKILL);
	return EXIT_DONE;
}

static const struct {
	const char *name;
	int (*engine)(struct invocation *invocation);
	int code;
	const char *said; /* NULL: nothing */
} cases[] = {
    {"done", done, EXIT_DONE, NULL},
    {"refused", refused, EXIT_REFUSED, "[no-key]"},
    {"killed", killed, EXIT_SYSTEM,
	"(Killed); nothing is sealed [engine-died]"},
    {"aborted", aborted, EXIT_SYSTEM, "(Aborted)"},
    {"ended", ended, EXIT_SYSTEM, "it ended unfinished"},
    {"without memory", without_memory, EXIT_SYSTEM, NULL},
    {"unfinished", unfinished, EXIT_SYSTEM, "[engine-died]"},
};

/* What a supervisor of its own says on stderr and stdout. */
static struct slice
supervise_apart(
    size_t i, bool json, const char *folder, struct arena *mem, int *code)
{
	struct sources *sources = sources_new();
	struct invocation invocation = {
	    .command = "run",
	    .json = json,
	    .out = path_join(mem, folder, "half"),
	    .mem = mem,
	    .sources = sources,
	    .diag = diag_new(sources),
	};
	struct slice text = {0};
	const char *path = path_join(mem, folder, "said");
	fflush(NULL);
	int kept[] = {dup(STDOUT_FILENO), dup(STDERR_FILENO)};
	FILE *said = fopen(path, "w");
	dup2(fileno(said), STDOUT_FILENO);
	dup2(fileno(said), STDERR_FILENO);
	*code = supervise(cases[i].engine, &invocation);
	fflush(NULL);
	dup2(kept[0], STDOUT_FILENO);
	dup2(kept[1], STDERR_FILENO);
	close(kept[0]);
	close(kept[1]);
	fclose(said);
	file_read(
	    mem, path, INPUT_NONE, 1 << 20, invocation.diag, NO_SPAN, &text);
	test_true("nothing half done", !path_is_taken(invocation.out));
	diag_reset(invocation.diag);
	diag_free(invocation.diag);
	sources_free(sources);
	return text;
}

static bool
holds(struct slice text, const char *part)
{
	return slice_find(text, slice_view(part)) < text.len;
}

static void
test_engine(size_t i, const char *folder, struct arena *mem)
{
	int code;
	struct slice text = supervise_apart(i, false, folder, mem, &code);
	test_number(cases[i].name, code, cases[i].code);
	if (cases[i].said)
		test_true(cases[i].said, holds(text, cases[i].said));
	else
		test_slice(cases[i].name, text, "");
	text = supervise_apart(i, true, folder, mem, &code);
	test_number(cases[i].name, code, cases[i].code);
	if (cases[i].code == EXIT_DONE)
		return; /* this engine writes no answer */
	test_true("one object", slice_starts(text, "{\"command\":\"run\",") &&
				    slice_ends(text, "]}\n"));
	char wanted[32];
	snprintf(wanted, sizeof wanted, "\"exit\":%d,", cases[i].code);
	test_true("with its exit code", holds(text, wanted));
	test_true("and the report", cases[i].said
					? holds(text, "\"code\":\"")
					: holds(text, "\"reports\":[]"));
}

int
main(void)
{
	char folder[] = "/tmp/utskick-supervise-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct arena *mem = arena_new();
	test_true("folder", mkdtemp(folder));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_engine(i, folder, mem);
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
