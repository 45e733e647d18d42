#include "letter/items.h"

const struct node *
items_first(const struct node *parent)
{
	for (const struct node *child = parent->first; child;
	     child = child->next) {
		const struct node *item =
		    child->kind == NODE_ITEM ? child : items_first(child);
		if (item)
			return item;
	}
	return NULL;
}

int32_t
items_number(const struct node *parent)
{
	int32_t same = 0;
	for (const struct node *child = parent->first; child;
	     child = child->next) {
		int32_t number = child->kind == NODE_ITEM ? child->start
							  : items_number(child);
		if (child->kind == NODE_ITEM && !number)
			return -1; /* it was not read */
		if (number && same && number != same)
			return -1;
		same = number ? number : same;
	}
	return same;
}

bool
items_have_tag(const struct node *list)
{
	for (const struct node *child = list->first; child;
	     child = child->next) {
		if (child->kind != NODE_ITEM)
			return true;
	}
	return false;
}
