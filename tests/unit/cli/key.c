/* The key on stdin: one, whole, or none at all. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "reported.h"

#define TEN "1234567890"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define LONG HUNDRED HUNDRED HUNDRED

#define IN(text) text, sizeof(text) - 1

static const struct {
	const char *name;
	const char *in;
	size_t len;
	int code; /* EXIT_DONE: read */
	const char *want; /* the key, or what is reported */
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
    {"nothing", IN(""), EXIT_USAGE, "no-key"},
    {"blanks", IN(" \n\t\n"), EXIT_USAGE, "no-key"},
    {"a second key", IN("7\n8\n"), EXIT_REFUSED, "second-key"},
    {"a second key far below", IN("7\n\n\n8"), EXIT_REFUSED, "second-key"},
    {"a NUL in it", IN("7\0008\n"), EXIT_REFUSED, "unreadable-key"},
    {"a control character in it", IN("7\0338\n"), EXIT_REFUSED,
	"unreadable-key"},
    {"not UTF-8", IN("\xc5sa\n"), EXIT_REFUSED, "unreadable-key"},
    {"a tab in it", IN("7\t8\n"), EXIT_REFUSED, "unreadable-key"},
    {"longer than any key", IN(LONG "\n"), EXIT_REFUSED, "unreadable-key"},
};

static void
test_key(const char *name, struct slice text, int want_code, const char *want)
{
	struct sources *sources = sources_new();
	struct invocation invocation = {
	    .mem = arena_new(), .diag = diag_new(sources)};
	struct slice key = {NULL, 0};
	FILE *in = tmpfile();
	fwrite(text.at, 1, text.len, in);
	rewind(in);
	dup2(fileno(in), STDIN_FILENO);
	clearerr(stdin);
	fseek(stdin, 0, SEEK_SET);
	int code = EXIT_DONE;
	bool read = read_key(&invocation, &key, &code);
	test_true(name, read == (want_code == EXIT_DONE));
	test_number(name, code, want_code);
	if (read)
		test_slice(name, key, want);
	else
		test_reported(name, invocation.diag, want);
	fclose(in);
	diag_free(invocation.diag);
	sources_free(sources);
	arena_free(invocation.mem);
}

/* What stands below all that is read may be another key. */
static void
test_far_below(void)
{
	char text[10000];
	memset(text, '\n', sizeof text);
	text[0] = '7';
	text[sizeof text - 1] = '8';
	test_key("a second key below all that is read",
	    (struct slice){text, sizeof text}, EXIT_REFUSED, "unreadable-key");
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_key(cases[i].name,
		    (struct slice){cases[i].in, cases[i].len}, cases[i].code,
		    cases[i].want);
	test_far_below();
	return test_end();
}
