#include "base/languages.h"
#include "layout/decimal.h"
#include "layout/line_make.h"
#include "layout/messages.h"
#include "layout/stack.h"

enum {
	COLUMNS_MOST = 64,
	HAIRLINE = 500, /* mpt */
};

struct column {
	mpt least, most; /* widest word, widest line */
	/* Of its numbers: the widest up to the decimals, and from there. */
	mpt whole, decimals;
	mpt x, width;
	bool shared; /* got its share of what is left */
};

struct table {
	const struct node *node;
	const struct style *style;
	struct style head; /* the same, bold */
	struct column columns[COLUMNS_MOST];
	size_t column_count;
	mpt x, width;
	mpt gap; /* between columns */
	struct slice decimal; /* sign of the language */
};

static struct style
cell_style(
    const struct table *table, const struct node *row, const struct node *cell)
{
	struct style style = row->is_header ? table->head : *table->style;
	style.indent = 0;
	style.tabular = true;
	if (style.align == TEXT_JUSTIFIED)
		style.align = TEXT_RAGGED;
	if (cell->alignment == ALIGN_CENTRE)
		style.align = TEXT_CENTRED;
	if (cell->alignment == ALIGN_END)
		style.align = TEXT_RIGHT;
	return style;
}

static bool
is_figures(const struct node *row, const struct node *cell)
{
	return !row->is_header && cell->alignment == ALIGN_END;
}

/* A number's parts, for its column; they are set to be measured. */
static bool
measure_number(const struct stack *stack, const struct table *table,
    const struct node *cell, const struct style *style, mpt width,
    struct column *column)
{
	struct setting scratch = *stack->setting;
	struct paragraph text;
	mpt tail;
	scratch.mem = scratch.scratch;
	if (!paragraph_set(&scratch, cell, style, 0, width, &text))
		return false;
	if (text.count != 1 ||
	    !decimal_find(&text.lines[0], table->decimal, &tail))
		return true;
	mpt whole = text.lines[0].width - tail;
	column->whole = whole > column->whole ? whole : column->whole;
	column->decimals = tail > column->decimals ? tail : column->decimals;
	return true;
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
		if (most && is_figures(row, cell) &&
		    !measure_number(stack, table, cell, &style, most, column))
			return false;
	}
	return true;
}

/* The narrowest of the columns that still lack something, or NULL. */
static struct column *
find_neediest(struct table *table)
{
	struct column *found = NULL;
	for (size_t i = 0; i < table->column_count; i++) {
		struct column *c = &table->columns[i];
		mpt lacks = c->most - c->width;
		if (lacks > 0 && !c->shared &&
		    (!found || lacks < found->most - found->width))
			found = c;
	}
	return found;
}

/*
 * As the letter's author shared the width, but no column narrower than its
 * widest word: what that takes is taken where there is more than a word's.
 */
static void
share_as_said(struct table *table, const uint16_t *shares, mpt room)
{
	int64_t over = 0, slack = 0;
	for (size_t i = 0; i < table->column_count; i++) {
		struct column *c = &table->columns[i];
		c->width = (mpt)((int64_t)room * shares[i] / 1000);
		if (c->width < c->least)
			over += c->least - c->width, c->width = c->least;
		slack += c->width - c->least;
	}
	for (size_t i = 0; over && i < table->column_count; i++) {
		struct column *c = &table->columns[i];
		int64_t own = c->width - c->least;
		int64_t takes = own ? (over * own + slack - 1) / slack : 0;
		takes = takes < own ? takes : own;
		takes = takes < over ? takes : over;
		slack -= own;
		over -= takes;
		c->width -= (mpt)takes;
	}
}

/*
 * Each column is as wide as its widest line where all fit. Otherwise it gets
 * its widest word and an equal share of the rest; the others get what one does
 * not need. So dates and sums stay on one line, and only long text is broken.
 */
