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
	bool even;
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
    {"a paragraph's last line is what is left", "aaa bbb ccc ddd ee fff gggg",
	22, false, "aaa bbb ccc ddd ee/fff gggg"},
    {"a heading's lines are alike", "aaa bbb ccc ddd ee fff gggg", 22, false,
	"aaa bbb ccc ddd/ee fff gggg", true},
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
	struct measure measure = {
	    cases[i].width * 1000, cases[i].justified, cases[i].even, 0};
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
	struct measure measure = {8000, false, false, 0};
	test_true("a word too wide is refused",
	    !line_break_paragraph(
		mem, text.stops, text.count, &measure, &ends, &wide));
	test_number("… and named", text.stops[wide].word, 3);
}

/* A hyphen wider than what is left of its word: the word as a whole fits. */
static void
test_hyphen(struct arena *mem)
{
	static const char words[] = "aaaa bb|i ccccccc";
	static struct text text;
	struct line_ends ends;
	uint32_t wide;
	struct strbuf out = {0};
	make_text(words, &text);
	text.stops[2].end += 500;
	struct measure measure = {8000, false, false, 0};
	if (line_break_paragraph(
		mem, text.stops, text.count, &measure, &ends, &wide))
		write_lines(words, &ends, &out);
	test_slice("a wide hyphen", strbuf_view(&out), "aaaa bbi/ccccccc");
	strbuf_fini(&out);
}

/* Three spaces of 1000 and seven letters, which may give 9 * 20. */
static const struct {
	const char *name;
	mpt empty, letter_most;
	bool last;
	mpt word, letter;
} spacings[] = {
    {"stretch", 900, 20, false, 300, 0},
    {"more than a quarter is not taken", -800, 20, false, 0, 0},
    {"the last line shrinks too", -600, 20, true, -200, 0},
    {"shrink", -600, 20, false, -200, 0},
    {"letters keep to 150 %", 1500, 20, false, 500, 0},
    {"… then they give, too", 2340, 20, false, 750, 10},
    {"200 %", 3180, 20, false, 1000, 20},
    {"letters stay at 2 %", 4680, 20, false, 1500, 20},
    {"300 % and no more", 9000, 20, false, 2000, 20},
    {"letters that join", 4500, 0, false, 1500, 0},
    {"… 300 % and no more", 9000, 0, false, 2000, 0},
    {"too tight", -751, 20, false, 0, 0},
    {"last line", 900, 20, true, 0, 0},
};

static void
test_spacing(void)
{
	for (size_t i = 0; i < COUNT(spacings); i++) {
		struct measure measure = {
		    50000, true, false, spacings[i].letter_most};
		struct line_spacing spacing = line_find_spacing(
		    &measure, spacings[i].empty, 3000, 3, 10, spacings[i].last);
		test_number(spacings[i].name, spacing.word, spacings[i].word);
		test_number(
		    spacings[i].name, spacing.letter, spacings[i].letter);
	}
	struct measure measure = {50000, true, false, 20};
	struct line_spacing one =
	    line_find_spacing(&measure, 900, 0, 0, 10, false);
	test_number("no spaces", one.word, 0);
	test_number("no spaces: letters", one.letter, 20);
	one = line_find_spacing(&measure, 0, 0, 0, 0, false);
	test_number("nothing at all", one.word + one.letter, 0);
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++)
		run_case(mem, i);
	test_wide(mem);
	test_hyphen(mem);
	test_spacing();
	arena_free(mem);
	return test_end();
}
