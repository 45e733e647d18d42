/* The key on stdin: one, whole, or none at all. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "test.h"

#define TEN "1234567890"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define LONG HUNDRED HUNDRED HUNDRED

#define IN(text) text, sizeof(text) - 1

static const struct {
	const char *name;
	const char *in;
	size_t len;
	int code; /* EXIT_DONE: read */
	const char *want;
} cases[] = {
    {"a key", IN("19340412-9802\n"), EXIT_DONE, "19340412-9802"},
    {"without a line feed", IN("19340412-9802"), EXIT_DONE, "19340412-9802"},
    {"blanks around it", IN(" \t19340412-9802 \r\n\n \n"), EXIT_DONE,
	"19340412-9802"},
    {"blank lines before it", IN("\n\n7\n"), EXIT_DONE, "7"},
    {"words", IN("Åsa Ek\n"), EXIT_DONE, "Åsa Ek"},
    {"a byte order mark",
	IN("\xef\xbb\xbf"
	   "7\n"),
	EXIT_DONE, "7"},
    {"nothing", IN(""), EXIT_USAGE, ""},
    {"blanks", IN(" \n\t\n"), EXIT_USAGE, ""},
    {"a second key", IN("7\n8\n"), EXIT_REFUSED, ""},
    {"a second key far below", IN("7\n\n\n8"), EXIT_REFUSED, ""},
    {"a NUL in it", IN("7\0008\n"), EXIT_REFUSED, ""},
    {"a control character in it", IN("7\0338\n"), EXIT_REFUSED, ""},
    {"not UTF-8", IN("\xc5sa\n"), EXIT_REFUSED, ""},
    {"longer than any key", IN(LONG "\n"), EXIT_REFUSED, ""},
};

static void
test_key(size_t i)
{
	struct invocation invocation = {.mem = arena_new()};
	struct slice key = {NULL, 0};
	FILE *in = tmpfile();
	fwrite(cases[i].in, 1, cases[i].len, in);
	rewind(in);
	dup2(fileno(in), STDIN_FILENO);
	clearerr(stdin);
	fseek(stdin, 0, SEEK_SET);
	int code = EXIT_DONE;
	bool read = read_key(&invocation, &key, &code);
	test_true(cases[i].name, read == (cases[i].code == EXIT_DONE));
	test_number(cases[i].name, code, cases[i].code);
	test_slice(cases[i].name, read ? key : SLICE(""), cases[i].want);
	fclose(in);
	arena_free(invocation.mem);
}

int
main(void)
{
	test_true("no words", freopen("/dev/null", "w", stderr));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_key(i);
	return test_end();
}
