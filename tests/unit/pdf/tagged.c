/* Which blocks are one element of the PDF's structure, and may be a form. */
#include "pdf/tagged.h"

#include "test.h"

static struct node *
add(struct arena *mem, struct node *parent, enum node_kind kind)
{
	struct node *node = node_new(mem, kind, NO_SPAN);
	if (parent)
		node_append(parent, node);
	return node;
}

struct bench {
	struct arena *mem;
	struct node *block, *text;
	struct run run;
	struct line lines[2];
	struct bar bar;
	struct image image;
	struct galley galley;
};

static void
set_bar(struct bench *b)
{
	b->galley.bar_count = 1;
}

static void
set_image(struct bench *b)
{
	b->galley.image_count = 1;
}

static void
set_no_line(struct bench *b)
{
	b->galley.line_count = 0;
}

static void
set_other_block(struct bench *b)
{
	b->lines[1].block = add(b->mem, NULL, NODE_PARAGRAPH);
}

static void
set_rule(struct bench *b)
{
	b->run.rule = 1;
}

static void
set_link(struct bench *b)
{
	struct node *link = add(b->mem, b->block, NODE_LINK);
	b->run.source = add(b->mem, add(b->mem, link, NODE_STRONG), NODE_TEXT);
}

static void
set_item(struct bench *b)
{
	b->run.source = add(b->mem, NULL, NODE_ITEM);
}

static void
set_language(struct bench *b)
{
	struct node *strong = add(b->mem, b->block, NODE_STRONG);
	strong->language = SLICE("en");
	b->run.source = add(b->mem, strong, NODE_TEXT);
}

/* Its own element has it. */
static void
set_block_language(struct bench *b)
{
	b->block->language = SLICE("en");
}

static void
set_emphasis(struct bench *b)
{
	b->run.source =
	    add(b->mem, add(b->mem, b->block, NODE_EMPHASIS), NODE_TEXT);
}

static void
set_no_source(struct bench *b)
{
	b->run.source = NULL;
}

static void
set_no_run(struct bench *b)
{
	b->lines[0].run_count = b->lines[1].run_count = 0;
}

static const struct {
	const char *name;
	void (*set)(struct bench *);
	bool simple;
} cases[] = {
    {"a paragraph", NULL, true},
    {"with emphasis", set_emphasis, true},
    {"of nobody's text", set_no_source, true},
    {"without text", set_no_run, true},
    {"in a language", set_block_language, true},
    {"with a bar", set_bar, false},
    {"with a picture", set_image, false},
    {"without lines", set_no_line, false},
    {"of two blocks", set_other_block, false},
    {"with a line to write on", set_rule, false},
    {"with a link", set_link, false},
    {"with an item's number", set_item, false},
    {"with a word in a language", set_language, false},
};

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bench b = {.mem = mem};
		b.block = add(mem, NULL, NODE_PARAGRAPH);
		b.text = add(mem, b.block, NODE_TEXT);
		b.run.source = b.text;
		for (size_t k = 0; k < 2; k++)
			b.lines[k] = (struct line){
			    .runs = &b.run, .run_count = 1, .block = b.block};
		b.galley = (struct galley){.lines = b.lines,
		    .line_count = 2,
		    .bars = &b.bar,
		    .images = &b.image};
		if (cases[i].set)
			cases[i].set(&b);
		test_true(cases[i].name,
		    tagged_is_simple(&b.galley) == cases[i].simple);
	}
	arena_free(mem);
	return test_end();
}
