/*
 * A list that goes on: with the numbers of the one printed before it in the
 * same place, and as one list where nothing stands between.
 */
#include "merge/inline.h"

static int32_t
count_items(const struct node *list)
{
	int32_t count = 0;
	for (const struct node *item = list->first; item; item = item->next)
		count++;
	return count;
}

static int32_t *
next_number(struct merger *merger, const struct node *list)
{
	return &merger->numbers.next[list->mark == ')'];
}

const struct node *
merge_last(const struct merger *merger, const struct node *to)
{
	const struct node_list *top = &merger->top;
	if (to)
		return to->last;
	return top->count ? top->at[top->count - 1] : NULL;
}

/* A copy stands where a list stood whose start is yet to be counted. */
static void
stand_in(struct merger *merger, const struct node *list, struct node *own)
{
	for (size_t i = 0; i < merger->lists.count; i++) {
		if (merger->lists.at[i] == list)
			merger->lists.at[i] = own;
	}
}

/* The list above, with items of this letter's own; NULL: none is there. */
static struct node *
list_above(struct merger *merger, struct node *to, const struct node *list)
{
	const struct node *above = merge_last(merger, to);
	if (!above || above->kind != NODE_LIST ||
	    above->ordered != list->ordered ||
	    (list->ordered && above->mark != list->mark) ||
	    above->counter != list->counter || list->section.len ||
	    !slice_equal(above->style, list->style) ||
	    !slice_equal(above->language, list->language))
		return NULL;
	if (above == merger->grown)
		return merger->grown;
	/* A fixed one's items are the template's. */
	struct node *own = to ? to->last : merge_copy(merger, above);
	const struct node *item = above->first;
	own->first = own->last = NULL;
	for (const struct node *next; item; item = next) {
		next = item->next;
		node_append(own, merge_copy(merger, item));
	}
	if (!to) {
		merger->top.at[merger->top.count - 1] = own;
		stand_in(merger, above, own);
	}
	merger->grown = own;
	return own;
}

struct node *
merge_count(struct merger *merger, struct node *to, struct node *list)
{
	bool counted = list->ordered && !list->counter;
	int32_t count = counted ? count_items(list) : 0;
	int32_t *next = next_number(merger, list);
	struct node *above =
	    list->goes_on ? list_above(merger, to, list) : NULL;
	if (above) {
		above->tight &= list->tight;
		for (struct node *item = list->first, *after; item;
		     item = after) {
			after = item->next;
			node_append(above, item);
		}
		*next += count;
		return NULL;
	}
	if (list->goes_on && counted)
		list->start = *next ? *next : list->begins;
	list->goes_on = false;
	if (counted)
		*next = list->start + count;
	merger->grown = list;
	return list;
}

void
merge_count_fixed(struct merger *merger, const struct node *list)
{
	if (list->ordered && !list->counter)
		*next_number(merger, list) = list->start + count_items(list);
}
