/* What reaches a terminal steers nothing there. */
#include "base/terminal.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "test.h"

#define LOST "\xef\xbf\xbd"

static const struct {
	const char *name, *in, *want;
} cases[] = {
    {"words", "Åsa, 3 st\t4\n", "Åsa, 3 st\t4\n"},
    {"escape", "\x1b[2J", LOST "[2J"},
    {"carriage return and bell", "a\rb\a", "a" LOST "b" LOST},
    {"delete", "a\x7f", "a" LOST},
    {"C1: control sequence introducer",
	"\xc2\x9b"
	"31m",
	LOST "31m"},
    {"C1: next line", "\xc2\x85", LOST},
    {"no-break space stays", "\xc2\xa0", "\xc2\xa0"},
    {"Arabic letter mark", "\xd8\x9c", LOST},
    {"left-to-right mark", "\xe2\x80\x8e", LOST},
    {"line separator", "\xe2\x80\xa8", LOST},
    {"right-to-left override", "\xe2\x80\xae", LOST},
    {"first strong isolate", "\xe2\x81\xa8", LOST},
    {"not UTF-8", "a\xff", "a" LOST},
    {"nothing", "", ""},
};

static void
test_print(size_t i)
{
	char *printed = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&printed, &len);
	terminal_print(to, slice_view(cases[i].in));
	fclose(to);
	test_text(cases[i].name, printed, cases[i].want);
	free(printed);
}

int
main(void)
{
	struct strbuf line = {0};
	for (size_t i = 0; i < COUNT(cases); i++)
		test_print(i);
	strbuf_add_text(&line, "a\n");
	strbuf_add_line(&line, SLICE("b\nc\n"));
	test_slice("a line is one", strbuf_view(&line), "a\nb c ");
	strbuf_fini(&line);
	return test_end();
}
