#include "letter/messages.h"
#include "word/tree.h"

static void
see(struct tree *tree, enum word_thing thing,
    const struct word_paragraph *paragraph)
{
	account_see(&tree->document->account, thing, paragraph->from);
}

/* The first and one behind the last paragraph with text; empty cells: NULL. */
static void
find_text(struct tree *tree, const struct word_cell *cell,
    const struct word_paragraph **first, const struct word_paragraph **end)
{
	*first = *end = NULL;
	for (const struct word_paragraph *at = cell->first; at; at = at->next) {
		if (tree_is_blank(tree, at))
			continue;
		if (!*first)
			*first = at;
		*end = at;
	}
	if (*end)
		*end = (*end)->next;
}

/* The one paragraph of a row whose other cells are empty, or NULL. */
static const struct word_paragraph *
lone_paragraph(struct tree *tree, const struct word_row *row)
{
	const struct word_paragraph *found = NULL, *first, *end;
	for (const struct word_cell *cell = row->first; cell;
	     cell = cell->next) {
		find_text(tree, cell, &first, &end);
		if (first && (found || first->next != end))
			return NULL;
		found = first ? first : found;
	}
	return found;
}

/* Neither lists nor pictures have a place in a cell here. */
static void
check_cell(struct tree *tree, const struct word_cell *cell)
{
	const struct word_document *document = tree->document;
	for (const struct word_paragraph *at = cell->first; at; at = at->next) {
		bool listed = at->item.listed && !tree_is_blank(tree, at) &&
			      word_list_level(
				  &document->lists, &document->styles, at->item)
				      .sign != SIGN_NONE;
		if (listed || at->pictures)
			see(tree, NOT_IN_CELL, at);
	}
}

/* That of all its paragraphs; one in another would be set as the others are. */
static void
set_language(struct tree *tree, const struct word_paragraph *first,
    const struct word_paragraph *end, struct node *cell)
{
	tree_set_language(tree, first, cell);
	for (const struct word_paragraph *at = first->next; at && at != end;
	     at = at->next) {
		struct node other = {.kind = NODE_TABLE_CELL};
		tree_set_language(tree, at, &other);
		if (!slice_equal(other.language, cell->language))
			cell->language = (struct slice){NULL, 0};
	}
}

static void
add_cell(struct tree *tree, const struct word_cell *cell, struct node *row,
    enum alignment alignment)
{
	const struct word_paragraph *first, *end;
	const struct word_paragraph *at = cell->first;
	find_text(tree, cell, &first, &end);
	struct span span =
	    at ? tree_span(tree, first ? first : at, 0, 0) : row->span;
	struct node *node =
	    node_new(tree->document->mem, NODE_TABLE_CELL, span);
	node->alignment = alignment;
	node_append(row, node);
	check_cell(tree, cell);
	if (!first)
		return;
	tree_add_inlines(tree, first, end, node);
	set_language(tree, first, end, node);
}

/* How columns are aligned: as all their cells are, heads aside. */
struct alignments {
	enum alignment alignment[WORD_COLUMNS_MAX];
	bool said[WORD_COLUMNS_MAX], differ[WORD_COLUMNS_MAX];
};

static void
see_cell(struct tree *tree, const struct word_cell *cell, uint32_t column,
    struct alignments *columns)
{
	const struct word_paragraph *first, *end;
	find_text(tree, cell, &first, &end);
	if (!first)
		return;
	if (columns->said[column])
		columns->differ[column] |=
		    columns->alignment[column] != first->alignment;
	columns->alignment[column] = first->alignment;
	columns->said[column] = true;
}

static void
align_columns(struct tree *tree, const struct word_table *table,
    struct alignments *columns)
{
	for (const struct word_row *row = table->first; row; row = row->next) {
		uint32_t column = 0;
		if (row->header || lone_paragraph(tree, row))
			continue;
		for (const struct word_cell *cell = row->first;
		     cell && column < WORD_COLUMNS_MAX;
		     cell = cell->next, column++)
			see_cell(tree, cell, column, columns);
	}
}

