/*
 * Markdown by cmark-gfm, tables on, to blocks of ours.
 *
 * Besides inline.c the only file that knows cmark. Raw HTML and code are
 * refused here: neither has a meaning on paper.
 */
#include "base/code.h"
#include "base/utf8.h"
#include "letter/inline.h"
#include "letter/messages.h"
#include "letter/table_line.h"

struct blocks {
	struct reading *reading;
	size_t depth;
};

static void convert_blocks(
    struct blocks *blocks, cmark_node *from, struct node *to);

/* The Markdown line a block starts on, from 0. */
static size_t
line_of(cmark_node *from)
{
	int line = cmark_node_get_start_line(from);
	/* A paragraph that a table's head was cut from has no place. */
	for (cmark_node *next = from; next && line < 1;) {
		next = cmark_node_next(next);
		line = next ? cmark_node_get_start_line(next) : 1;
	}
	return line > 0 ? (size_t)line - 1 : 0;
}

static struct span
place_of(struct blocks *blocks, cmark_node *from)
{
	size_t line = line_of(from);
	int column = cmark_node_get_start_column(from);
	return reading_place(
	    blocks->reading, line, column > 0 ? (size_t)column - 1 : 0, 0);
}

static struct node *
add_block(struct blocks *blocks, cmark_node *from, struct node *to,
    enum node_kind kind)
{
	struct node *node =
	    node_new(blocks->reading->job_mem, kind, place_of(blocks, from));
	node_append(to, node);
	return node;
}

static void
convert_inlines(struct blocks *blocks, cmark_node *from, struct node *to)
{
	struct cursor cursor = {.line = line_of(from)};
	int column = cmark_node_get_start_column(from);
	if (column > 0)
		cursor.offset = (size_t)column - 1;
	inline_convert(blocks->reading, from, to, &cursor);
}

/* The tag that a paragraph consists of, or TAG_NONE. */
static size_t
lone_tag(struct blocks *blocks, cmark_node *paragraph)
{
	cmark_node *child = cmark_node_first_child(paragraph);
	if (!child || cmark_node_next(child) ||
	    cmark_node_get_type(child) != CMARK_NODE_TEXT)
		return TAG_NONE;
	struct slice text = literal_of(child);
	size_t at = 0;
	size_t tag = text.len
			 ? reading_tag_of(blocks->reading, utf8_next(text, &at))
			 : TAG_NONE;
	if (tag == TAG_NONE || at != text.len ||
	    !blocks->reading->tags[tag].alone)
		return TAG_NONE;
	return tag;
}

static void
convert_paragraph(struct blocks *blocks, cmark_node *from, struct node *to)
{
	size_t tag = lone_tag(blocks, from);
	if (tag != TAG_NONE) {
		node_append(to, raw_tag_new(blocks->reading, tag));
		return;
	}
	struct node *node = add_block(blocks, from, to, NODE_PARAGRAPH);
	convert_inlines(blocks, from, node);
}

static void
convert_heading(struct blocks *blocks, cmark_node *from, struct node *to)
{
	struct node *node = add_block(blocks, from, to, NODE_HEADING);
	node->level = (uint8_t)cmark_node_get_heading_level(from);
	convert_inlines(blocks, from, node);
}

/* Does a blank line of the author's stand before the block? */
static bool
blank_before(struct blocks *blocks, cmark_node *from)
{
	const struct reading *reading = blocks->reading;
	size_t line = line_of(from);
	while (line > 0) {
		line--;
		if (reading->lines[line].origin != LINE_SOURCE)
			continue;
		struct slice text = reading_line(reading, line);
		for (size_t i = 0; i < text.len; i++) {
			if (text.at[i] != ' ' && text.at[i] != '\t' &&
			    text.at[i] != '>')
				return false;
		}
		return true;
	}
	return false;
}

/*
 * As CommonMark 5.3 has it, but the blank lines that scan.c put round tags do
 * not count.
 */
static bool
is_tight(struct blocks *blocks, cmark_node *list)
{
	if (cmark_node_get_list_tight(list))
		return true;
	for (cmark_node *item = cmark_node_first_child(list); item;
	     item = cmark_node_next(item)) {
		if (cmark_node_previous(item) && blank_before(blocks, item))
			return false;
		cmark_node *block = cmark_node_first_child(item);
		while (block && (block = cmark_node_next(block))) {
			if (blank_before(blocks, block))
				return false;
		}
	}
	return true;
}

