/*
 * Whatever somebody answers stands on the paper as it was answered: thousands of
 * made-up answers are written into a shipped stationery, read back as a job
 * reads it, and compared.
 */
#include "paper/draft.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "layout/stationery.h"
#include "letter/letter.h"
#include "paper/frames.h"
#include "test.h"
#include "text/normal.h"

/* Pieces that YAML, Markdown or fields would make something else of. */
static const char *const pieces[] = {"a", "Å", " ", "  ", ":", ": ", " #", "#",
    "-", "- ", "*", "**", "_", "__", "`", "~~", "\"", "'", "\\", "\\\\", "{",
    "{{", "}}", "{{datum}}", "{letter}", "[x](y)", "![", "](", "<b>", "<", ">",
    "&amp;", "&", "|", "|-|", "1. ", "12) ", "+ ", "=", "===", "---", "%", "@",
    "!", "?", ",", "/", "no", "yes", "~", "null", "0123", "2012-03-19",
    "https://exempel.se", "www.exempel.se", "a@exempel.se", "\xC2\xA0",
    "\xF0\x9F\x98\x80", "e\xCC\x81", "\xD7\x90", "{.signature}", "```", "$",
    "^", "\t", "|x", "•", "—", "”", ":-", ".", "...", "(c)"};

static const struct {
	const char *name;
	enum paper_question question;
	const char *in;
	bool ok;
} answers[] = {
    {"a name", PAPER_MUNICIPALITY, " Norrvikens  kommun ", true},
    {"no name", PAPER_MUNICIPALITY, "  ", false},
    {"no unit", PAPER_UNIT, "", true},
    {"a gap", PAPER_UNIT, "FYLL I: enheten", false},
    {"a control character", PAPER_UNIT, "a\x07", false},
    {"a line feed", PAPER_UNIT, "a\nb", false},
    {"one that turns direction", PAPER_UNIT, "a\xE2\x80\xAE", false},
    {"a soft hyphen", PAPER_UNIT, "a\xC2\xAD", false},
    {"not UTF-8", PAPER_UNIT, "a\xE5", false},
    {"two addresses", PAPER_ADDRESSES, "a; b;", true},
    {"three", PAPER_ADDRESSES, "a; b; c", false},
};

static struct arena *mem;
static struct slice shipped;

static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static struct slice
invent(uint32_t *state)
{
	struct strbuf out = {0};
	size_t count = 1 + next_random(state) % 12;
	for (size_t i = 0; i < count; i++)
		strbuf_add_text(
		    &out, pieces[next_random(state) % COUNT(pieces)]);
	if (next_random(state) % 50 == 0)
		for (size_t i = 0; i < 200; i++)
			strbuf_add_char(&out, 'w');
	struct slice text = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return text;
}

/* ---- what a frame shows */

static void
add_shown(struct strbuf *out, const struct node *node)
{
	if (node->kind == NODE_TEXT)
		strbuf_add(out, node->text);
	else if (node->kind == NODE_LINE_BREAK)
		strbuf_add_char(out, '\n');
	for (const struct node *child = node->first; child; child = child->next)
		add_shown(out, child);
}

static struct slice
shown(const struct stationery *stationery, const struct frame_content *all,
    const char *name, bool headed)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < stationery->frame_count; i++) {
		if (!slice_is(stationery->frames[i].name, name))
			continue;
		for (size_t b = 0; b < all[i].count; b++)
			add_shown(&out, all[i].blocks[b]);
	}
	struct slice text = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return headed ? slice_from(text, slice_find_char(text, '\n') + 1)
		      : text;
}

static void
compare(const char *what, struct slice have, struct slice want)
{
	bool ok = slice_equal(have, want);
	test_true(what, ok);
	if (!ok)
		printf("  want: %.*s\n  have: %.*s\n", (int)want.len, want.at,
		    (int)have.len, have.at ? have.at : "");
}

static void
read_back(const struct paper_draft *draft)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf text = {0};
	test_true("written", paper_draft_write(&text, draft));
	struct stationery *stationery =
	    stationery_read_text(mem, "p.yaml", strbuf_view(&text), diag);
	test_true("read", stationery);
	if (stationery) {
		const struct frame_content *all =
		    frames_read(mem, stationery, SLICE("X"), diag);
		const struct slice *answer = draft->answers;
		compare("letterhead",
		    shown(stationery, all, "letterhead", false),
		    answer[PAPER_MUNICIPALITY]);
		compare("unit", shown(stationery, all, "unit", false),
		    answer[PAPER_UNIT]);
		compare("phone", shown(stationery, all, "phone", true),
		    paper_lines(mem, answer[PAPER_TELEPHONES]));
		const struct slice following[] = {
		    answer[PAPER_MUNICIPALITY], SLICE("X, X")};
		compare("following head",
		    shown(stationery, all, "following head", false),
		    arena_join(mem, following, 2, SLICE(", ")));
		test_true("name",
		    slice_starts(stationery->name,
			arena_dup_text(mem, answer[PAPER_MUNICIPALITY])));
	} else {
		diag_print(diag, stdout);
		printf("%.*s\n", (int)text.len, text.at);
	}
	strbuf_fini(&text);
	diag_free(diag);
	sources_free(sources);
}

