/* What stands in a frame: blocks one below the other, an address's lines. */
#include "sample.h"
#include "test.h"

#define STATIONERY                                                             \
	"name: Test\n"                                                         \
	"page: {width: 220pt, height: 400pt}\n"                                \
	"styles:\n"                                                            \
	"  body: {family: Noto Serif, size: 10pt, leading: 10pt}\n"            \
	"  spaced: {base: body, before: 3pt, after: 5pt}\n"                    \
	"  signed: {base: body, pen: 20pt}\n"                                  \
	"frames:\n"                                                            \
	"  body: {role: body, x: 10pt, y: 10pt, width: 200pt, height: 90pt}\n" \
	"  text: {x: 10pt, y: 200pt, width: 200pt, height: 60pt, text: a}\n"   \
	"  address: {role: address, pages: first, x: 10pt, y: 300pt, width: "  \
	"200pt, height: 30pt}\n"

/* Blocks as "style:text", parted by "|"; `want`: where each begins, in pt. */
static const struct {
	const char *name, *blocks, *want;
} cases[] = {
    {"one", "body:a", "200"},
    {"two", "body:a|body:b", "200 210"},
    {"the larger gap of two", "spaced:a|spaced:b|body:c", "200 215 230"},
    {"a gap above", "body:a|spaced:b", "200 213"},
    {"no gap above the first", "spaced:a", "200"},
    {"room for a pen", "body:a|signed:b", "200 230"},
    {"none above the first", "signed:a|body:b", "200 210"},
    {"an empty block", "body:|body:b", "200"},
    {"an empty one between", "spaced:a|body:|body:b", "200 215"},
    {"nothing", "", ""},
    {"as much as it holds", "body:a\nb\nc|body:d\ne\nf", "200 230"},
    {"more", "body:a\nb\nc|body:d\ne\nf\ng", "frame-full"},
    {"more of a row", "body:a\nb\nc|body:<d>\ne\nf\ng", "frame-full"},
};

static struct frame_content
make_blocks(struct sample *s, const char *text)
{
	struct frame_content content = {0};
	struct node *root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
	while (*text) {
		size_t len = strcspn(text, "|"), style = strcspn(text, ":");
		struct slice name = {text, style};
		struct slice rest = {text + style + 1, len - style - 1};
		sample_block(s, s->mem, root, NODE_PARAGRAPH,
		    arena_dup_text(s->mem, name), arena_dup_text(s->mem, rest));
		text += len + (text[len] == '|');
	}
	content.blocks = sample_children(s->mem, root, &content.count);
	return content;
}

static void
test_blocks(struct sample *s)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct pages pages;
		struct problem why = {0};
		struct strbuf out = {0};
		struct letter_content content = sample_content(s);
		struct frame_content *frames = sample_frames(s);
		frames[1] = make_blocks(s, cases[i].blocks);
		content.frames = frames;
		content.address_count = 0;
		bool ok = setter_set_letter(
		    s->setter, s->mem, &content, &pages, &why);
		if (!ok)
			strbuf_add_text(&out, why.message->code);
		for (size_t k = 0; ok && k < pages.at[0].count; k++) {
			const struct piece *p = &pages.at[0].pieces[k];
			if (strcmp(p->role, "text") == 0)
				strbuf_print(&out, "%s%d", out.len ? " " : "",
				    p->y / 1000);
		}
		test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
		strbuf_fini(&out);
	}
}

static void
test_address(struct sample *s)
{
	static const struct slice lines[] = {
	    {"A", 1}, {"", 0}, {"852 38 B", sizeof "852 38 B" - 1}};
	struct pages pages;
	struct problem why = {0};
	struct letter_content content = sample_content(s);
	content.address = lines;
	content.address_count = 3;
	test_true("an empty line in an address",
	    setter_set_letter(s->setter, s->mem, &content, &pages, &why));
	const struct piece *p = &pages.at[0].pieces[pages.at[0].count - 1];
	test_text("the address", p->role, "address");
	test_number("of three lines", (long long)p->galley->line_count, 3);
	test_number(
	    "one without text", (long long)p->galley->lines[1].run_count, 0);
	test_number("the last one's top", p->galley->lines[2].top, 20000);
}

/* What many letters have is set once, where it can be told from others. */
static void
test_shared(struct sample *s)
{
	struct pages pages, again;
	struct problem why = {0};
	for (uint32_t id = 0; id < 2; id++) {
		s->root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
		sample_paragraph(s, "Brevet")->id = id;
		struct letter_content content = sample_content(s);
		content.address_count = 0;
		test_true("set", setter_set_letter(s->setter, s->mem, &content,
				     &pages, &why));
		test_true("set again", setter_set_letter(s->setter, s->mem,
					   &content, &again, &why));
		const struct galley *galley = pages.at[0].pieces[0].galley;
		test_true("is shared", (galley->id > 0) == (id > 0));
		test_true(
		    "the same galley", galley == again.at[0].pieces[0].galley);
	}
}

/* A pen's room inside a quote. */
static void
test_pen(struct sample *s)
{
	struct pages pages;
	struct problem why = {0};
	s->root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
	struct node *quote =
	    sample_block(s, s->mem, NULL, NODE_QUOTE, NULL, NULL);
	for (int i = 0; i < 7; i++)
		sample_block(s, s->mem, quote, NODE_PARAGRAPH, "body", "a");
	sample_block(s, s->mem, quote, NODE_PARAGRAPH, "signed", "b");
	struct letter_content content = sample_content(s);
	content.address_count = 0;
	test_true("set",
	    setter_set_letter(s->setter, s->mem, &content, &pages, &why));
	test_number("two pages", (long long)pages.count, 2);
	test_number("a signature is not alone on the second",
	    pages.at[1].pieces[0].to - pages.at[1].pieces[0].from, 2);
	const struct galley *galley = pages.at[0].pieces[0].galley;
	test_number("below the pen's room",
	    galley->lines[7].top - galley->lines[6].bottom, 20000);
}

int
main(void)
{
	struct sample s;
	if (!sample_open(&s, STATIONERY))
		return 1;
	test_blocks(&s);
	test_address(&s);
	test_shared(&s);
	test_pen(&s);
	sample_close(&s);
	return test_end();
}