/* The sign that an item begins with, and its number. */
static char
read_mark(struct blocks *blocks, cmark_node *from, int32_t *number)
{
	struct slice line = reading_line(blocks->reading, line_of(from));
	int column = cmark_node_get_start_column(from);
	struct slice mark =
	    slice_from(line, column > 0 ? (size_t)column - 1 : 0);
	size_t at = 0;
	for (*number = 0; at < mark.len && at < 9 && char_is_digit(mark.at[at]);
	     at++)
		*number = *number * 10 + (mark.at[at] - '0');
	return at < mark.len ? mark.at[at] : '\0';
}

static void
convert_list(struct blocks *blocks, cmark_node *from, struct node *to)
{
	struct node *node = add_block(blocks, from, to, NODE_LIST);
	node->ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
	node->start = node->ordered ? cmark_node_get_list_start(from) : 0;
	node->tight = is_tight(blocks, from);
	for (cmark_node *item = cmark_node_first_child(from); item;
	     item = cmark_node_next(item)) {
		struct node *within = add_block(blocks, item, node, NODE_ITEM);
		node->mark = read_mark(blocks, item, &within->start);
		convert_blocks(blocks, item, within);
	}
}

static enum alignment
alignment_of(uint8_t mark)
{
	switch (mark) {
	case 'c':
		return ALIGN_CENTRE;
	case 'r':
		return ALIGN_END;
	default:
		return ALIGN_START;
	}
}

/* What stands before a row; a head may stand behind the marks of its item. */
static size_t
before_row(struct slice text, const struct node *row, size_t columns)
{
	size_t at = 0;
	while (at < text.len && (text.at[at] == '>' || text.at[at] == ' '))
		at++;
	size_t marks = table_line_marks(slice_from(text, at));
	bool behind = row->is_header && marks &&
		      table_line_count(slice_from(text, at)) != columns &&
		      table_line_count(slice_from(text, at + marks)) == columns;
	return behind ? at + marks : at;
}

/* cmark-gfm drops what is too much and fills what is missing: said here. */
static void
check_row(struct blocks *blocks, struct slice text, const struct node *row,
    size_t columns)
{
	size_t count = table_line_count(text);
	if (count == columns || text.len == 0)
		return;
	REPORT(blocks->reading->diag, row->span,
	    count > columns ? &letter_row_too_long : &letter_row_too_short,
	    ARGS(count, columns));
	if (!table_line_has_bar(text))
		HINT(blocks->reading->diag, &letter_blank_after_table, NO_ARGS);
}

/* The first bar of a line may be left out. */
static void
move_to_cell(struct slice line, struct cursor *cursor, size_t column)
{
	size_t at = cursor->offset;
	if (column > 0)
		at = table_line_next_bar(line, at) + 1;
	while (at < line.len && (line.at[at] == ' ' || line.at[at] == '\t' ||
				    line.at[at] == '>'))
		at++;
	if (column == 0 && at < line.len && line.at[at] == '|')
		at++;
	while (at < line.len && (line.at[at] == ' ' || line.at[at] == '\t'))
		at++;
	cursor->offset = at < line.len ? at : line.len;
}

static void
convert_row(struct blocks *blocks, cmark_node *from, struct node *table,
    size_t line, cmark_node *table_from)
{
	struct reading *reading = blocks->reading;
	struct node *row = node_new(reading->job_mem, NODE_TABLE_ROW,
	    reading_place(reading, line, 0, 0));
	row->is_header = cmark_gfm_extensions_get_table_row_is_header(from);
	node_append(table, row);
	uint8_t *marks = cmark_gfm_extensions_get_table_alignments(table_from);
	struct slice text = reading_line(reading, line);
	struct cursor cursor = {
	    .line = line, .offset = before_row(text, row, table->column_count)};
	check_row(
	    blocks, slice_from(text, cursor.offset), row, table->column_count);
	size_t column = 0;
	for (cmark_node *child = cmark_node_first_child(from); child;
	     child = cmark_node_next(child), column++) {
		move_to_cell(text, &cursor, column);
		struct node *cell = node_new(reading->job_mem, NODE_TABLE_CELL,
		    reading_place(reading, line, cursor.offset, 0));
		cell->alignment = alignment_of(marks ? marks[column] : 0);
		node_append(row, cell);
		inline_convert(reading, child, cell, &cursor);
	}
}

