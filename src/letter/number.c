/*
 * The finished template: ids for blocks, what is the same in every letter, and
 * which fields stand among right-to-left text.
 */
#include "base/utf8.h"
#include "letter/reading.h"
#include "text/bidi.h"

bool
letter_has_field(struct slice target)
{
	for (size_t at = 0; at < target.len;) {
		if (utf8_next(target, &at) >= LETTER_PLACEHOLDER)
			return true;
	}
	return false;
}

bool
letter_node_varies(const struct node *node)
{
	return node->kind == NODE_FIELD || node->kind == NODE_IF ||
	       node->kind == NODE_EACH || node->kind == NODE_BRANCH ||
	       (node->kind == NODE_LIST && node->start == LIST_COUNTED) ||
	       node->goes_on || letter_has_field(node->target);
}

static bool
number_below(struct node *node, struct arena *job_mem, uint32_t *next_id)
{
	if (node_is_block(node->kind))
		node->id = (*next_id)++;
	node->fixed = !letter_node_varies(node);
	for (struct node *child = node->first; child; child = child->next)
		node->fixed &= number_below(child, job_mem, next_id);
	if (node->kind == NODE_LINK && node->fixed)
		letter_add_address(job_mem, node);
	return node->fixed;
}

static bool
is_plain(const struct node *node)
{
	if (node->kind == NODE_TEXT && !bidi_is_plain(node->text))
		return false;
	for (const struct node *child = node->first; child;
	     child = child->next) {
		if (!is_plain(child))
			return false;
	}
	return true;
}

static void
isolate_fields(struct letter *letter, const struct node *node, bool plain)
{
	if (node->kind == NODE_PARAGRAPH || node->kind == NODE_HEADING ||
	    node->kind == NODE_TABLE_CELL)
		plain = is_plain(node);
	if (node->kind == NODE_FIELD)
		letter->fields[node->field].isolate = !plain;
	for (const struct node *child = node->first; child; child = child->next)
		isolate_fields(letter, child, plain);
}

void
number_nodes(struct letter *letter, struct arena *job_mem, uint32_t *next_id)
{
	number_below(letter->root, job_mem, next_id);
	isolate_fields(letter, letter->root, true);
}
