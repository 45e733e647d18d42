/* How a report looks, to the byte: place, line, caret, hints, second place. */
#include "base/diag.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/messages.h"
#include "base/places.h"
#include "base/words.h"
#include "test.h"

static const struct message wrong = {"wrong", LEVEL_ERROR, "'{1}' is wrong"};
static const struct message odd = {"odd", LEVEL_WARNING, "{2} before {1}"};
static const struct message plain = {"", LEVEL_NOTE, "opened here"};

#define TEXT "name: Ängeln\n\tkey\tvalue\n\nlast"
#define PARAGRAPHS "Ett två tre fyra fem sex sju\nEtt två tre fyra fem sex"

struct place {
	struct diag *diag;
	const struct words *swedish;
	uint32_t open, secret, document;
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
	REPORT(at->diag, NO_SPAN, &wrong,
	    ARGS("\x1b[2J\xe2\x80\xae\xc2\x9b\xd8\x9c\n!"));
}

/* The word is told with its message, not when it is reported. */
static void
say_late(struct place *at)
{
	REPORT(at->diag, NO_SPAN, &wrong,
	    ARGS(argument_wording(base_word_warning.wording)));
	diag_speak(at->diag, at->swedish);
}

static const struct message braces = {
    "braces", LEVEL_WARNING, "{1 {a} {0} {10} {1} {2}!"};
static const struct message several = {
    "several", LEVEL_WARNING, "\1one row of {1}\0rows of {1}"};

/* An argument that is not there is nothing; other braces are themselves. */
static void
say_braces(struct place *at)
{
	REPORT(at->diag, NO_SPAN, &braces, ARGS("x"));
}

static void
say_several(struct place *at)
{
	REPORT(at->diag, NO_SPAN, &several, ARGS("a.csv"));
}

/* The caret stands behind the line where a span begins behind it. */
static void
say_behind(struct place *at)
{
	REPORT(at->diag, ((struct span){at->open, 4, 9, 2}), &wrong, ARGS("a"));
}

/* The same message with more arguments is another report. */
static void
say_fewer(struct place *at)
{
	REPORT(at->diag, NO_SPAN, &odd, ARGS("a"));
	REPORT(at->diag, NO_SPAN, &odd, ARGS("a", "b"));
}

/* More than a report holds: the first of them are said. */
static void
say_many(struct place *at)
{
	REPORT(at->diag, NO_SPAN, &wrong, ARGS("a"));
	for (uint32_t i = 1; i <= 4; i++) {
		HINT(at->diag, &base_did_you_mean, ARGS(i));
		ALSO(at->diag, ((struct span){at->open, i, 0, 0}), &wrong,
		    ARGS(i));
	}
}

/* In a word processor a paragraph is found by its first words. */
static void
say_paragraph(struct place *at)
{
	REPORT(at->diag, ((struct span){at->document, 1, 0, 0}), &wrong,
	    ARGS("a"));
	REPORT(at->diag, ((struct span){at->document, 2, 0, 0}), &wrong,
	    ARGS("b"));
}

static void
say_concealed(struct place *at)
{
	say_tab(at);
	diag_conceal(at->diag);
}

