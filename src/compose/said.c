#include "compose/said.h"

#include "base/utf8.h"
#include "text/normal.h"

static bool
has_word(struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code_is_letter(code) || code_is_digit(code))
			return true;
	}
	return false;
}

/* Of whoever signs (docs/stationery.md): nobody writes for their sake. */
static bool
is_signature(const struct node *block)
{
	return slice_is(block->style, "signature") ||
	       slice_is(block->style, "title");
}

/* What is read before the text, and stays where there is none. */
static bool
stands_over_text(const struct node *node)
{
	return node->kind == NODE_HEADING ||
	       (node->kind == NODE_TABLE_ROW && node->is_header);
}

enum kind { TOLD, SHOWN };

/* Words of the text itself, or what shows something without them. */
static bool
has(const struct node *node, enum kind kind)
{
	if (is_signature(node))
		return false;
	if (node->kind == NODE_IMAGE)
		return kind == SHOWN && !node_is_symbol(node);
	if (kind == TOLD && stands_over_text(node))
		return false;
	if (node->kind == NODE_FIELD ||
	    (node->kind == NODE_TEXT && has_word(node->text)))
		return true;
	for (const struct node *child = node->first; child;
	     child = child->next) {
		if (has(child, kind))
			return true;
	}
	return false;
}

static bool
any_has(const struct merged *body, enum kind kind)
{
	for (size_t i = 0; i < body->count; i++) {
		if (has(body->blocks[i], kind))
			return true;
	}
	return false;
}

bool
said_something(const struct letter *letter, const struct merged *body)
{
	return any_has(body, TOLD) ||
	       (!has(letter->root, TOLD) && any_has(body, SHOWN));
}
