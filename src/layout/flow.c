#include "layout/flow.h"

#include <assert.h>

/* A place in the letter: a line of a block. */
struct place {
	uint32_t block, line;
};

struct filler {
	struct arena *mem;
	const struct block *const *blocks;
	uint32_t count;
	struct flow *flow;
	size_t room;
	bool forms; /* some block is a form … */
	bool divide; /* … that may be divided */
};

enum { FORM_REACH = 3 }; /* blocks between a form and its heading */

static bool
is_short(const struct block *block)
{
	return block->galley.line_count <= 2;
}

static bool
is_rule(const struct block *block)
{
	return block->galley.node && block->galley.node->kind == NODE_RULE;
}

/* Lines of block i where it stays with its heading; otherwise 0. */
static size_t
lines_below_heading(const struct filler *f, uint32_t i)
{
	return i > 0 && f->blocks[i - 1]->keep_with_next &&
		       !f->blocks[i - 1]->pen
		   ? f->blocks[i]->galley.line_count
		   : 0;
}

static bool
is_heading(const struct block *block)
{
	const struct node *node = block->galley.node;
	return (block->keep_with_next && !block->pen) ||
	       (node && node->kind == NODE_HEADING);
}

/*
 * Whether block i is of one form with the block before it: a form after a
 * form, or what stands between a heading and a form, the form included. Without
 * a heading the form has the block just before it.
 */
static bool
is_in_form(const struct filler *f, uint32_t i)
{
	uint32_t form = i, heading = i;
	if (f->blocks[i]->form && f->blocks[i - 1]->form)
		return true;
	while (form < f->count && form - i < FORM_REACH &&
	       !f->blocks[form]->form && !is_heading(f->blocks[form]))
		form++;
	if (form == f->count || !f->blocks[form]->form)
		return false;
	while (heading > 0 && form - heading <= FORM_REACH &&
	       !is_heading(f->blocks[heading - 1]))
		heading--;
	bool found = heading > 0 && form - heading <= FORM_REACH;
	return found || form == i;
}

/* Whether block i must stay on the page of the block before it. */
static bool
stays(const struct filler *f, uint32_t i)
{
	if (i == 0 || f->blocks[i - 1]->keep_with_next || f->blocks[i]->pen)
		return true;
	if (f->forms && !f->divide && is_in_form(f, i))
		return true;
	/* One line is little below a heading. */
	if (lines_below_heading(f, i - 1) == 1)
		return true;
	/* A rule parts what is above it from the heading below. */
	if (is_rule(f->blocks[i - 1]) && f->blocks[i]->keep_with_next)
		return true;
	/* The closing phrase before a signature takes some text along. */
	return i + 1 < f->count && f->blocks[i + 1]->pen &&
	       is_short(f->blocks[i]);
}

static bool
may_end_before(const struct filler *f, struct place p)
{
	if (p.line == 0)
		return !stays(f, p.block);
	if (f->blocks[p.block]->form && !f->divide)
		return false;
	return f->blocks[p.block]->cuts[p.line] &&
	       (p.line > 1 || !lines_below_heading(f, p.block));
}

static mpt
gap_before(const struct filler *f, uint32_t i)
{
	mpt after = f->blocks[i - 1]->after, before = f->blocks[i]->before;
	return (after > before ? after : before) + f->blocks[i]->pen;
}

static mpt
line_top(const struct block *block, uint32_t line)
{
	return block->galley.lines[line].top;
}

/* Height of a table's head with the space below it. */
static mpt
head_height(const struct block *block)
{
	return block->head ? line_top(block, block->head) : 0;
}

/* Lowest bottom of lines [from, to): a row's cells differ in height. */
static mpt
lines_bottom(const struct block *block, uint32_t from, uint32_t to)
{
	mpt bottom = 0;
	for (uint32_t i = from; i < to; i++) {
		mpt own = block->galley.lines[i].bottom;
		bottom = own > bottom ? own : bottom;
	}
	return bottom;
}

static bool
at_end(const struct filler *f, struct place p)
{
	return p.block == f->count;
}

/* Skips blocks without lines. */
static struct place
settle(const struct filler *f, struct place p)
{
	while (p.block < f->count &&
	       p.line >= f->blocks[p.block]->galley.line_count)
		p = (struct place){p.block + 1, 0};
	return p;
}

/* Where the top of block p.block comes when a page begins with p. */
static mpt
first_offset(const struct filler *f, struct place p)
{
	const struct block *block = f->blocks[p.block];
	mpt repeated = p.line > block->head ? head_height(block) : 0;
	return repeated - line_top(block, p.line);
}

