#include "layout/flow.h"

#include "base/strbuf.h"
#include "test.h"

/*
 * Blocks as text, lines 10 high: a number of lines, then what holds of the
 * block: k keep with next, t keep together, p pen, h two head lines,
 * H a heading's node, g 5 before and after, l a list of one-line items, r a rule, f a form, with
 * each line a row. Pages as
 * "block:from-to" with a bar between.
 */
static const struct {
	const char *name, *blocks;
	int first, next;
	const char *want;
} cases[] = {
    {"one page", "3 2", 50, 50, "0:0-3 1:0-2"},
    {"gap counts", "3g 2g", 54, 54, "0:0-3 | 1:0-2"},
    {"gap on top is dropped", "5 2g", 50, 50, "0:0-5 | 1:0-2"},
    {"two lines on each side", "3 4", 60, 60, "0:0-3 1:0-2 | 1:2-4"},
    {"no orphan", "4 4", 50, 50, "0:0-4 | 1:0-4"},
    {"no widow", "6", 50, 50, "0:0-4 | 0:4-6"},
    {"three lines stay whole", "3 3", 50, 50, "0:0-3 | 1:0-3"},
    {"keep together", "3 4t", 60, 60, "0:0-3 | 1:0-4"},
    {"heading goes along", "4 1k 4", 60, 60, "0:0-4 | 1:0-1 2:0-4"},
    {"heading with two lines", "2 1k 4", 50, 50, "0:0-2 1:0-1 2:0-2 | 2:2-4"},
    {"headings in a row", "3 1k 1k 3", 50, 50, "0:0-3 | 1:0-1 2:0-1 3:0-3"},
    {"signature takes the closing and two lines", "4 1 1p", 65, 65,
	"0:0-2 | 0:2-4 1:0-1 2:0-1"},
    {"signature with its title", "2 4 1 1pk 1", 80, 80,
	"0:0-2 1:0-2 | 1:2-4 2:0-1 3:0-1 4:0-1"},
    {"a heading and two items", "3 1k 5l", 60, 60, "0:0-3 1:0-1 2:0-2 | 2:2-5"},
    {"a heading without one item alone", "3 1k 5l", 50, 90,
	"0:0-3 | 1:0-1 2:0-5"},
    {"a heading, one line and more", "3 1k 1 3", 50, 90,
	"0:0-3 | 1:0-1 2:0-1 3:0-3"},
    {"a rule goes with the heading below", "3 1r 1k 4", 60, 90,
	"0:0-3 | 1:0-1 2:0-1 3:0-4"},
    {"a rule stays with text", "3 1r 4", 50, 90, "0:0-3 1:0-1 | 2:0-4"},
    {"a form stays whole", "3 1k 3f", 50, 50, "0:0-3 | 1:0-1 2:0-3"},
    {"a form with a heading that nothing else is kept with", "3 1H 3f", 50, 50,
	"0:0-3 | 1:0-1 2:0-3"},
    {"a form and what is above it do not fit a page", "3 3f", 50, 50,
	"0:0-3 1:0-2 | 1:2-3 divided"},
    {"a form with its heading and line", "4 1r 1k 1 4f", 80, 80,
	"0:0-4 | 1:0-1 2:0-1 3:0-1 4:0-4"},
    {"a form with three blocks below its heading", "3 1k 2 2 2 2f", 70, 90,
	"0:0-3 | 1:0-1 2:0-2 3:0-2 4:0-2 5:0-2"},
    {"a form far from its heading", "3 1k 2 2 2 2 2f", 100, 90,
	"0:0-3 1:0-1 2:0-2 3:0-2 4:0-2 | 5:0-2 6:0-2"},
    {"a form without a heading takes the block before", "3 3 2f", 70, 90,
	"0:0-3 | 1:0-3 2:0-2"},
    {"forms in a row", "3 1k 1f 1f 1f", 50, 90,
	"0:0-3 | 1:0-1 2:0-1 3:0-1 4:0-1"},
    {"another heading between", "3 1k 3 1k 2f", 80, 90,
	"0:0-3 1:0-1 2:0-3 | 3:0-1 4:0-2"},
    {"a form higher than a page", "3 1k 8f", 50, 50,
	"0:0-3 | 1:0-1 2:0-4 | 2:4-8 divided"},
    {"head repeated", "8h", 50, 50, "0:0-5 | 0:0-2r 0:5-8"},
    {"longer than a page", "12t", 50, 50, "0:0-5 | 0:5-10 | 0:10-12"},
    {"other height on the first page", "6", 20, 60, "0:0-2 | 0:2-6"},
    {"empty blocks", "0 2 0 0 2 0", 100, 100, "1:0-2 4:0-2"},
    {"nothing", "", 50, 50, ""},
    {"too high", "1", 5, 5, "no"},
};

