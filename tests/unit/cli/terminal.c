/* What is asked for on a terminal, and what is drawn on one. */
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "cli/command.h"
#include "reported.h"

#define TEN "abcdefghij"
#define FIFTY TEN TEN TEN TEN TEN
#define FIVE_HUNDRED FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY
#define LONGEST FIVE_HUNDRED FIVE_HUNDRED TEN TEN "abcd"

static struct sources *sources;
static struct invocation invocation;

static void
begin(void)
{
	sources = sources_new();
	invocation =
	    (struct invocation){.mem = arena_new(), .diag = diag_new(sources)};
}

static void
end(void)
{
	diag_free(invocation.diag);
	sources_free(sources);
	arena_free(invocation.mem);
}

/* What was read, or the code that was reported. */
static void
answer(int to, bool ok, struct slice text)
{
	size_t count = diag_count(invocation.diag);
	struct slice said =
	    ok ? text
	    : count
		? slice_view(diag_view(invocation.diag, 0)->main.message->code)
		: SLICE("nothing");
	if (write(to, said.at, said.len) != (ssize_t)said.len)
		abort();
}

/* ---- whoever types: each text once the terminal has asked for it */

struct typed {
	const char *at[2];
	bool raw; /* a return stays one */
};

/* Until something was written there that ends so; all of it. */
static bool
read_until(int terminal, struct strbuf *seen, const char *ending)
{
	while (!slice_ends(strbuf_view(seen), ending)) {
		char byte;
		if (read(terminal, &byte, 1) != 1)
			return false;
		strbuf_add_char(seen, byte);
	}
	return true;
}

static void
type(int terminal, const struct typed *typed)
{
	struct strbuf seen = {0};
	for (size_t i = 0; i < 2 && typed->at[i]; i++) {
		strbuf_reset(&seen);
		size_t len = strlen(typed->at[i]);
		test_true("asked for", read_until(terminal, &seen, ":"));
		test_true("typed",
		    write(terminal, typed->at[i], len) == (ssize_t)len);
	}
	strbuf_fini(&seen);
}

static void
leave_returns(void)
{
	struct termios is;
	tcgetattr(STDIN_FILENO, &is);
	is.c_iflag &= ~(tcflag_t)ICRNL;
	tcsetattr(STDIN_FILENO, TCSANOW, &is);
}

/* What the child says, that has a terminal of its own. */
static struct slice
converse(
    void (*child)(int to), const struct typed *typed, char *said, size_t most)
{
	int pair[2], terminal;
	size_t len = 0;
	ssize_t got;
	if (pipe(pair) != 0)
		abort();
	pid_t process = forkpty(&terminal, NULL, NULL, NULL);
	if (process < 0)
		abort();
	if (process == 0) {
		close(pair[0]);
		if (typed->raw)
			leave_returns();
		child(pair[1]);
		_exit(0);
	}
	close(pair[1]);
	type(terminal, typed);
	while (len < most && (got = read(pair[0], said + len, most - len)) > 0)
		len += (size_t)got;
	kill(process, SIGKILL);
	waitpid(process, NULL, 0);
	close(pair[0]);
	close(terminal);
	return (struct slice){said, len};
}

/* ---- a passphrase */

static const struct {
	const char *name;
	bool twice;
	struct typed typed;
	const char *want;
} phrases[] = {
    {"typed", false, {{"hemlig\n"}, false}, "hemlig"},
    {"ended by a return", false, {{"hemlig\r"}, true}, "hemlig"},
    {"a letter taken back", false, {{"hemx\x7flig\n"}, false}, "hemlig"},
    {"by a backspace", false, {{"hemx\blig\n"}, false}, "hemlig"},
    {"more than there is", false, {{"\b\x7f\bhemlig\n"}, false}, "hemlig"},
    {"broken off", false, {{"hem\x03"}, false}, "no-passphrase"},
    {"nothing", false, {{"\n"}, false}, "no-passphrase"},
    {"all taken back", false, {{"a\b\n"}, false}, "no-passphrase"},
    {"as long as may be", false, {{LONGEST "\n"}, false}, LONGEST},
    {"what is longer is cut off", false, {{LONGEST "xyz\n"}, false}, LONGEST},
    {"twice", true, {{"hemlig\n", "hemlig\n"}, false}, "hemlig"},
    {"twice, not the same", true, {{"hemlig\n", "hemligt\n"}, false},
	"passphrases-differ"},
    {"broken off the second time", true, {{"hemlig\n", "hem\x03"}, false},
	"passphrases-differ"},
};

