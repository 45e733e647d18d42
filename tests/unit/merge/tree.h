/*
 * tests/unit/merge/tree.h - what must hold of every merged tree.
 */
#ifndef TESTS_UNIT_MERGE_TREE_H
#define TESTS_UNIT_MERGE_TREE_H

#include "base/utf8.h"
#include "doc/node.h"
#include "letter/letter.h"

/* Valid UTF-8 without controls. */
static inline bool
tree_text_is_clean(struct slice text)
{
	if (utf8_check(text) != text.len)
		return false;
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code < 0x20 || (code >= 0x7f && code < 0xa0) ||
		    code == 0x2028 || code == 0x2029)
			return false;
	}
	return true;
}

static inline bool
tree_is_clean(const struct node *node)
{
	if (node->kind >= NODE_FIELD || !tree_text_is_clean(node->text) ||
	    !tree_text_is_clean(node->target))
		return false;
	for (size_t at = 0; at < node->target.len;) {
		if (utf8_next(node->target, &at) >= LETTER_PLACEHOLDER)
			return false;
	}
	for (const struct node *child = node->first; child;
	     child = child->next) {
		if (!tree_is_clean(child))
			return false;
	}
	return true;
}

#endif
