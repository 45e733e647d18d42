/* Numbers of lists that go on, counted over what is printed. */
#include <assert.h>

#include "merge/inline.h"

struct counting {
	struct list_numbers numbering;
	const struct counted_lists *lists;
	size_t met; /* of them */
};

/* Its start where it has none; those that are gone come in between. */
static void
begin_list(struct counting *counting, const struct node *list)
{
	const struct counted_lists *lists = counting->lists;
	if (list->start != LIST_COUNTED)
		return;
	while (lists->at[counting->met] != list) {
		counting->met++;
		assert(counting->met < lists->count);
	}
	lists->at[counting->met]->start =
	    numbering_peek(&counting->numbering, list->counter);
}

static void
count(struct counting *counting, const struct node *node, uint16_t counter)
{
	bool list = node->kind == NODE_LIST;
	if (list)
		begin_list(counting, node);
	if (node->kind == NODE_HEADING)
		counter = node->counter;
	if (counter && !list)
		numbering_take(&counting->numbering, counter);
	if (!list && node->kind != NODE_ITEM)
		return;
	for (const struct node *child = node->first; child; child = child->next)
		count(counting, child, list ? node->counter : 0);
}

void
merge_count_lists(struct merger *merger)
{
	if (!merger->letter->counter_count)
		return;
	struct counting counting = {
	    .numbering = numbering_new(merger->letter_mem, merger->letter),
	    .lists = &merger->lists,
	};
	for (size_t i = 0; i < merger->top.count; i++)
		count(&counting, merger->top.at[i], 0);
}
