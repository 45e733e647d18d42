/*
 * doc/node.h - the tree that a letter is: blocks and inlines with their place.
 *
 * Made by letter/ as a template (with NODE_FIELD, NODE_IF, NODE_EACH in it),
 * turned into one letter's tree by merge/ (those kinds gone), read by layout/.
 * A node knows nothing of fonts, pages or registers.
 */
#ifndef DOC_NODE_H
#define DOC_NODE_H

#include "base/arena.h"
#include "base/span.h"
#include "base/strbuf.h"

enum node_kind {
	NODE_DOCUMENT,
	/* blocks */
	NODE_HEADING, /* level 1-6 */
	NODE_PARAGRAPH,
	NODE_LIST, /* ordered, start, tight */
	NODE_ITEM,
	NODE_TABLE, /* column_count, alignments */
	NODE_TABLE_ROW, /* is_header */
	NODE_TABLE_CELL, /* alignment */
	NODE_RULE,
	NODE_QUOTE,
	/* inlines */
	NODE_TEXT, /* text; origin names the field it came from */
	NODE_EMPHASIS,
	NODE_STRONG,
	NODE_LINK, /* target */
	NODE_IMAGE, /* target; its text is the description */
	NODE_LINE_BREAK,
	/* templates only */
	NODE_FIELD, /* field: index into the letter's fields; optional */
	NODE_IF, /* children: NODE_BRANCH */
	NODE_BRANCH, /* field: condition, or FIELD_NONE for else */
	NODE_EACH, /* field: the table; a lone BRANCH in it is its else */
	NODE_PART, /* text: the name of a part that is not taken in */
};

#define FIELD_NONE UINT32_MAX
/* A LIST's `start` in a template, where what is printed before it decides. */
#define LIST_COUNTED INT32_MIN

enum alignment { ALIGN_START, ALIGN_CENTRE, ALIGN_END };

struct node {
	enum node_kind kind;
	/*
	 * True where nothing below depends on the row. Such a block is the
	 * template's own node in every letter, so its address and id name it.
	 */
	bool fixed;
	bool optional; /* FIELD: may be empty; EACH: an else follows */
	bool ordered, tight; /* LIST */
	/*
	 * LIST: its numbers go on from the list printed before it in the same
	 * place, or from `begins` where none is; right below that it is one
	 * with it.
	 */
	bool goes_on;
	char mark; /* LIST: - + * . ) as the author wrote it; 0: not known */
	bool is_header; /* TABLE_ROW */
	uint8_t level; /* HEADING */
	/*
	 * LIST, HEADING: what numbers it, as an index into the letter's counters
	 * plus 1 (letter/numbering.h); 0: its own `start`.
	 */
	uint16_t counter;
	enum alignment alignment; /* TABLE_CELL */
	/* Ordered LIST; its ITEM: the number written, 0: not known; IMAGE: a
	 * PDF's page, 0 for its only one. */
	int32_t start;
	int32_t begins; /* LIST that goes on, or that one goes on with; or 0 */
	uint32_t id; /* of a block: unique within the job's letters, from 1 */
	uint32_t field;
	uint32_t column_count; /* TABLE */
	/* TABLE: each column's part of the width, in thousandths; or NULL. */
	const uint16_t *shares;
	struct span span;
	struct slice text; /* TEXT: valid UTF-8, no line feed */
	struct slice target; /* LINK, IMAGE */
	struct slice style; /* {.style} of a block; empty: by kind */
	struct slice section; /* {#section} of a block */
	struct slice origin; /* TEXT from a field: the column's name */
	/* Where it differs from the letter's; a text that ends with NUL. */
	struct slice language;
	struct node *parent, *first, *last, *next;
};

struct node *node_new(
    struct arena *arena, enum node_kind kind, struct span span);
void node_append(struct node *parent, struct node *child);
bool node_is_block(enum node_kind kind);
/* An IMAGE that is drawn from its text: its target is "qr:" and that. */
bool node_is_symbol(const struct node *image);
struct slice node_symbol_text(const struct node *image);
const char *node_kind_name(enum node_kind kind);

/* The tree as indented text, one node a line: what tests compare. */
void node_dump(struct strbuf *out, const struct node *node);

#endif
