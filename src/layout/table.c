#include "layout/messages.h"
#include "layout/stack.h"

enum {
	COLUMNS_MOST = 64,
	HAIRLINE = 500, /* mpt */
};

struct column {
	mpt least, most; /* widest word, widest line */
	mpt x, width;
};

struct table {
	const struct node *node;
	const struct style *style;
	struct style head; /* the same, bold */
	struct column columns[COLUMNS_MOST];
	size_t column_count;
	mpt x, width;
	mpt gap; /* between columns */
};

static struct style
cell_style(
    const struct table *table, const struct node *row, const struct node *cell)
{
	struct style style = row->is_header ? table->head : *table->style;
	style.indent = 0;
	if (style.align == TEXT_JUSTIFIED)
		style.align = TEXT_RAGGED;
	if (cell->alignment == ALIGN_CENTRE)
		style.align = TEXT_CENTRED;
	if (cell->alignment == ALIGN_END)
		style.align = TEXT_RIGHT;
	return style;
}

static bool
measure_row(
    const struct stack *stack, struct table *table, const struct node *row)
{
	size_t i = 0;
	for (const struct node *cell = row->first;
	     cell && i < table->column_count; cell = cell->next, i++) {
		struct column *column = &table->columns[i];
		struct style style = cell_style(table, row, cell);
		mpt least, most;
		if (!paragraph_measure(
			stack->setting, cell, &style, &least, &most))
			return false;
		column->least = least > column->least ? least : column->least;
		column->most = most > column->most ? most : column->most;
	}
	return true;
}

/*
 * Each column as wide as its widest line where all fit; else its widest word
 * and a share of the rest by what it still lacks.
 */
static bool
share_width(struct table *table)
{
	mpt room = table->width - table->gap * ((mpt)table->column_count - 1);
	int64_t least = 0, most = 0;
	for (size_t i = 0; i < table->column_count; i++) {
		least += table->columns[i].least;
		most += table->columns[i].most;
	}
	if (least > room)
		return false;
	for (size_t i = 0; i < table->column_count; i++) {
		struct column *c = &table->columns[i];
		c->width = most <= room
			       ? c->most
			       : c->least + (mpt)((room - least) *
						  (c->most - c->least) /
						  (most - least));
	}
	return true;
}

static void
place_columns(struct table *table, bool right_to_left)
{
	mpt x = right_to_left ? table->x + table->width : table->x;
	for (size_t i = 0; i < table->column_count; i++) {
		struct column *c = &table->columns[i];
		if (!c->width)
			c->width = 1; /* an empty column takes no room */
		c->x = right_to_left ? x - c->width : x;
		x += right_to_left ? -c->width - table->gap
				   : c->width + table->gap;
	}
}

/* The cells of a row side by side; a page never ends inside a row. */
static bool
stack_row(
    struct stack *stack, const struct table *table, const struct node *row)
{
	size_t first = stack->count, i = 0;
	mpt top = 0, bottom = 0;
	for (const struct node *cell = row->first;
	     cell && i < table->column_count; cell = cell->next, i++) {
		struct style style = cell_style(table, row, cell);
		const struct column *column = &table->columns[i];
		struct paragraph text;
		if (!paragraph_set(stack->setting, cell, &style, column->x,
			column->width, &text))
			return false;
		if (!text.count)
			continue;
		bool opens = stack->count == first;
		if (!opens)
			stack->y = top;
		stack_add(stack, &text, true, opens);
		if (opens)
			top = stack->y - text.height;
		bottom = stack->y > bottom ? stack->y : bottom;
	}
	if (stack->count == first)
		stack_add_empty(stack, row, table->style->leading);
	else
		stack->y = bottom;
	return true;
}

static void
add_hairline(struct stack *stack, const struct table *table)
{
	mpt below = table->style->between / 2;
	stack_add_bar(stack,
	    (struct bar){table->x, stack->y + below, table->width, HAIRLINE,
		table->style->colour, (uint32_t)stack->count - 1});
}

static bool
stack_rows(struct stack *stack, const struct table *table)
{
	bool alone = stack_is_empty(stack);
	for (const struct node *row = table->node->first; row;
	     row = row->next) {
		bool ends_head =
		    row->is_header && row->next && !row->next->is_header;
		if (!stack_row(stack, table, row))
			return false;
		if (ends_head && alone)
			stack->head = (uint32_t)stack->count;
		if (ends_head || !row->next)
			add_hairline(stack, table);
		stack_close(stack, table->style->between,
		    row->is_header || table->style->keep_together);
	}
	return true;
}

bool
stack_table(struct stack *stack, const struct node *node,
    const struct style *style, mpt x, mpt width)
{
	struct table table = {.node = node,
	    .style = style,
	    .head = *style,
	    .column_count = node->column_count,
	    .x = x,
	    .width = width,
	    .gap = style->size};
	const struct setting *setting = stack->setting;
	table.head.face = (enum font_style)((unsigned)style->face | FONT_BOLD);
	if (!table.column_count || table.column_count > COLUMNS_MOST) {
		PROBLEM(
		    setting->why, &layout_table_columns, ARGS(COLUMNS_MOST));
		typecase_report(setting->type, node->span, &layout_many_columns,
		    ARGS(COLUMNS_MOST));
		return false;
	}
	for (const struct node *row = node->first; row; row = row->next) {
		if (!measure_row(stack, &table, row))
			return false;
	}
	if (!share_width(&table)) {
		PROBLEM(setting->why, &layout_table_wide, NO_ARGS);
		return false;
	}
	place_columns(&table, setting->tongue->right_to_left);
	stack_open(stack, style->before, style->pen);
	if (!stack_rows(stack, &table))
		return false;
	stack_close(stack, style->after, style->keep_with_next);
	return true;
}