static enum alignment
own_alignment(struct tree *tree, const struct word_cell *cell)
{
	const struct word_paragraph *first, *end;
	find_text(tree, cell, &first, &end);
	return first ? first->alignment : ALIGN_START;
}

static struct span
row_span(struct tree *tree, const struct word_row *row, struct span otherwise)
{
	for (const struct word_cell *cell = row->first; cell; cell = cell->next)
		if (cell->first)
			return tree_span(tree, cell->first, 0, 0);
	return otherwise;
}

static void
add_row(struct tree *tree, const struct alignments *columns,
    const struct word_row *row, struct node *to)
{
	struct node *node = node_new(
	    tree->document->mem, NODE_TABLE_ROW, row_span(tree, row, to->span));
	uint32_t column = 0;
	node->is_header = row->header;
	node_append(to, node);
	for (const struct word_cell *cell = row->first; cell;
	     cell = cell->next, column++) {
		bool said = column < WORD_COLUMNS_MAX &&
			    columns->said[column] && !columns->differ[column];
		add_cell(tree, cell, node,
		    said ? columns->alignment[column]
			 : own_alignment(tree, cell));
	}
	if (row->count != to->column_count)
		account_see(&tree->document->account, NOT_EVEN,
		    row->first && row->first->first ? row->first->first->from
						    : 0);
}

/* Columns as wide as each other say nothing of their widths. */
static void
set_shares(struct tree *tree, const struct word_table *table, struct node *node)
{
	uint64_t sum = 0;
	bool even = true;
	for (uint32_t i = 0; i < table->column_count; i++)
		sum += table->widths[i];
	for (uint32_t i = 0; i < table->column_count; i++) {
		uint64_t whole =
		    (uint64_t)table->widths[i] * table->column_count;
		uint64_t off = whole > sum ? whole - sum : sum - whole;
		if (!table->widths[i])
			return;
		even &= off * 50 <= sum;
	}
	if (even)
		return;
	uint16_t *shares =
	    ARENA_ARRAY(tree->document->mem, uint16_t, table->column_count);
	for (uint32_t i = 0; i < table->column_count; i++)
		shares[i] =
		    (uint16_t)((table->widths[i] * 1000ull + sum / 2) / sum);
	node->shares = shares;
}

static uint32_t
count_columns(const struct word_table *table)
{
	if (table->column_count)
		return table->column_count;
	return table->first ? table->first->count : 0;
}

/* The style that makes a first row look like a head makes it one. */
static void
find_head(const struct word_table *table)
{
	if (table->first && table->has_look && word_style_heads(table->style))
		table->first->header = true;
	/* Only rows at the top are heads. */
	bool top = true;
	for (struct word_row *row = table->first; row; row = row->next) {
		top &= row->header;
		row->header = top;
	}
}

void
tree_add_table(
    struct tree *tree, const struct word_table *table, struct node *to)
{
	struct arena *mem = tree->document->mem;
	struct span span = {tree->reading->place.file, table->number, 1, 0};
	struct node *node = node_new(mem, NODE_TABLE, span);
	find_head(table);
	node->column_count = count_columns(table);
	node->style = word_style_meant(mem, table->style);
	set_shares(tree, table, node);
	node_append(to, node);
	if (node->column_count > WORD_COLUMNS_MAX) {
		account_see(&tree->document->account, NOT_WIDE,
		    tree->document->text.text.len);
		return;
	}
	struct alignments columns = {0};
	align_columns(tree, table, &columns);
	for (const struct word_row *row = table->first; row; row = row->next) {
		const struct word_paragraph *lone = lone_paragraph(tree, row);
		size_t tag = lone ? tree_lone_tag(tree, lone) : TAG_NONE;
		enum tag_kind kind =
		    tag == TAG_NONE ? TAG_WRONG : tree->reading->tags[tag].kind;
		if (tag == TAG_NONE)
			add_row(tree, &columns, row, node);
		else if (kind == TAG_PART)
			REPORT(tree->reading->diag,
			    tree->reading->tags[tag].span,
			    &letter_part_not_alone, NO_ARGS);
		else if (kind != TAG_COMMENT && kind != TAG_WRONG)
			node_append(node, raw_tag_new(tree->reading, tag));
	}
}
