#include "expr/doubt.h"

#include "expr/near.h"

#define MEMORY 64
#define MEMORY_TEXT 54

/* One value seen, with the text it is near to; len 0: nothing yet. */
struct seen {
	unsigned char len;
	char text[MEMORY_TEXT];
	const struct slice *near;
};

struct doubt {
	size_t asker;
	enum near_ask ask;
	struct slice *texts; /* that the node names */
	const struct near_named **named; /* the same, made ready */
	size_t count;
	bool by_row; /* another text than those differs by row */
	struct seen seen[MEMORY];
};

/*
 * A column of free text, another table's too, or what a function or '+' makes
 * of one. A column with `values:` needs no such doubt: what it does not list
 * does not fit it.
 */
static bool
may_be_misspelt(const struct expr_node *node)
{
	bool is_cell = node->op == OP_COLUMN || node->op == OP_CALL ||
		       node->op == OP_ADD ||
		       (node->op == OP_FACT && node->column);
	return is_cell && node->type == EXPR_TEXT &&
	       (!node->column || node->column->type == COLUMN_TEXT);
}

/* Index of the side whose text may be misspelt, or node->count. */
static size_t
find_asker(const struct expr_node *node)
{
	size_t sides = 0;
	if (node->op == OP_EQUAL || node->op == OP_DIFFERENT)
		sides = 2;
	else if (node->op == OP_IN || node->op == OP_CONTAINS ||
		 node->op == OP_STARTS)
		sides = 1;
	for (size_t i = 0; i < sides; i++) {
		if (may_be_misspelt(node->kids[i]))
			return i;
	}
	return node->count;
}

/* The text that a literal or a fact gives in every row; empty: none. */
static struct slice
named_by(const struct checker *checker, const struct expr_node *node)
{
	if (node->op == OP_TEXT && node->folded.len)
		return node->text;
	if (node->op != OP_FACT)
		return (struct slice){0};
	const struct named_value *fact = &checker->scope->names[node->index];
	bool fixed = !fact->per_letter && fact->value.kind == VALUE_TEXT;
	return fixed ? fact->value.text : (struct slice){0};
}

/* A text that is neither named nor fixed; all beside a text are texts. */
static bool
differs_by_row(const struct checker *checker, const struct expr_node *node)
{
	return node->op != OP_TEXT && !named_by(checker, node).len;
}

void
doubt_prepare(struct checker *checker, struct expr_node *node)
{
	struct arena *mem = checker->job_mem;
	size_t asker = find_asker(node);
	node->doubt = NULL;
	if (asker == node->count)
		return;
	struct doubt doubt = {.asker = asker};
	doubt.texts = ARENA_ARRAY(mem, struct slice, node->count);
	doubt.named = ARENA_ARRAY(mem, const struct near_named *, node->count);
	for (size_t i = 0; i < node->count; i++) {
		struct slice text = named_by(checker, node->kids[i]);
		if (i == asker)
			continue;
		doubt.by_row |= differs_by_row(checker, node->kids[i]);
		if (!text.len)
			continue;
		doubt.texts[doubt.count] = text;
		doubt.named[doubt.count++] = near_named_new(mem, text);
	}
	if (!doubt.count && !doubt.by_row)
		return;
	doubt.ask = node->op == OP_CONTAINS ? NEAR_PART
		    : node->op == OP_STARTS ? NEAR_START
					    : NEAR_WHOLE;
	node->doubt = ARENA_NEW(mem, struct doubt);
	*node->doubt = doubt;
}

size_t
doubt_asker(const struct expr_node *node)
{
	return node->doubt->asker;
}

static const struct slice *
look(const struct doubt *doubt, struct slice cell)
{
	size_t at = near_find(cell, doubt->named, doubt->count, doubt->ask);
	return at < doubt->count ? &doubt->texts[at] : NULL;
}

/* FNV-1a, 32 bits, which spreads short texts well enough over a small table. */
static size_t
place_of(struct slice text)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.at[i]) * 16777619u;
	return (hash ^ hash >> 16) % MEMORY;
}

const struct slice *
doubt_find(const struct expr_node *node, struct slice cell)
{
	if (cell.len > MEMORY_TEXT)
		return look(node->doubt, cell);
	struct seen *seen = &node->doubt->seen[place_of(cell)];
	if (seen->len != cell.len ||
	    memcmp(seen->text, cell.at, cell.len) != 0) {
		seen->near = look(node->doubt, cell);
		seen->len = (unsigned char)cell.len;
		memcpy(seen->text, cell.at, cell.len);
	}
	return seen->near;
}

bool
doubt_between(const struct expr_node *node, size_t kid, struct slice text,
    struct slice other)
{
	const struct doubt *doubt = node->doubt;
	const struct expr_node *of = node->kids[kid];
	bool fixed = of->op == OP_TEXT || (of->op == OP_FACT && !of->column);
	if (!doubt->by_row || fixed)
		return false;
	struct arena *mem = arena_new();
	const struct near_named *named = near_named_new(mem, other);
	bool near = near_find(text, &named, 1, doubt->ask) == 0;
	arena_free(mem);
	return near;
}