static const struct node rule = {.kind = NODE_RULE};
static const struct node heading = {.kind = NODE_HEADING};

static struct block *
make_block(struct arena *mem, const char *text)
{
	struct block *block = ARENA_NEW(mem, struct block);
	size_t count = 0;
	for (; *text >= '0' && *text <= '9'; text++)
		count = count * 10 + (size_t)(*text - '0');
	bool together = strchr(text, 't') != NULL;
	block->keep_with_next = strchr(text, 'k') != NULL;
	block->form = strchr(text, 'f') != NULL;
	block->pen = strchr(text, 'p') ? 10 : 0;
	block->head = strchr(text, 'h') ? 2 : 0;
	block->galley.node = strchr(text, 'r')	 ? &rule
			     : strchr(text, 'H') ? &heading
						 : NULL;
	block->before = block->after = strchr(text, 'g') ? 5 : 0;
	block->galley.lines = ARENA_ARRAY(mem, struct line, count);
	block->galley.line_count = count;
	block->galley.height = (mpt)count * 10;
	block->cuts = ARENA_ARRAY(mem, bool, count);
	for (size_t i = 0; i < count; i++) {
		block->galley.lines[i].top = (mpt)i * 10;
		block->galley.lines[i].bottom = (mpt)i * 10 + 10;
		block->cuts[i] = strchr(text, 'l') || block->form ? i > 0
				 : block->head
				     ? i > block->head
				     : !together && i >= 2 && count - i >= 2;
	}
	return block;
}

static size_t
make_blocks(struct arena *mem, const char *text, const struct block **blocks)
{
	size_t count = 0;
	char *copy = (char *)arena_raw(mem, strlen(text) + 1), *rest;
	strcpy(copy, text);
	for (char *word = strtok_r(copy, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest))
		blocks[count++] = make_block(mem, word);
	return count;
}

static void
write_flow(const struct flow *flow, struct strbuf *out)
{
	for (size_t i = 0; i < flow->count; i++) {
		const struct flow_page *page = &flow->pages[i];
		strbuf_add_text(out, i ? " |" : "");
		for (size_t j = 0; j < page->count; j++) {
			const struct flow_piece *p = &page->pieces[j];
			strbuf_print(out, "%s%u:%u-%u%s", out->len ? " " : "",
			    p->block, p->from, p->to, p->repeated ? "r" : "");
		}
	}
	strbuf_add_text(out, flow->divided ? " divided" : "");
}

/* Every line comes once and in order, and no page is overfull. */
static bool
is_whole(const struct flow *flow, const struct block *const *blocks,
    size_t count, mpt first, mpt next)
{
	size_t block = 0, line = 0;
	for (size_t i = 0; i < flow->count; i++) {
		if (flow->pages[i].height > (i ? next : first))
			return false;
		for (size_t j = 0; j < flow->pages[i].count; j++) {
			const struct flow_piece *p = &flow->pages[i].pieces[j];
			if (p->repeated)
				continue;
			while (block < count &&
			       line == blocks[block]->galley.line_count) {
				block++;
				line = 0;
			}
			if (p->block != block || p->from != line)
				return false;
			line = p->to;
		}
	}
	while (block < count && line == blocks[block]->galley.line_count) {
		block++;
		line = 0;
	}
	return block == count;
}

static void
test_at_random(struct arena *mem)
{
	uint32_t state = 1;
	bool whole = true;
	for (int n = 0; n < 2000; n++) {
		const struct block *blocks[12];
		struct flow flow;
		size_t count = 1 + (state >> 8) % 12;
		for (size_t i = 0; i < count; i++) {
			char text[16];
			state = state * 1664525u + 1013904223u;
			snprintf(text, sizeof text, "%u%s%s%s%s%s", state >> 28,
			    (state & 0xC0000) == 0 ? "f" : "",
			    state & 0x100 ? "g" : "",
			    (state & 0xE00) == 0 ? "k" : "",
			    (state & 0x7000) == 0 ? "p" : "",
			    (state & 0x38000) == 0 ? "t" : "");
			blocks[i] = make_block(mem, text);
		}
		whole &= flow_blocks(mem, blocks, count, 60, 80, &flow) &&
			 is_whole(&flow, blocks, count, 60, 80);
		arena_reset(mem);
	}
	test_true("2000 letters: every line once, no page overfull", whole);
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct block *blocks[16];
		struct flow flow;
		struct strbuf out = {0};
		size_t count = make_blocks(mem, cases[i].blocks, blocks);
		if (flow_blocks(mem, blocks, count, cases[i].first,
			cases[i].next, &flow))
			write_flow(&flow, &out);
		else
			strbuf_add_text(&out, "no");
		test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
		strbuf_fini(&out);
	}
	test_at_random(mem);
	arena_free(mem);
	return test_end();
}