static bool
share_width(struct table *table)
{
	mpt room = table->width - table->gap * ((mpt)table->column_count - 1);
	mpt wanting = 0;
	for (size_t i = 0; i < table->column_count; i++) {
		struct column *c = &table->columns[i];
		if (c->least > room)
			return false;
		c->most = c->most > c->whole + c->decimals
			      ? c->most
			      : c->whole + c->decimals;
		c->width = c->least;
		room -= c->width;
		wanting += c->most > c->least;
	}
	if (table->node->shares) {
		share_as_said(table, table->node->shares,
		    table->width - table->gap * ((mpt)table->column_count - 1));
		return true;
	}
	for (struct column *c; (c = find_neediest(table)); wanting--) {
		mpt lacks = c->most - c->width, share = room / wanting;
		mpt more = lacks < share ? lacks : share;
		c->width += more;
		c->shared = true;
		room -= more;
	}
	return true;
}

/* The table becomes as wide as its columns: its rules end where they do. */
static void
place_columns(struct table *table, bool right_to_left)
{
	mpt x = right_to_left ? table->x + table->width : table->x;
	mpt start = x;
	for (size_t i = 0; i < table->column_count; i++) {
		struct column *c = &table->columns[i];
		if (!c->width)
			c->width = 1; /* an empty column takes no room */
		c->x = right_to_left ? x - c->width : x;
		x += right_to_left ? -c->width - table->gap
				   : c->width + table->gap;
	}
	table->width = (right_to_left ? start - x : x - start) - table->gap;
	table->x = right_to_left ? start - table->width : start;
}

/*
 * Moves a number so far from the column's right edge that its decimal sign
 * stands below the others'. A column that got less room than they need leaves
 * them flush.
 */
static void
align_number(const struct table *table, const struct column *column,
    struct paragraph *text)
{
	mpt tail;
	if (!column->decimals || text->count != 1 ||
	    column->width < column->whole + column->decimals ||
	    !decimal_find(&text->lines[0], table->decimal, &tail))
		return;
	line_shift(&text->lines[0], tail - column->decimals);
}

/* The texts of a row's cells; false, and why. */
static bool
set_row(const struct setting *setting, const struct table *table,
    const struct node *row, struct paragraph *texts, size_t *count)
{
	*count = 0;
	for (const struct node *cell = row->first;
	     cell && *count < table->column_count; cell = cell->next) {
		struct style style = cell_style(table, row, cell);
		const struct column *column = &table->columns[*count];
		struct paragraph *text = &texts[(*count)++];
		if (!paragraph_set(
			setting, cell, &style, column->x, column->width, text))
			return false;
		if (is_figures(row, cell))
			align_number(table, column, text);
	}
	return true;
}

/* Heads of unlike height stand on the rule below them. */
static void
sink(struct paragraph *texts, size_t count)
{
	mpt height = 0;
	for (size_t i = 0; i < count; i++)
		height = texts[i].height > height ? texts[i].height : height;
	for (size_t i = 0; i < count; i++) {
		mpt by = height - texts[i].height;
		texts[i].height = height;
		for (size_t j = 0; j < texts[i].count; j++) {
			texts[i].lines[j].top += by;
			texts[i].lines[j].bottom += by;
			texts[i].lines[j].baseline += by;
		}
	}
}

/* The cells of a row side by side; a page never ends inside a row. */
static bool
stack_row(
    struct stack *stack, const struct table *table, const struct node *row)
{
	struct paragraph texts[COLUMNS_MOST];
	size_t first = stack->count, count;
	mpt top = 0, bottom = 0;
	if (!set_row(stack->setting, table, row, texts, &count))
		return false;
	if (row->is_header)
		sink(texts, count);
	for (size_t i = 0; i < count; i++) {
		if (!texts[i].count)
			continue;
		bool opens = stack->count == first;
		if (!opens)
			stack->y = top;
		stack_add(stack, &texts[i], true, opens);
		if (opens)
			top = stack->y - texts[i].height;
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

/* Rules stand below the head and at the end; a table without head has none. */
static bool
stack_rows(struct stack *stack, const struct table *table)
{
	bool ruled = table->node->first && table->node->first->is_header;
	bool alone = stack_is_empty(stack);
	for (const struct node *row = table->node->first; row;
	     row = row->next) {
		bool ends_head =
		    row->is_header && row->next && !row->next->is_header;
		if (!stack_row(stack, table, row))
			return false;
		if (ends_head && alone)
			stack->head = (uint32_t)stack->count;
		if (ends_head || (ruled && !row->next))
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
	const struct language *language =
	    language_find(setting->tongue->language);
	table.decimal = language ? slice_view(language->decimal) : SLICE(",");
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
