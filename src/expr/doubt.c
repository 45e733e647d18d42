#include "expr/doubt.h"

#include "expr/near.h"

#define MEMORY 64
#define MEMORY_TEXT 54

/* One value seen, with the literal it is near to; len 0: nothing yet. */
struct seen {
	unsigned char len;
	char text[MEMORY_TEXT];
	const struct expr_node *near;
};

struct doubt {
	const struct expr_node **literals;
	struct near_key *keys;
	size_t count;
	struct seen seen[MEMORY];
};

/*
 * A column of free text, another table's too, or what a function makes of one.
 * A column with
 * `values:` needs no such doubt: what it does not list does not fit it.
 */
static bool
may_be_misspelt(const struct expr_node *node)
{
	bool is_cell = node->op == OP_COLUMN || node->op == OP_CALL ||
		       (node->op == OP_FACT && node->column);
	return is_cell && node->type == EXPR_TEXT &&
	       (!node->column || node->column->type == COLUMN_TEXT);
}

static bool
is_compared(enum op op)
{
	return op == OP_EQUAL || op == OP_DIFFERENT || op == OP_IN ||
	       op == OP_CONTAINS || op == OP_STARTS;
}

static bool
is_named(const struct expr_node *node)
{
	return node->op == OP_TEXT && node->folded.len;
}

void
doubt_prepare(struct arena *job_mem, struct expr_node *node)
{
	size_t named = 0, askers = 0;
	node->doubt = NULL;
	if (!is_compared(node->op))
		return;
	for (size_t i = 0; i < node->count; i++) {
		named += is_named(node->kids[i]);
		askers += may_be_misspelt(node->kids[i]);
	}
	if (!named || askers != 1)
		return;
	struct doubt *doubt = ARENA_NEW(job_mem, struct doubt);
	doubt->literals = ARENA_ARRAY(job_mem, const struct expr_node *, named);
	doubt->keys = ARENA_ARRAY(job_mem, struct near_key, named);
	for (size_t i = 0; i < node->count; i++) {
		if (!is_named(node->kids[i]))
			continue;
		doubt->keys[doubt->count] = near_key_of(node->kids[i]->text);
		doubt->literals[doubt->count++] = node->kids[i];
	}
	node->doubt = doubt;
}

static const struct expr_node *
look(const struct expr_node *node, struct slice cell)
{
	const struct doubt *doubt = node->doubt;
	uint64_t letters = near_letters(cell);
	bool part = node->op == OP_CONTAINS || node->op == OP_STARTS;

	for (size_t i = 0; i < doubt->count; i++) {
		const struct expr_node *literal = doubt->literals[i];
		const struct near_key *key = &doubt->keys[i];
		if (part && near_part_possible(letters, key) &&
		    near_part(cell, literal->text, node->op == OP_STARTS))
			return literal;
		if (near_value_possible(letters, key) &&
		    near_value(cell, &literal->text, 1))
			return literal;
	}
	return NULL;
}

/* FNV-1a, 32 bits: spreads short texts well enough over a small table. */
static size_t
place_of(struct slice text)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.at[i]) * 16777619u;
	return (hash ^ hash >> 16) % MEMORY;
}

const struct expr_node *
doubt_find(const struct expr_node *node, struct slice cell)
{
	if (!cell.len || cell.len > MEMORY_TEXT)
		return look(node, cell);
	struct seen *seen = &node->doubt->seen[place_of(cell)];
	if (seen->len != cell.len ||
	    memcmp(seen->text, cell.at, cell.len) != 0) {
		seen->near = look(node, cell);
		seen->len = (unsigned char)cell.len;
		memcpy(seen->text, cell.at, cell.len);
	}
	return seen->near;
}
