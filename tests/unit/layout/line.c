#include "layout/line.h"

#include "base/strbuf.h"

#include "test.h"

/*
 * Synthetic paragraphs: a letter is 1000 mpt wide, a space 1000, a hyphen
 * 1000. '|' in a word is a place for a hyphen.
 */
#define STOPS_MAX 512

struct text {
	struct stop stops[STOPS_MAX];
	size_t count;
};

static void
make_text(const char *words, struct text *text)
{
	mpt at = 0, space = 0, rest = 0;
	uint32_t word = 1;
	text->count = 1;
	text->stops[0] = (struct stop){0};
	uint16_t letters = 0;
	for (const char *c = words;; c++) {
		struct stop stop = {.end = at,
		    .start = at,
		    .rest = rest,
		    .space_end = space,
		    .space_start = space,
		    .word = word,
		    .letters = letters};
		if (*c == '|') {
			stop.end += 1000;
			stop.inside = stop.hyphen = true;
			text->stops[text->count++] = stop;
		} else if (*c == ' ') {
			stop.start = at += 1000;
			stop.space_start = space += 1000;
			rest = stop.end;
			text->stops[text->count++] = stop;
			word++;
			letters = 0;
		} else if (!*c) {
			text->stops[text->count++] = stop;
			return;
		} else {
			letters++;
			at += 1000;
		}
	}
}

/* The lines, "/" between, "-" for an added hyphen. */
static void
write_lines(const char *words, const struct line_ends *ends, struct strbuf *out)
{
	size_t line = 0;
	uint32_t stop = 0;
	for (const char *c = words; *c; c++) {
		bool place = *c == ' ' || *c == '|';
		stop += place;
		bool ends_here =
		    place && line < ends->count && ends->at[line].stop == stop;
		line += ends_here;
		if (ends_here)
			strbuf_add_text(out, *c == '|' ? "-/" : "/");
		else if (*c != '|')
			strbuf_add_char(out, *c);
	}
}

static const struct {
	const char *name, *words;
	int width;
	bool justified;
	const char *want;
} cases[] = {
    {"one line", "en rad", 20, false, "en rad"},
    {"total fit is even", "aaa bbb ccc dd eeeeeeeee ff", 12, false,
	"aaa bbb/ccc dd/eeeeeeeee ff"},
    {"no hyphen in a line nearly full", "aaaaaaaa bbbb|bbbbbb c dddddddddd", 12,
	false, "aaaaaaaa/bbbbbbbbbb c/dddddddddd"},
    {"a hyphen where it would be short", "aaa bbbbbb|bbbbbb c dddddddddd", 13,
	false, "aaa bbbbbb-/bbbbbb c/dddddddddd"},
    {"no lone last word", "aaaa bbbb cccc dddd eee", 19, false,
	"aaaa bbbb cccc/dddd eee"},
    {"a long last word may be alone", "aaaa bbbb cccc dddddddddd", 14, false,
	"aaaa bbbb cccc/dddddddddd"},
    {"a lone word where nothing else can be", "aaaaaaaaaa bbb", 10, false,
	"aaaaaaaaaa/bbb"},
    {"no rest of a word alone", "aaa bbbb cc|ccc", 11, false, "aaa/bbbb ccccc"},
    {"a word that must be cut", "aaaaaa|aaaaaa", 8, false, "aaaaaa-/aaaaaa"},
    {"justified shrinks", "aaaa b c d e f ggg hhhhh iii jjjjjjjj kkk ll mmmm",
	18, true, "aaaa b c d e f ggg/hhhhh iii jjjjjjjj/kkk ll mmmm"},
};

static void
run_case(struct arena *mem, size_t i)
{
	static struct text text;
	struct line_ends ends;
	uint32_t wide;
	struct strbuf out = {0};
	make_text(cases[i].words, &text);
	struct measure measure = {cases[i].width * 1000, cases[i].justified};
	bool ok = line_break_paragraph(
	    mem, text.stops, text.count, &measure, &ends, &wide);
	if (ok)
		write_lines(cases[i].words, &ends, &out);
	test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
	strbuf_fini(&out);
}

static void
test_wide(struct arena *mem)
{
	static struct text text;
	struct line_ends ends;
	uint32_t wide = 0;
	make_text("aa bb cccccccccccc dd", &text);
	struct measure measure = {8000, false};
	test_true("a word too wide is refused",
	    !line_break_paragraph(
		mem, text.stops, text.count, &measure, &ends, &wide));
	test_number("… and named", text.stops[wide].word, 3);
}

static void
test_word_space(void)
{
	test_number("stretch", line_word_space(900, 3000, 3, false), 300);
	test_number("shrink", line_word_space(-600, 3000, 3, false), -200);
	test_number("too loose", line_word_space(4000, 3000, 3, false), 1000);
	test_number("too tight", line_word_space(-751, 3000, 3, false), 0);
	test_number("last line", line_word_space(900, 3000, 3, true), 0);
	test_number("no spaces", line_word_space(900, 0, 0, false), 0);
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++)
		run_case(mem, i);
	test_wide(mem);
	test_word_space();
	arena_free(mem);
	return test_end();
}
