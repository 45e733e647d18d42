/*
 * Whatever somebody answers stands on the paper as it was answered: thousands of
 * made-up answers are written into a shipped stationery, read back as a job
 * reads it, and compared.
 */
#include "paper/draft.h"

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
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
