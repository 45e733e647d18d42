/* What content draws of galleys made by hand, glyph by glyph and bar by bar. */
#include "pdf/content.h"

#include "../../pdf/press.h"

#include "layout/symbol.h"
#include "pdf/job.h"
#include "reported.h"

struct bench {
	struct press press;
	struct deflater *deflater;
	struct faces *faces;
	struct strbuf out;
	bool used[16];
	struct content content;
};

static void
start(struct bench *b, bool joined)
{
	strbuf_reset(&b->out);
	b->content = content_start(
	    &(struct content_job){.faces = b->faces, .joined = joined}, &b->out,
	    b->used, NULL, true, b->press.diag);
}

static bool
has(struct bench *b, const char *text)
{
	return strstr(strbuf_text(&b->out), text) != NULL;
}

static struct galley *
make(struct bench *b, const char *text)
{
	const struct press_style style = {.font = b->press.regular,
	    .size = 10000,
	    .leading = 14000,
	    .width = 300000};
	return press_galley(&b->press, &style, text, false);
}

/* Bars and images of the lines that are shown, or of a galley without any. */
static void
test_bars(struct bench *b)
{
	struct bar bars[] = {
	    {.width = 1000, .height = 2000, .line = 0},
	    {.width = 3000, .height = 4000, .line = 1},
	};
	struct galley *galley = make(b, "ett\ntva");
	galley->bars = bars;
	galley->bar_count = 2;
	start(b, false);
	content_add_lines(&b->content, galley, 1, 2, 0, 100000);
	test_true("the second line's", has(b, " 3 4 re\n"));
	test_true("not the first one's", !has(b, " 1 2 re\n"));
	test_true("a bar of line 1", content_has_bars(galley, 1, 2));
	bars[1].line = 0;
	test_true("none of line 1", !content_has_bars(galley, 1, 2));
	test_number("where line 1 is", content_first_top(galley, 1), 14000);
	const struct galley alone = {.bars = bars, .bar_count = 2};
	test_number("no line is at the top", content_first_top(&alone, 0), 0);
	start(b, false);
	content_add_lines(&b->content, &alone, 0, 0, 0, 100000);
	test_true("both of a galley of bars",
	    has(b, " 1 2 re\n") && has(b, " 3 4 re\n"));
	galley->bar_count = 0;
}

static void
test_codes(struct bench *b)
{
	struct arena *mem = b->press.job_mem;
	const struct node node = {.kind = NODE_IMAGE, .span = {0, 7, 1, 1}};
	struct image images[] = {
	    {.symbol = symbol_new_sized(mem, SYMBOL_QR, SLICE("a"), 21, 1000)},
	    {.line = 1,
		.symbol =
		    symbol_new_sized(mem, SYMBOL_QR, SLICE("a"), 21, 2000)},
	};
	struct galley *galley = make(b, "ett\ntva");
	galley->images = images;
	galley->image_count = 2;
	start(b, false);
	content_add_lines(&b->content, galley, 0, 1, 0, 100000);
	test_true("the first line's", has(b, " 7 1 re\n"));
	test_true("not the second one's", !has(b, " 14 2 re\n"));
	for (int i = 0; i < 2; i++) {
		images[0].node = i ? &node : NULL;
		images[0].symbol = symbol_new_sized(
		    mem, SYMBOL_DATAMATRIX, SLICE("123456789012"), 10, 1000);
		diag_reset(b->press.diag);
		start(b, false);
		content_add_lines(&b->content, galley, 0, 1, 0, 100000);
		test_true("one that holds too much", b->content.failed);
		test_reported("is said", b->press.diag, "code-not-drawn");
		test_number("where it stands",
		    diag_view(b->press.diag, 0)->main.span.line, i ? 7 : 0);
	}
	galley->image_count = 0;
}

/* Lines of a block are parted by a space where a reader is to have it. */
static void
test_joined(struct bench *b)
{
	const struct node block = {.kind = NODE_PARAGRAPH};
	struct galley *galley = make(b, "ett\ntva");
	struct run rule = *galley->lines[0].runs;
	struct run *run = galley->lines[0].runs;
	start(b, true);
	content_add_lines(&b->content, galley, 0, 2, 0, 100000);
	test_true("a space", has(b, "(ett )Tj"));
	start(b, true);
	content_add_lines(&b->content, galley, 0, 1, 0, 100000);
	test_true("none at the end", !has(b, "(ett )Tj"));
	galley->lines[1].block = &block;
	start(b, true);
	content_add_lines(&b->content, galley, 0, 2, 0, 100000);
	test_true("none before another block", !has(b, "(ett )Tj"));
	galley->lines[1].block = NULL;
	galley->lines[0].run_count = 0;
	start(b, true);
	content_add_lines(&b->content, galley, 0, 2, 0, 100000);
	test_true("none after nothing", !has(b, "(ett )Tj"));
	galley->lines[0].run_count = 1;
	rule.rule = 50000;
	rule.count = 0;
	galley->lines[0].runs = &rule;
	start(b, true);
	content_add_lines(&b->content, galley, 0, 2, 0, 100000);
	test_true("none after a rule", !has(b, "(ett )Tj"));
	test_true("which is drawn", has(b, " 50 .5 re\n"));
	galley->lines[0].runs = run;
}