/* A hint or a second place of no report at all. */
static void
say_of_nothing(struct place *at)
{
	HINT(at->diag, &base_other_folder, NO_ARGS);
	ALSO(at->diag, ((struct span){at->open, 1, 1, 1}), &plain, NO_ARGS);
	diag_conceal(at->diag);
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
	"error: '\xef\xbf\xbd[2J\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd !' is "
	"wrong [wrong]\n"},
    {"braces", say_braces, "warning: {1 {a} {0} {10} x ! [braces]\n"},
    {"a count of no number", say_several, "warning: rows of a.csv [several]\n"},
    {"of nothing", say_of_nothing, ""},
    {"behind the line", say_behind,
	"a.yaml:4:9: error: 'a' is wrong [wrong]\n"
	"    4 | last\n"
	"      |     ^\n"},
    {"one argument more", say_fewer,
	"warning:  before a [odd]\nwarning: b before a [odd]\n"},
    {"many hints and places", say_many,
	"error: 'a' is wrong [wrong]\n"
	"      = did you mean '1'?\n"
	"      = did you mean '2'?\n"
	"      = did you mean '3'?\n"
	"a.yaml:1: note: '1' is wrong [wrong]\n"
	"    1 | name: Ängeln\n"
	"a.yaml:2: note: '2' is wrong [wrong]\n"
	"    2 | \tkey\tvalue\n"
	"a.yaml:3: note: '3' is wrong [wrong]\n"},
    {"a paragraph", say_paragraph,
	"a.docx:1: error: 'a' is wrong [wrong]\n"
	"    1 | Ett två tre fyra fem sex sju\n"
	"      = paragraph 1, ‘Ett två tre fyra fem sex …’\n"
	"a.docx:2: error: 'b' is wrong [wrong]\n"
	"    2 | Ett två tre fyra fem sex\n"
	"      = paragraph 2, ‘Ett två tre fyra fem sex’\n"},
    {"concealed", say_concealed, "a.yaml:2:6: warning: two before 1 [odd]\n"},
    {"words of ours are translated late", say_late,
	"fel: 'varning' is wrong [wrong]\n"},
};

/* A quoted line, and what is left of it. */
static const struct {
	const char *line, *want;
} masked[] = {
    {"x 19340412-9805 y", "x 19340412-XXXX y"},
    {"193404129805", "19340412XXXX"},
    {"'340412-9805'", "'340412-XXXX'"},
    {"3404129805", "340412XXXX"},
    {"19340412 – 9805", "19340412 – XXXX"},
    {"1934-04-12-9805", "1934-04-12-XXXX"},
    {"131052-308T, 131052A308T", "131052-XXXX, 131052AXXXX"},
    {"131052-308ö", "131052-308ö"},
    {"01015098089", "0101509XXXX"},
    {"010150 98089, 010150-98089", "010150 9XXXX, 010150-9XXXX"},
    {"2012-03-19 och 2013-03-19", "2012-03-19 och 2013-03-19"},
    {"070-123 45 67, 350-450, 123456", "070-123 45 67, 350-450, 123456"},
};

static void
test_masked(struct sources *sources, struct diag *diag, size_t i)
{
	char *printed = NULL;
	size_t len = 0;
	struct strbuf want = {0};
	FILE *to = open_memstream(&printed, &len);
	uint32_t file =
	    sources_add(sources, "b.yaml", slice_view(masked[i].line));
	REPORT(diag, ((struct span){file, 1, 1, 1}), &wrong, ARGS("a"));
	REPORT(diag, ((struct span){file, 1, 1, 1}), &odd, ARGS("a", "b"));
	diag_conceal(diag);
	diag_print(diag, to);
	fclose(to);
	strbuf_print(&want,
	    "b.yaml:1:1: error: 'a' is wrong [wrong]\n    1 | %s\n      | ^\n"
	    "b.yaml:1:1: warning: b before a [odd]\n",
	    masked[i].want);
	test_text(masked[i].line, printed, strbuf_text(&want));
	strbuf_fini(&want);
	free(printed);
	diag_reset(diag);
}

static void
test_printed(const char *name, struct diag *diag, const char *want)
{
	char *printed = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&printed, &len);
	diag_print(diag, to);
	diag_print(diag, to);
	fclose(to);
	test_text(name, printed, want);
	free(printed);
}

/* What another process packed is printed as if it were said here. */
static void
test_packed(const struct place *at, size_t i)
{
	struct strbuf packed = {0};
	struct diag *there = diag_new(diag_sources(at->diag));
	diag_speak(there, diag_words(at->diag));
	diag_pack(at->diag, 0, &packed);
	test_true("unpacked", diag_unpack(there, strbuf_view(&packed)));
	test_printed(cases[i].name, there, cases[i].want);
	test_number("as bad", diag_worst(there), diag_worst(at->diag));
	for (size_t len = 1; len < packed.len; len++) {
		diag_reset(there);
		if (diag_unpack(
			there, slice_part(strbuf_view(&packed), 0, len)))
			test_true("a part is whole reports",
			    diag_count(there) < diag_count(at->diag));
	}
	for (size_t k = 0; packed.len && k < 2; k++) {
		uint32_t *count = (uint32_t *)packed.at + k, many = *count;
		*count = 4;
		test_true("more than a report holds",
		    !diag_unpack(there, strbuf_view(&packed)));
		*count = many;
	}
	diag_free(there);
	strbuf_fini(&packed);
}