/* "| | |" above the rule: Markdown must have a head, this table has none. */
static void
drop_empty_head(struct node *table)
{
	const struct node *row = table->first; /* NULL: it was left out */
	if (!row)
		return;
	for (const struct node *cell = row->first; cell; cell = cell->next) {
		if (cell->first)
			return;
	}
	table->first = table->last = NULL;
}

/* A table's head that scan.c repeated is left out; join.c wants the rows. */
static void
convert_table(struct blocks *blocks, cmark_node *from, struct node *to)
{
	struct node *table = add_block(blocks, from, to, NODE_TABLE);
	table->column_count = cmark_gfm_extensions_get_table_columns(from);
	cmark_node *head = cmark_node_first_child(from);
	cmark_node *body = cmark_node_next(head); /* each table has a head */
	/* The head's own place is that of the text before it. */
	size_t line = body ? line_of(body) - 2
			   : (size_t)cmark_node_get_end_line(from) - 2;
	table->span = reading_place(blocks->reading, line, 0, 0);
	if (line < blocks->reading->line_count &&
	    blocks->reading->lines[line].origin == LINE_ADDED)
		table->level = 1;
	else
		convert_row(blocks, head, table, line, from);
	drop_empty_head(table);
	for (; body; body = cmark_node_next(body))
		convert_row(blocks, body, table, line_of(body), from);
}

static void
report_code(struct blocks *blocks, cmark_node *from)
{
	struct reading *reading = blocks->reading;
	int length, offset;
	char fence;
	bool fenced = cmark_node_get_fenced(from, &length, &offset, &fence);
	struct span span = place_of(blocks, from);
	REPORT(reading->diag, span,
	    fenced ? &letter_code_fence : &letter_code_indented, NO_ARGS);
	if (!fenced)
		HINT(reading->diag, &letter_remove_blanks, NO_ARGS);
	reading_forgive(reading, literal_of(from));
	reading_forgive(reading, slice_view(cmark_node_get_fence_info(from)));
}

static void
report_html(struct blocks *blocks, cmark_node *from)
{
	struct reading *reading = blocks->reading;
	struct slice html = literal_of(from);
	REPORT(reading->diag, place_of(blocks, from), &letter_html, NO_ARGS);
	if (slice_starts(html, "<!--"))
		HINT(reading->diag, &letter_write_this, ARGS("{{! … }}"));
	reading_forgive(reading, html);
}

static void
convert_block(struct blocks *blocks, cmark_node *from, struct node *to)
{
	switch ((int)cmark_node_get_type(from)) {
	case CMARK_NODE_PARAGRAPH:
		convert_paragraph(blocks, from, to);
		break;
	case CMARK_NODE_HEADING:
		convert_heading(blocks, from, to);
		break;
	case CMARK_NODE_LIST:
		convert_list(blocks, from, to);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		convert_blocks(
		    blocks, from, add_block(blocks, from, to, NODE_QUOTE));
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		add_block(blocks, from, to, NODE_RULE);
		break;
	case CMARK_NODE_CODE_BLOCK:
		report_code(blocks, from);
		break;
	case CMARK_NODE_HTML_BLOCK:
		report_html(blocks, from);
		break;
	default: /* an extension's: its type is a number known at run time */
		convert_table(blocks, from, to);
		break;
	}
}

static void
convert_blocks(struct blocks *blocks, cmark_node *from, struct node *to)
{
	if (blocks->depth == NESTING_MAX) {
		REPORT(blocks->reading->diag, place_of(blocks, from),
		    &letter_too_deep, NO_ARGS);
		return;
	}
	blocks->depth++;
	for (cmark_node *child = cmark_node_first_child(from); child;
	     child = cmark_node_next(child))
		convert_block(blocks, child, to);
	blocks->depth--;
}

struct node *
markdown_parse(struct reading *reading)
{
	struct node *root =
	    node_new(reading->job_mem, NODE_DOCUMENT, reading->place);
	root->span.length = 0;
	cmark_gfm_core_extensions_ensure_registered();
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	cmark_parser_attach_syntax_extension(
	    parser, cmark_find_syntax_extension("table"));
	if (reading->markdown.len)
		cmark_parser_feed(
		    parser, reading->markdown.at, reading->markdown.len);
	cmark_node *document = cmark_parser_finish(parser);
	struct blocks blocks = {.reading = reading};
	convert_blocks(&blocks, document, root);
	cmark_node_free(document);
	cmark_parser_free(parser);
	return root;
}
