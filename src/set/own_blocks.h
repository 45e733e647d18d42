/*
 * set/own_blocks.h - a page of our own (banner sheet, delivery note), block by
 * block: texts in the job's language, and what the job or the ledger says.
 */
#ifndef SET_OWN_BLOCKS_H
#define SET_OWN_BLOCKS_H

#include "base/message.h"
#include "doc/node.h"

struct own_blocks {
	struct arena *mem;
	const struct words *words;
	const struct node **at;
	size_t count, room;
	struct strbuf text; /* of the next block; freed by own_blocks_fini */
};

void own_blocks_fini(struct own_blocks *blocks);

/* Appends a text to a block; it is borrowed. */
struct node *own_add_text(
    struct own_blocks *blocks, struct node *block, struct slice text);

void own_add_block(struct own_blocks *blocks, const struct node *block);

/* Makes blocks->text a block; none where it is empty. */
void own_end_block(struct own_blocks *blocks, enum node_kind kind);

/* A paragraph of ours. */
void own_add_words(struct own_blocks *blocks, const struct message *message,
    size_t count, const struct argument *arguments);

/* Adds a row of `count` cells to a table; those from `numbers` on are aligned
 * at the end. The first row is the header. */
void own_add_row(struct own_blocks *blocks, struct node *table,
    const struct slice *cells, size_t count, size_t numbers);

#endif