static void
test_case(struct place *at, size_t i)
{
	cases[i].say(at);
	test_printed(cases[i].name, at->diag, cases[i].want);
	test_packed(at, i);
	diag_speak(at->diag, NULL);
	diag_reset(at->diag);
}

/* What a process left in a file for the one that started it. */
static void
test_left(struct place *at)
{
	char path[] = "/tmp/utskick-diag-XXXXXX";
	int file = mkstemp(path), closed = open(path, O_RDONLY);
	int blind = open(path, O_WRONLY);
	unlink(path);
	test_true("nothing is left",
	    diag_leave(at->diag, 0, closed) && !diag_fetch(at->diag, file));
	say_one(at);
	say_nowhere(at);
	test_true("not written", !diag_leave(at->diag, 0, closed));
	test_true("left", diag_leave(at->diag, 1, file));
	diag_reset(at->diag);
	test_true(
	    "not read", !diag_fetch(at->diag, blind) && !diag_count(at->diag));
	test_true("fetched", diag_fetch(at->diag, file));
	test_printed(
	    "the second alone", at->diag, "error: 'a' is wrong [wrong]\n");
	test_true(
	    "cut", ftruncate(file, 8) == 0 && !diag_fetch(at->diag, file));
	close(file);
	close(closed);
	close(blind);
	diag_reset(at->diag);
}

static void
test_json(struct place *at)
{
	struct strbuf out = {0};
	struct json json = {.out = &out};
	say_one(at);
	say_second_place(at);
	say_twice(at);
	say_nowhere(at);
	diag_write_json(at->diag, &json);
	test_slice("as JSON", strbuf_view(&out),
	    "[{\"level\":\"error\",\"code\":\"wrong\","
	    "\"message\":\"'Ängeln' is wrong\",\"file\":\"a.yaml\","
	    "\"line\":1,\"column\":7,\"length\":6,"
	    "\"arguments\":[\"Ängeln\"],"
	    "\"hints\":[\"did you mean 'Ängel'?\"],\"also\":[]},"
	    "{\"level\":\"error\",\"code\":\"wrong\","
	    "\"message\":\"'7' is wrong\",\"file\":\"a.yaml\",\"line\":4,"
	    "\"arguments\":[7],"
	    "\"hints\":[\"remove it, or name another folder with -o\"],"
	    "\"also\":[{\"message\":\"opened here\",\"file\":\"a.yaml\","
	    "\"line\":1,\"column\":1,\"length\":1}]},"
	    "{\"level\":\"warning\",\"code\":\"odd\","
	    "\"message\":\"two before 1\",\"file\":\"a.yaml\",\"line\":2,"
	    "\"column\":6,\"length\":99,\"arguments\":[1,\"two\"],"
	    "\"hints\":[],\"also\":[]},"
	    "{\"level\":\"error\",\"code\":\"wrong\","
	    "\"message\":\"'a' is wrong\",\"arguments\":[\"a\"],"
	    "\"hints\":[],\"also\":[]}]");
	strbuf_fini(&out);
	diag_reset(at->diag);
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct words *swedish;
	test_true(
	    "Swedish", words_open(places_catalogues(mem), "sv", &swedish));
	struct place at = {
	    .diag = diag_new(sources),
	    .swedish = swedish,
	    .open = sources_add(sources, "a.yaml", SLICE(TEXT)),
	    .secret = sources_add_secret(sources, "r.csv"),
	    .document = sources_add(sources, "a.docx", SLICE(PARAGRAPHS)),
	};
	static const uint16_t runs[sizeof PARAGRAPHS];
	sources_set_runs(sources, at.document, runs);
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(&at, i);
	test_left(&at);
	test_json(&at);
	for (size_t i = 0; i < COUNT(masked); i++)
		test_masked(sources, at.diag, i);
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
	words_close(swedish);
	arena_free(mem);
	return test_end();
}