/* True where no line of the block crosses the top of line `line`. */
static bool
is_clean(const struct block *block, uint32_t line)
{
	const struct line *lines = block->galley.lines;
	for (uint32_t i = 0; i < block->galley.line_count; i++) {
		if (i < line ? lines[i].bottom > lines[line].top
			     : lines[i].top < lines[line].top)
			return false;
	}
	return true;
}

static bool
may_end(const struct filler *f, struct place p, bool anywhere)
{
	return anywhere ? is_clean(f->blocks[p.block], p.line)
			: may_end_before(f, p);
}

/*
 * The last place within `height` where a page may end that begins at
 * `from`; `from` itself where there is none.
 */
static struct place
find_end(const struct filler *f, struct place from, mpt height, bool anywhere)
{
	struct place found = from;
	assert(!at_end(f, from));
	mpt offset = first_offset(f, from);
	for (struct place p = from;;) {
		const struct block *block = f->blocks[p.block];
		if (offset + block->galley.lines[p.line].bottom > height)
			return found;
		struct place next =
		    settle(f, (struct place){p.block, p.line + 1});
		if (at_end(f, next))
			return next;
		if (next.block != p.block)
			offset += block->galley.height;
		for (uint32_t i = p.block + 1; i <= next.block; i++)
			offset += gap_before(f, i);
		p = next;
		if (may_end(f, p, anywhere))
			found = p;
	}
}

static void
add_piece(struct filler *f, struct flow_page *page, struct flow_piece piece)
{
	page->pieces[page->count++] = piece;
	const struct block *block = f->blocks[piece.block];
	mpt bottom = piece.y + lines_bottom(block, piece.from, piece.to) -
		     line_top(block, piece.from);
	page->height = bottom > page->height ? bottom : page->height;
}

static void
fill_page(struct filler *f, struct place from, struct place end)
{
	struct flow_page *page = &f->flow->pages[f->flow->count++];
	uint32_t blocks = end.block - from.block + 2;
	*page = (struct flow_page){
	    .pieces = ARENA_ARRAY(f->mem, struct flow_piece, blocks)};
	const struct block *first = f->blocks[from.block];
	mpt offset = first_offset(f, from);
	if (from.line > first->head && first->head)
		add_piece(f, page,
		    (struct flow_piece){from.block, 0, first->head, 0, true});
	for (uint32_t i = from.block; i <= end.block && i < f->count; i++) {
		const struct block *block = f->blocks[i];
		uint32_t a = i == from.block ? from.line : 0;
		uint32_t b = i == end.block
				 ? end.line
				 : (uint32_t)block->galley.line_count;
		if (a < b)
			add_piece(f, page,
			    (struct flow_piece){
				i, a, b, offset + line_top(block, a), false});
		offset += block->galley.height;
		if (i + 1 < f->count)
			offset += gap_before(f, i + 1);
	}
}

/* The form that a page ends in, or that is taken from what belongs to it. */
static void
note_divided(struct filler *f, struct place end)
{
	struct filler whole = *f;
	whole.divide = false;
	if (f->flow->divided || may_end_before(&whole, end))
		return;
	for (uint32_t i = end.block; i < f->count && !f->flow->divided; i++) {
		if (f->blocks[i]->form)
			f->flow->divided = f->blocks[i];
	}
}

static bool
same_place(struct place a, struct place b)
{
	return a.block == b.block && a.line == b.line;
}

bool
flow_blocks(struct arena *mem, const struct block *const *blocks, size_t count,
    mpt first, mpt next, struct flow *flow)
{
	struct filler f = {mem, blocks, (uint32_t)count, flow, 0, false, false};
	*flow = (struct flow){0};
	for (size_t i = 0; i < count; i++)
		f.forms |= blocks[i]->form;
	struct place from = settle(&f, (struct place){0, 0});
	if (at_end(&f, from)) {
		flow->pages = ARENA_NEW(mem, struct flow_page);
		flow->count = 1;
	}
	while (!at_end(&f, from)) {
		mpt height = flow->count ? next : first;
		struct place end = find_end(&f, from, height, false);
		f.divide = f.forms && same_place(end, from);
		if (f.divide) {
			end = find_end(&f, from, height, false);
			note_divided(&f, end);
		}
		f.divide = false;
		if (same_place(end, from))
			end = find_end(&f, from, height, true);
		if (same_place(end, from) || flow->count == FLOW_PAGES_MOST)
			return false;
		flow->pages = arena_grow(mem, flow->pages, &f.room,
		    flow->count + 1, sizeof *flow->pages);
		fill_page(&f, from, end);
		from = end;
	}
	return true;
}
