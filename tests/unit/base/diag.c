/* How a report looks, to the byte: place, line, caret, hints, second place. */
#include "base/diag.h"

#include <stdlib.h>

#include "base/messages.h"
#include "base/places.h"
#include "base/words.h"
#include "test.h"

static const struct message wrong = {"wrong", LEVEL_ERROR, "'{1}' is wrong"};
static const struct message odd = {"odd", LEVEL_WARNING, "{2} before {1}"};
static const struct message plain = {"", LEVEL_NOTE, "opened here"};

#define TEXT "name: Ängeln\n\tkey\tvalue\n\nlast"

struct place {
	struct diag *diag;
	uint32_t open, secret;
};

static void
say_one(struct place *at)
{
	REPORT(at->diag, ((struct span){at->open, 1, 7, 6}), &wrong,
	    ARGS("Ängeln"));
	HINT(at->diag, &base_did_you_mean, ARGS("Ängel"));
}

static void
say_tab(struct place *at)
{
	REPORT(at->diag, ((struct span){at->open, 2, 6, 99}), &odd,
	    ARGS(1, "two"));
}

static void
say_twice(struct place *at)
{
	say_tab(at);
	say_tab(at);
}

static void
say_second_place(struct place *at)
{
	REPORT(at->diag, ((struct span){at->open, 4, 0, 0}), &wrong, ARGS(7));
	HINT(at->diag, &base_other_folder, NO_ARGS);
	ALSO(at->diag, ((struct span){at->open, 1, 1, 1}), &plain, NO_ARGS);
}

static void
say_secret(struct place *at)
{
	REPORT(at->diag, ((struct span){at->secret, 3, 2, 4}), &wrong,
	    ARGS("Namn"));
	HINT(at->diag, &base_other_folder, NO_ARGS);
}

static void
say_nowhere(struct place *at)
{
	REPORT(at->diag, NO_SPAN, &wrong, ARGS("a"));
}

static void
say_hostile(struct place *at)
{
	REPORT(at->diag, NO_SPAN, &wrong, ARGS("\x1b[2J\xe2\x80\xae\xc2\x9b\xd8\x9c\n!"));
}

/* The word is translated with its message, not when it is reported. */
static void
say_late(struct place *at)
{
	REPORT(at->diag, NO_SPAN, &wrong,
	    ARGS(argument_wording(base_word_warning.wording)));
	words_use("sv");
}

static const struct {
	const char *name;
	void (*say)(struct place *at);
	const char *want;
} cases[] = {
    {"caret, length and hint", say_one,
	"a.yaml:1:7: error: 'Ängeln' is wrong [wrong]\n"
	"    1 | name: Ängeln\n"
	"      |       ^~~~~~ did you mean 'Ängel'?\n"},
    {"tabs keep their width, a span ends with its line", say_tab,
	"a.yaml:2:6: warning: two before 1 [odd]\n"
	"    2 | \tkey\tvalue\n"
	"      | \t   \t^~~~~\n"},
    {"the same at the same place is said once", say_twice,
	"a.yaml:2:6: warning: two before 1 [odd]\n"
	"    2 | \tkey\tvalue\n"
	"      | \t   \t^~~~~\n"},
    {"a whole line, a hint below it, a second place", say_second_place,
	"a.yaml:4: error: '7' is wrong [wrong]\n"
	"    4 | last\n"
	"      = remove it, or name another folder with -o\n"
	"a.yaml:1:1: note: opened here\n"
	"    1 | name: Ängeln\n"
	"      | ^\n"},
    {"a register's line is never quoted", say_secret,
	"r.csv:3:2: error: 'Namn' is wrong [wrong]\n"
	"      = remove it, or name another folder with -o\n"},
    {"no place", say_nowhere, "error: 'a' is wrong [wrong]\n"},
    {"nothing that steers a terminal", say_hostile,
	"error: '\xef\xbf\xbd[2J\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd !' is wrong [wrong]\n"},
    {"words of ours are translated late", say_late,
	"fel: 'varning' is wrong [wrong]\n"},
};

static void
test_case(struct place *at, size_t i)
{
	char *printed = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&printed, &len);
	cases[i].say(at);
	diag_print(at->diag, to);
	diag_print(at->diag, to);
	fclose(to);
	words_use("en");
	test_text(cases[i].name, printed, cases[i].want);
	free(printed);
	diag_reset(at->diag);
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	words_init(places_catalogues(mem));
	struct place at = {
	    .diag = diag_new(sources),
	    .open = sources_add(sources, "a.yaml", SLICE(TEXT)),
	    .secret = sources_add_secret(sources, "r.csv"),
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(&at, i);
	test_number("nothing said", diag_worst(at.diag), LEVEL_NOTE);
	say_tab(&at);
	test_number("a warning", diag_worst(at.diag), LEVEL_WARNING);
	test_number("is no error", (long long)diag_errors(at.diag), 0);
	say_nowhere(&at);
	say_tab(&at);
	test_number("the worst", diag_worst(at.diag), LEVEL_ERROR);
	test_number("one error", (long long)diag_errors(at.diag), 1);
	test_number("the same text keeps its number",
	    sources_add(sources, "a.yaml", SLICE(TEXT)), at.open);
	struct span span = sources_span(sources, at.open, 6, 7);
	test_number("a span counts code points", span.length, 6);
	test_number("in its line", span.column, 7);
	diag_free(at.diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
