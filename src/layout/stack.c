#include "layout/stack.h"

enum { ORPHANS = 2, WIDOWS = 2 };

void
stack_open(struct stack *stack, mpt before, mpt pen)
{
	if (before > stack->gap)
		stack->gap = before;
	stack->pen += pen;
}

void
stack_close(struct stack *stack, mpt after, bool keep_with_next)
{
	if (after > stack->gap)
		stack->gap = after;
	stack->keep = keep_with_next;
}

/* The space above what comes now; says whether a page may end in it. */
static bool
use_gap(struct stack *stack)
{
	bool first = stack_is_empty(stack);
	bool may_cut = !first && !stack->keep && !stack->pen;
	if (!first)
		stack->y += stack->gap + stack->pen;
	stack->gap = stack->pen = 0;
	return may_cut;
}

static void
take_room(struct stack *stack, size_t more)
{
	struct arena *mem = stack->setting->mem;
	size_t need = stack->count + more;
	stack->lines = arena_grow(
	    mem, stack->lines, &stack->line_room, need, sizeof *stack->lines);
	stack->cuts = arena_grow(
	    mem, stack->cuts, &stack->cut_room, need, sizeof *stack->cuts);
}

/* A page does not end in a hyphen. */
static bool
is_hyphenated(const struct line *line)
{
	return line->run_count && line->runs[line->run_count - 1].hyphen;
}

static void
move_line(struct line *line, mpt by)
{
	line->top += by;
	line->bottom += by;
	line->baseline += by;
}

void
stack_add(struct stack *stack, const struct paragraph *paragraph,
    bool keep_together, bool may_cut)
{
	size_t count = paragraph->count;
	bool before = use_gap(stack) && may_cut;
	if (stack_is_empty(stack)) {
		/* The common block is one paragraph: no copy. */
		stack->lines = paragraph->lines;
		stack->line_room = count;
		stack->cuts = ARENA_ARRAY(stack->setting->mem, bool, count);
		stack->cut_room = count;
	} else {
		take_room(stack, count);
		memcpy(stack->lines + stack->count, paragraph->lines,
		    count * sizeof *stack->lines);
	}
	for (size_t i = 0; i < count; i++) {
		bool inside = !keep_together && i >= ORPHANS &&
			      count - i >= WIDOWS &&
			      !is_hyphenated(&paragraph->lines[i - 1]);
		stack->cuts[stack->count + i] = i ? inside : before;
		if (stack->y)
			move_line(&stack->lines[stack->count + i], stack->y);
	}
	stack->count += count;
	stack->y += paragraph->height;
}

struct line *
stack_add_empty(struct stack *stack, const struct node *node, mpt height)
{
	bool may_cut = use_gap(stack);
	take_room(stack, 1);
	struct line *line = &stack->lines[stack->count];
	*line = (struct line){.top = stack->y,
	    .bottom = stack->y + height,
	    .baseline = stack->y + height,
	    .block = node};
	stack->cuts[stack->count] = may_cut;
	stack->count++;
	stack->y += height;
	return line;
}

void
stack_add_bar(struct stack *stack, struct bar bar)
{
	stack->bars = arena_grow(stack->setting->mem, stack->bars,
	    &stack->bar_room, stack->bar_count + 1, sizeof *stack->bars);
	stack->bars[stack->bar_count++] = bar;
}

void
stack_add_image(struct stack *stack, struct image image)
{
	stack->images = arena_grow(stack->setting->mem, stack->images,
	    &stack->image_room, stack->image_count + 1, sizeof *stack->images);
	stack->images[stack->image_count++] = image;
}