/* Glyphs that no `set` saw, of a font or outside of all. */
static void
test_unknown(struct bench *b)
{
	struct galley *galley = make(b, "ab");
	struct glyph glyphs[2];
	struct run *run = galley->lines[0].runs;
	const struct glyph *own = run->glyphs;
	memcpy(glyphs, own, sizeof glyphs);
	run->glyphs = glyphs;
	for (size_t i = 0; i < 4; i++) {
		memcpy(glyphs, own, sizeof glyphs);
		glyphs[i & 1].id = i < 2 ? 60000 : 7;
		run->right_to_left = i == 3;
		diag_reset(b->press.diag);
		start(b, false);
		content_add_lines(&b->content, galley, 0, 1, 0, 0);
		test_true("fails", b->content.failed);
		test_number("and is said once",
		    (long long)diag_count(b->press.diag), 1);
		test_reported("by its code", b->press.diag, "pdf-no-code");
		content_add_lines(&b->content, galley, 0, 1, 0, 0);
		test_number(
		    "not again", (long long)diag_count(b->press.diag), 1);
	}
	memcpy(glyphs, own, sizeof glyphs);
	run->right_to_left = false;
	run->font = press_font(&b->press, "Noto Serif Thai", FONT_REGULAR);
	diag_reset(b->press.diag);
	start(b, false);
	content_add_lines(&b->content, galley, 0, 1, 0, 0);
	test_true("a font that has no codes", b->content.failed);
	run->count = 0;
	run->hyphen = true;
	start(b, false);
	content_add_lines(&b->content, galley, 0, 1, 0, 0);
	test_true("but nothing of it may be shown", !b->content.failed);
	run->font = b->press.regular;
	content_add_lines(&b->content, galley, 0, 1, 0, 0);
	test_true("nor of a font that has", !b->content.failed && !b->out.len);
}

/* `text` stands for that of the glyphs of "ab cd": each is a byte of it. */
static const struct {
	const char *name, *text;
	size_t glyph;
	struct glyph change; /* added to that one's */
	mpt space;
	const char *want, *without;
} places[] = {
    {"as it is", "ab cd", 0, {0}, 0, "(ab cd)Tj", "TJ"},
    {"one far ahead", "ab cd", 2, {.advance = 20000}, 0, "Td", ")-20"},
    {"one a little ahead", "ab cd", 2, {.advance = 500}, 0, ")-50(", "ActualT"},
    {"one far back", "ab cd", 2, {.advance = -20000}, 0, "Td", "ActualT"},
    {"one aside", "ab cd", 3, {.dx = 300}, 0, ")-30(", "ActualT"},
    {"one above", "ab cd", 3, {.dy = 300}, 0, ".3 Ts", "ActualT"},
    {"a space that is a tab", "ab\tcd", 0, {0}, 700, "(ab cd)Tj", "Actual"},
    {"wide spaces", "ab cd", 0, {0}, 700, ".7 Tw", "TJ"},
    {"a letter of another text", "ax cd", 0, {0}, 0, "ActualText<FEFF0078>",
	"TJ"},
    {"one whose text ends too far", "ab cd", 3, {.cluster = 9}, 0,
	"(ab)Tj\n/Span<</ActualText<FEFF>>>BDC", "TJ"},
};

static void
test_places(struct bench *b)
{
	for (size_t i = 0; i < COUNT(places); i++) {
		struct galley *galley = make(b, "ab cd");
		struct glyph glyphs[5];
		struct run *run = galley->lines[0].runs;
		memcpy(glyphs, run->glyphs, sizeof glyphs);
		struct glyph *to = &glyphs[places[i].glyph];
		to->advance += places[i].change.advance;
		to->dx += places[i].change.dx;
		to->dy += places[i].change.dy;
		to->cluster += places[i].change.cluster;
		run->glyphs = glyphs;
		run->word_space = places[i].space;
		run->text = slice_view(places[i].text);
		start(b, false);
		content_add_lines(&b->content, galley, 0, 1, 0, 100000);
		test_true(places[i].name, !b->content.failed);
		test_true(places[i].name, has(b, places[i].want));
		test_true(places[i].name, !has(b, places[i].without));
		if (!has(b, places[i].want) || has(b, places[i].without))
			printf("%s\n", strbuf_text(&b->out));
	}
}

int
main(void)
{
	struct bench b = {.press = press_open()};
	make(&b, "ab cd ett tva");
	press_fix_codes(&b.press);
	b.deflater = deflater_new();
	b.faces = faces_new(b.press.job_mem, b.press.set, b.press.codes,
	    b.deflater, b.press.diag);
	if (b.faces) {
		test_bars(&b);
		test_codes(&b);
		test_joined(&b);
		test_unknown(&b);
		test_places(&b);
	}
	test_true("faces", b.faces != NULL);
	strbuf_fini(&b.out);
	deflater_free(b.deflater);
	press_close(&b.press);
	return test_end();
}
