/*
 * The side on which things stand: a list's markers and a code, in languages of
 * both directions.
 */
#include "layout/enclosure.h"
#include "sample.h"
#include "test.h"

#define STATIONERY                                                             \
	"name: Test\n"                                                         \
	"page: {width: 220pt, height: 400pt}\n"                                \
	"styles:\n"                                                            \
	"  body: {family: Noto Serif, size: 10pt, leading: 10pt}\n"            \
	"  list: {base: body}\n"                                               \
	"  right: {base: body, align: right}\n"                                \
	"  centred: {base: body, align: centred}\n"                            \
	"  narrow: {base: body, indent: 170pt}\n"                              \
	"frames:\n"                                                            \
	"  body: {role: body, x: 10pt, y: 10pt, width: 200pt, height: "        \
	"300pt}\n"

enum { WIDTH = 200000 };

static const struct galley *
set(struct sample *s, const char *language, struct problem *why)
{
	struct pages pages;
	struct letter_content content = sample_content(s);
	content.language = language;
	content.address_count = 0;
	if (!setter_set_letter(s->setter, s->mem, &content, &pages, why))
		return NULL;
	return pages.at[0].pieces[0].galley;
}

/* `want`: each line's runs from left to right, "+" between them. */
static const struct {
	const char *name, *language;
	bool ordered;
	const char *items[4];
	const char *want;
} lists[] = {
    {"Swedish", "sv", false, {"ett", "två"}, "\u2022+ett, \u2022+två"},
    {"numbers", "sv", true, {"ett", "två"}, "9.+ett, 10.+två"},
    {"an empty item", "sv", true, {"ett", "", "tre"}, "9.+ett, 10., 11.+tre"},
    {"Hebrew", "he", false, {"\u05d0", "\u05d1"},
	"\u05d0+\u2022, \u05d1+\u2022"},
    {"Hebrew numbers", "he", true, {"\u05d0", "", "\u05d1"},
	"\u05d0+./9, ./10, \u05d1+./11"},
};

static int
by_place(const void *a, const void *b)
{
	const struct run *one = a, *other = b;
	return (one->x > other->x) - (one->x < other->x);
}

static mpt
run_width(const struct run *run)
{
	mpt width = 0;
	for (size_t i = 0; i < run->count; i++)
		width += run->glyphs[i].advance;
	return width;
}

/* Runs that touch have "/" between them. */
static void
write_line(const struct line *line, struct strbuf *out)
{
	struct run runs[8];
	mpt end = 0;
	memcpy(runs, line->runs, line->run_count * sizeof *runs);
	qsort(runs, line->run_count, sizeof *runs, by_place);
	for (size_t i = 0; i < line->run_count; i++) {
		if (i)
			strbuf_add_char(out, runs[i].x <= end + 1 ? '/' : '+');
		strbuf_add(out, runs[i].text);
		end = runs[i].x + run_width(&runs[i]);
		test_true("inside", runs[i].x >= 0 && end <= WIDTH + 1);
	}
}

static void
test_lists(struct sample *s)
{
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct strbuf out = {0};
		struct problem why = {0};
		s->root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
		sample_list(s, lists[i].ordered, lists[i].items)->start = 9;
		const struct galley *galley = set(s, lists[i].language, &why);
		for (size_t k = 0; galley && k < galley->line_count; k++) {
			strbuf_add_text(&out, k ? ", " : "");
			write_line(&galley->lines[k], &out);
		}
		test_slice(lists[i].name, strbuf_view(&out), lists[i].want);
		strbuf_fini(&out);
	}
}

/* A code's place from the left or the right edge; or why the letter is held. */
static const struct {
	const char *name, *style, *language, *text;
	enum { LEFT, RIGHT, MIDDLE } side;
	const char *held;
} codes[] = {
    {"left", NULL, "sv", "https://exempel.se", LEFT, NULL},
    {"right", "right", "sv", "https://exempel.se", RIGHT, NULL},
    {"Hebrew", NULL, "he", "https://exempel.se", RIGHT, NULL},
    {"in the middle", "centred", "sv", "https://exempel.se", MIDDLE, NULL},
    {"Hebrew in the middle", "centred", "he", "https://exempel.se", MIDDLE,
	NULL},
    {"too wide", "narrow", "sv", "https://exempel.se", LEFT, "code-not-placed"},
    {"of nothing", NULL, "sv", "", LEFT, "code-not-placed"},
};

static void
test_codes(struct sample *s)
{
	for (size_t i = 0; i < COUNT(codes); i++) {
		struct problem why = {0};
		const char *name = codes[i].name;
		s->root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
		struct node *block = sample_block(
		    s, s->mem, NULL, NODE_PARAGRAPH, codes[i].style, NULL);
		struct node *image = node_new(s->mem, NODE_IMAGE, NO_SPAN);
		struct slice target[] = {
		    SLICE("qr:"), slice_view(codes[i].text)};
		image->target = arena_join(s->mem, target, 2, SLICE(""));
		node_append(block, image);
		const struct galley *galley = set(s, codes[i].language, &why);
		if (codes[i].held) {
			test_true(name, !galley);
			test_text(name, why.message->code, codes[i].held);
			continue;
		}
		test_true(name, galley && galley->image_count == 1);
		if (!galley || !galley->image_count)
			continue;
		mpt room = WIDTH - galley->images[0].width;
		test_number(name, galley->images[0].x,
		    codes[i].side == LEFT    ? 0
		    : codes[i].side == RIGHT ? room
					     : room / 2);
	}
}

static void
test_enclosures(void)
{
	static const struct {
		mpt width, height;
		bool fits;
	} sheets[] = {{595276, 841890, true}, {595000, 841500, true},
	    {595276, 800000, false}, {500000, 841890, false},
	    {841890, 595276, false}};
	const struct enclosure enclosure = {.width = 595276, .height = 841890};
	for (size_t i = 0; i < COUNT(sheets); i++)
		test_number("a sheet",
		    enclosure_fits(
			&enclosure, sheets[i].width, sheets[i].height),
		    sheets[i].fits);
}

int
main(void)
{
	struct sample s;
	if (!sample_open(&s, STATIONERY))
		return 1;
	test_lists(&s);
	test_codes(&s);
	test_enclosures();
	sample_close(&s);
	return test_end();
}
