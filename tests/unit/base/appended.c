/* Lines at the end of a file that several processes have in turn. */
#include "base/appended.h"

#include <errno.h>
#include <stdlib.h>

#include "base/file.h"
#include "forked.h"

static void
test_holds(const char *name, const char *path, const char *want)
{
	char have[64] = "none";
	FILE *file = fopen(path, "r");
	if (file) {
		have[fread(have, 1, sizeof have - 1, file)] = '\0';
		fclose(file);
	}
	test_text(name, have, want);
}

static bool
add(const char *path, const char *line)
{
	struct appended appended;
	bool ok = appended_open(&appended, path);
	off_t end =
	    ok && appended.fd >= 0 ? lseek(appended.fd, 0, SEEK_END) : 0;
	ok = ok && appended_add(&appended, end, slice_view(line));
	appended_close(&appended);
	return ok;
}

static void
test_lines(const char *path)
{
	struct appended appended;
	test_true("a first line", add(path, "one\n"));
	test_true("a second", add(path, "two\n"));
	test_holds("both", path, "one\ntwo\n");
	test_true("opened", appended_open(&appended, path));
	test_true("in place of the second",
	    appended_add(&appended, 4, SLICE("three\n")));
	test_holds("it is there", path, "one\nthree\n");
	test_true(
	    "in place of a few", appended_change(&appended, 5, SLICE("ri")));
	test_holds("nothing else has changed", path, "one\ntriee\n");
	test_true("taken back", appended_cut(&appended, 4));
	test_holds("it is gone", path, "one\n");
	test_true("all of them", appended_cut(&appended, 0));
	test_holds("who did not make it leaves it", path, "");
	appended_close(&appended);
	unlink(path);
}

/* One that was made goes again where nothing of it is kept. */
static void
test_made(const char *path)
{
	struct appended appended;
	test_true("not there", appended_open(&appended, path) &&
				   appended.fd == -1 &&
				   appended_cut(&appended, 0));
	test_true("made", appended_add(&appended, 0, SLICE("one\ntwo\n")));
	test_true("cut to one line", appended_cut(&appended, 4));
	test_holds("which stays", path, "one\n");
	test_true("cut to none", appended_cut(&appended, 0));
	test_holds("and it is gone", path, "none");
	appended_close(&appended);
	test_true("a link is not followed",
	    symlink("elsewhere", path) == 0 && !appended_open(&appended, path));
	appended_close(&appended);
	unlink(path);
	test_true("no folder",
	    !appended_open(&appended, "none/lines") && errno == ENOENT);
	appended_close(&appended);
}

/* Whether the process waits for a lock of flock, as the kernel tells it. */
static bool
waits(pid_t child)
{
	char line[256], word[32];
	bool found = false;
	snprintf(word, sizeof word, " %d ", (int)child);
	FILE *locks = fopen("/proc/locks", "r");
	while (locks && fgets(line, sizeof line, locks))
		found |= strstr(line, "->") && strstr(line, word);
	if (locks)
		fclose(locks);
	return found;
}

/* Who waited for a file that meanwhile is another writes to that one. */
static void
test_replaced(void)
{
	struct appended held;
	int status = -1;
	test_true("one holds it",
	    add("lines", "old\n") && appended_open(&held, "lines"));
	pid_t child = fork();
	if (child == 0) {
		appended_close(&held); /* the lock is the parent's too */
		_exit(!add("lines", "new\n"));
	}
	for (int i = 0; i < 500 && !waits(child); i++)
		usleep(10000);
	test_true("and replaces it",
	    rename("lines", "away") == 0 && add("lines", "first\n"));
	appended_close(&held);
	test_true("the other goes on",
	    waitpid(child, &status, 0) == child && status == 0);
	test_holds("in the new one", "lines", "first\nnew\n");
	test_holds("and not in the old one", "away", "old\n");
	unlink("lines");
}

int
main(void)
{
	char folder[] = "/tmp/utskick-appended-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	test_true("a folder to work in", mkdtemp(folder) && !chdir(folder));
	test_lines("lines");
	test_lines(path_join(mem, folder, "lines"));
	test_made("lines");
	test_replaced();
	test_true("removed", folder_remove(folder, diag));
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
