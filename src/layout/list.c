#include "layout/line_make.h"
#include "layout/messages.h"
#include "layout/stack.h"

/* Markers of one list: all of one width, so that its texts align. */
struct markers {
	const struct style *style;
	mpt width; /* of the widest */
	mpt column; /* from the marker's left edge to the text */
};

/* Bullets first, dashes inside them. */
static struct slice
bullet_of(const struct node *list)
{
	size_t depth = 0;
	for (const struct node *n = list->parent; n; n = n->parent)
		depth += n->kind == NODE_LIST;
	return depth % 2 ? SLICE("\xE2\x80\x93") : SLICE("\xE2\x80\xA2");
}

static bool
set_marker(const struct setting *setting, const struct node *list,
    const struct node *item, int32_t number, const struct style *style,
    struct paragraph *marker)
{
	struct slice text = list->ordered
				? arena_print(setting->mem, "%d.", number)
				: bullet_of(list);
	struct style left = *style;
	left.align = TEXT_RAGGED;
	return paragraph_set_plain(setting, text, item, &left, 0, 0, marker);
}

static bool
measure_markers(const struct setting *setting, const struct node *list,
    const struct style *style, struct markers *markers)
{
	int32_t number = list->start;
	*markers = (struct markers){.style = style};
	for (const struct node *item = list->first; item; item = item->next) {
		struct paragraph marker;
		if (!set_marker(setting, list, item, number++, style, &marker))
			return false;
		if (marker.lines[0].width > markers->width)
			markers->width = marker.lines[0].width;
		if (!list->ordered)
			break;
	}
	mpt column = markers->width + style->size / 2;
	mpt least = style->size + style->size / 12;
	markers->column = column > least ? column : least;
	return true;
}

/* Puts the marker's runs before those of the item's first line. */
static void
join_marker(
    struct stack *stack, struct line *line, const struct paragraph *marker)
{
	struct line *m = &marker->lines[0];
	size_t count = m->run_count + line->run_count;
	struct run *runs = ARENA_ARRAY(stack->setting->mem, struct run, count);
	memcpy(runs, m->runs, m->run_count * sizeof *runs);
	if (line->run_count)
		memcpy(runs + m->run_count, line->runs,
		    line->run_count * sizeof *runs);
	line->runs = runs;
	line->run_count = count;
}

/* Moves the marker to its place, on the side where the text begins. */
static void
place_marker(const struct stack *stack, const struct markers *markers, mpt x,
    mpt width, bool ordered, struct paragraph *marker)
{
	struct line *line = &marker->lines[0];
	/* Right-to-left lines were set flush with an edge at 0. */
	mpt own = line->runs[0].x;
	if (stack->setting->tongue->right_to_left)
		line_shift(line,
		    x + width - (ordered ? markers->width : line->width) - own);
	else
		line_shift(line,
		    x + (ordered ? markers->width - line->width : 0) - own);
}

static bool
stack_item(struct stack *stack, const struct node *list,
    const struct node *item, int32_t number, const struct markers *markers,
    mpt x, mpt width)
{
	const struct setting *setting = stack->setting;
	struct style inner = *markers->style;
	struct paragraph marker;
	mpt indent = markers->column;
	mpt text_x = setting->tongue->right_to_left ? x : x + indent;
	inner.indent = 0;
	if (list->tight)
		inner.before = inner.after = 0;
	if (!set_marker(setting, list, item, number, markers->style, &marker))
		return false;
	size_t first = stack->count;
	if (!stack_children(stack, item, &inner, text_x, width - indent))
		return false;
	if (stack->count == first)
		stack_add_empty(stack, item, markers->style->leading);
	place_marker(stack, markers, x, width, list->ordered, &marker);
	join_marker(stack, &stack->lines[first], &marker);
	return true;
}

bool
stack_list(struct stack *stack, const struct node *list,
    const struct style *style, mpt x, mpt width)
{
	struct markers markers;
	int32_t number = list->start;
	mpt between = list->tight ? style->between : style->after;
	if (!measure_markers(stack->setting, list, style, &markers))
		return false;
	if (markers.column >= width) {
		PROBLEM(
		    stack->setting->why, &layout_no_room, ARGS(style->name));
		return false;
	}
	bool inner = list->parent && list->parent->kind == NODE_ITEM;
	stack_open(stack, inner ? style->between : style->before, 0);
	for (const struct node *item = list->first; item; item = item->next) {
		if (item != list->first)
			stack_open(stack, between, 0);
		if (!stack_item(
			stack, list, item, number++, &markers, x, width))
			return false;
		stack_close(
		    stack, item->next ? between : 0, style->keep_together);
	}
	stack_close(stack, inner ? style->between : style->after,
	    style->keep_with_next);
	return true;
}