/* Answers that are taken; the others are told. */
static size_t
try_invented(uint32_t *state, struct diag *diag)
{
	struct paper_draft draft = {
	    .mem = mem,
	    .base = "kommun-h2",
	    .shipped = shipped,
	    .language = "sv",
	};
	for (int q = 0; q < PAPER_LOGO; q++) {
		if (!paper_clean_answer(mem, (enum paper_question)q,
			invent(state), &draft.answers[q], diag) ||
		    !draft.answers[q].len)
			return 0;
	}
	read_back(&draft);
	return 1;
}

/* ---- other shipped files, and logos */

/* The shipped text with the first line that begins so as another one. */
static struct slice
shipped_with(const char *begin, const char *instead)
{
	size_t at = slice_find(shipped, slice_view(begin));
	size_t end =
	    at + slice_find_char(slice_from(shipped, at + 1), '\n') + 2;
	const struct slice parts[] = {slice_part(shipped, 0, at + 1),
	    slice_view(instead), slice_from(shipped, end)};
	return arena_join(mem, parts, 3, SLICE(""));
}

static struct paper_draft
draft_of(struct slice text)
{
	struct paper_draft draft = {
	    .mem = mem, .base = "kommun-h2", .shipped = text, .language = "sv"};
	draft.answers[PAPER_MUNICIPALITY] = SLICE("Norrvikens kommun");
	return draft;
}

static const struct {
	const char *name, *begin, *instead;
	bool ok;
	const char *want; /* in what is written */
} others[] = {
    {"as it is", "\nname: ", "name: A4, x\n", true,
	"\nname: \"Norrvikens kommun, x\"\n"},
    {"a name without a size", "\nname: ", "name: Min\n", true,
	"\nname: Norrvikens kommun\n"},
    {"no name", "\nname: ", "", false, NULL},
    {"no language", "\nlanguage: ", "", false, NULL},
    {"no frames", "\nframes:", "ramar:\n", false, NULL},
    {"no head that follows", "\n    text: \"{{datum}}", "", false, NULL},
    {"lines that begin no frame", "\nframes:", "  # a: b\n  a\nframes:\n", true,
	"\n  # a: b\n  a\nframes:\n"},
};

static void
test_others(void)
{
	for (size_t i = 0; i < COUNT(others); i++) {
		struct strbuf out = {0};
		struct paper_draft draft =
		    draft_of(shipped_with(others[i].begin, others[i].instead));
		test_true(others[i].name,
		    paper_draft_write(&out, &draft) == others[i].ok);
		struct slice text = strbuf_view(&out);
		test_true(others[i].name,
		    !others[i].want ||
			slice_find(text, slice_view(others[i].want)) <
			    text.len);
		strbuf_fini(&out);
	}
}

/* A logo is 15 mm high, and no wider than 84; one that is wide shows the name. */
static void
test_logos(void)
{
	static const struct {
		uint32_t columns, rows;
		int height; /* mm / 100 */
		bool named;
	} logos[] = {{100, 100, 1510, true}, {199, 100, 1510, true},
	    {200, 100, 1510, false}, {560, 100, 1510, false},
	    {1000, 100, 850, false}};
	for (size_t i = 0; i < COUNT(logos); i++) {
		struct strbuf out = {0};
		struct paper_draft draft = draft_of(shipped);
		draft.logo = "logo.png";
		draft.logo_columns = logos[i].columns;
		draft.logo_rows = logos[i].rows;
		test_number("height", paper_logo_height(&draft),
		    MPT_OF_MM100(logos[i].height));
		test_true("written", paper_draft_write(&out, &draft));
		struct slice text = strbuf_view(&out);
		test_true("the name",
		    (slice_find(
			 text, SLICE("\n  letterhead:\n    pages: first\n")) <
			text.len) == logos[i].named);
		strbuf_fini(&out);
	}
}

/* A file that was dragged to the terminal; one that has quotes in its name. */
static void
test_paths(struct diag *diag)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0 ||
	    !file_write_whole("'c.png'", SLICE("c"), diag))
		abort();
	static const char *const paths[][2] = {{"'a b.png'", "a b.png"},
	    {"\"a  b.png\"", "a  b.png"}, {"'a.png\"", "'a.png\""},
	    {"a.png'", "a.png'"}, {"''", "''"}, {" 'a' ", "a"}, {"", ""},
	    {"'c.png'", "'c.png'"}};
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct slice clean;
		test_true(
		    paths[i][0], paper_clean_answer(mem, PAPER_LOGO,
				     slice_view(paths[i][0]), &clean, diag));
		test_slice(paths[i][0], clean, paths[i][1]);
	}
	folder_remove(folder, diag);
}

int
main(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t state = 4711;
	size_t taken = 0;
	mem = arena_new();
	test_true("the shipped stationery",
	    file_read(mem, TESTS_DIR "/../templates/kommun-h2.yaml", INPUT_NONE,
		1 << 20, diag, NO_SPAN, &shipped));
	for (size_t i = 0; i < COUNT(answers); i++) {
		struct slice clean;
		test_true(answers[i].name,
		    paper_clean_answer(mem, answers[i].question,
			slice_view(answers[i].in), &clean,
			diag) == answers[i].ok);
	}
	for (size_t i = 0; i < 800; i++)
		taken += try_invented(&state, diag);
	test_true("most are taken", taken > 400);
	test_others();
	test_logos();
	test_paths(diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
