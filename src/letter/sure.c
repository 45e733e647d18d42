#include "letter/sure.h"

static bool
has_sure(const struct letter *letter, const struct node *parent)
{
	for (const struct node *child = parent->first; child;
	     child = child->next) {
		if (node_is_sure(letter, child))
			return true;
	}
	return false;
}

static bool
is_sure_choice(const struct letter *letter, const struct node *choice)
{
	for (const struct node *branch = choice->first; branch;
	     branch = branch->next) {
		if (!has_sure(letter, branch))
			return false;
	}
	return choice->last && choice->last->field == FIELD_NONE;
}

/* Rows that print nothing hold the letter, unless there is an else. */
static bool
is_sure_each(const struct letter *letter, const struct node *each)
{
	const struct node *none = each->next;
	if (each->first && each->first->kind == NODE_BRANCH)
		return false;
	if (each->optional)
		return has_sure(letter, each) && none &&
		       none->kind == NODE_EACH && none->first &&
		       none->first->kind == NODE_BRANCH &&
		       has_sure(letter, none->first);
	return !letter->fields[each->field].optional;
}

bool
node_is_sure(const struct letter *letter, const struct node *node)
{
	switch ((int)node->kind) {
	case NODE_TEXT:
		return slice_trim(node->text).len > 0;
	case NODE_FIELD: {
		const struct letter_field *field = &letter->fields[node->field];
		return !field->optional || field->has_fallback;
	}
	case NODE_IMAGE:
	case NODE_RULE:
	case NODE_PART:
		return true;
	case NODE_IF:
		return is_sure_choice(letter, node);
	case NODE_EACH:
		return is_sure_each(letter, node);
	default:
		return has_sure(letter, node);
	}
}
