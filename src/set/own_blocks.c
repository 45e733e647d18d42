#include "set/own_blocks.h"

void
own_blocks_fini(struct own_blocks *blocks)
{
	strbuf_fini(&blocks->text);
}

struct node *
own_add_text(struct own_blocks *blocks, struct node *block, struct slice text)
{
	struct node *words = node_new(blocks->mem, NODE_TEXT, NO_SPAN);
	words->text = text;
	node_append(block, words);
	return words;
}

void
own_add_block(struct own_blocks *blocks, const struct node *block)
{
	blocks->at = arena_grow(blocks->mem, blocks->at, &blocks->room,
	    blocks->count + 1, sizeof *blocks->at);
	blocks->at[blocks->count++] = block;
}

void
own_end_block(struct own_blocks *blocks, enum node_kind kind)
{
	struct slice text = strbuf_view(&blocks->text);
	if (!text.len)
		return;
	struct node *block = node_new(blocks->mem, kind, NO_SPAN);
	block->level = kind == NODE_HEADING;
	own_add_text(blocks, block, arena_dup(blocks->mem, text));
	own_add_block(blocks, block);
	strbuf_reset(&blocks->text);
}

void
own_add_words(struct own_blocks *blocks, const struct message *message,
    size_t count, const struct argument *arguments)
{
	message_write(&blocks->text, blocks->words, message, count, arguments);
	own_end_block(blocks, NODE_PARAGRAPH);
}

void
own_add_row(struct own_blocks *blocks, struct node *table,
    const struct slice *cells, size_t count, size_t numbers)
{
	struct node *row = node_new(blocks->mem, NODE_TABLE_ROW, NO_SPAN);
	row->is_header = !table->first;
	for (size_t i = 0; i < count; i++) {
		struct node *cell =
		    node_new(blocks->mem, NODE_TABLE_CELL, NO_SPAN);
		cell->alignment = i < numbers ? ALIGN_START : ALIGN_END;
		own_add_text(blocks, cell, cells[i]);
		node_append(row, cell);
	}
	table->column_count = (uint32_t)count;
	node_append(table, row);
}