static bool asks_twice;

static void
child_phrase(int to)
{
	struct slice phrase = {NULL, 0};
	begin();
	bool ok = read_passphrase(&invocation, asks_twice, &phrase);
	answer(to, ok, phrase);
}

/* ---- from a file */

static const struct {
	const char *name, *text, *want;
} files[] = {
    {"a line", "hemlig\n", "hemlig"},
    {"without an end", "hemlig", "hemlig"},
    {"of Windows", "hemlig\r\n", "hemlig"},
    {"the first of two", "hemlig\nannan\n", "hemlig"},
    {"an empty line", "\nhemlig\n", "no-passphrase"},
    {"a return alone", "\r\n", "no-passphrase"},
    {"blanks are of it", " hem lig \n", " hem lig "},
};

static void
test_file(const char *path, size_t i)
{
	struct slice phrase = {NULL, 0};
	begin();
	test_true(files[i].name,
	    file_write_whole(path, slice_view(files[i].text), invocation.diag));
	invocation.passphrase_file = path;
	if (read_passphrase(&invocation, true, &phrase))
		test_slice(files[i].name, phrase, files[i].want);
	else
		test_reported(files[i].name, invocation.diag, files[i].want);
	end();
}

/* ---- a key: a line is enough */

static const struct {
	const char *name;
	struct typed typed;
	const char *want;
} keys[] = {
    {"a line", {{"19340412-9802\n"}, false}, "19340412-9802"},
    {"no line, and the end", {{"7\x04\x04"}, false}, "7"},
    {"an empty line", {{"\n"}, false}, "no-key"},
};

static void
child_key(int to)
{
	struct slice key = {NULL, 0};
	int code;
	begin();
	bool ok = read_key(&invocation, &key, &code);
	answer(to, ok, key);
}

/* ---- how far it has come */

static void
child_bar(int to)
{
	begin();
	const struct progress *progress = progress_bar(&invocation);
	progress_step(progress, STAGE_LOAD, 7, 0);
	progress_step(progress, STAGE_SET, 5, 100);
	sleep(1); /* so long no pace is told */
	usleep(50000);
	progress_step(progress, STAGE_SET, 50, 100);
	progress_step(progress, STAGE_SET, 6, 1000000);
	progress_step(progress, STAGE_SET, 4, 100);
	progress_tell_times(progress, NULL); /* nobody has asked for them */
	progress_end(progress);
	progress_clear(&invocation);
	fputs("END:", stderr);
	answer(to, progress, SLICE("shown"));
	getchar(); /* what was drawn is read before it goes */
}

static void
test_bar(void)
{
	static const char *const want[] = {"\r\x1b[Kreading 7", "█·",
	    "] 5/100\r", "] 50/100  ", " a second, ", " s left\r",
	    "] 6/1000000  ", " min left\r", "] 4/100\r"};
	int pair[2], terminal;
	struct strbuf seen = {0};
	if (pipe(pair) != 0)
		abort();
	pid_t process = forkpty(&terminal, NULL, NULL, NULL);
	if (process < 0)
		abort();
	if (process == 0) {
		child_bar(pair[1]);
		_exit(0);
	}
	test_true("drawn", read_until(terminal, &seen, "END:"));
	for (size_t i = 0; i < COUNT(want); i++) {
		struct slice all = strbuf_view(&seen);
		bool there = slice_find(all, slice_view(want[i])) < all.len;
		test_true(want[i], there);
		if (!there)
			printf("%s\n", strbuf_text(&seen));
	}
	test_true("read", write(terminal, "\n", 1) == 1);
	waitpid(process, NULL, 0);
	strbuf_fini(&seen);
	close(pair[0]);
	close(pair[1]);
	close(terminal);
}

int
main(void)
{
	char said[2048], path[] = "/tmp/utskick-phrase-XXXXXX";
	int fd = mkstemp(path);
	if (fd < 0)
		return 1;
	close(fd);
	for (size_t i = 0; i < COUNT(phrases); i++) {
		asks_twice = phrases[i].twice;
		test_slice(phrases[i].name,
		    converse(
			child_phrase, &phrases[i].typed, said, sizeof said),
		    phrases[i].want);
	}
	for (size_t i = 0; i < COUNT(files); i++)
		test_file(path, i);
	for (size_t i = 0; i < COUNT(keys); i++)
		test_slice(keys[i].name,
		    converse(child_key, &keys[i].typed, said, sizeof said),
		    keys[i].want);
	test_bar();
	unlink(path);
	return test_end();
}
