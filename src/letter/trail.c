#include "letter/trail.h"

void
trail_join(struct trail *to, const struct trail *from)
{
	if (!from->list) {
		to->straight &= !to->list;
		if (to->list && to->begins < to->low)
			to->low = to->begins;
		return;
	}
	if (!to->list) {
		*to = *from;
		to->straight = false;
		if (to->begins < to->low)
			to->low = to->begins;
		return;
	}
	to->other |= from->other || from->chain != to->chain;
	to->near |= from->near;
	to->rows |= from->rows;
	to->straight &= from->straight && from->list == to->list;
	to->begins = from->begins < to->begins ? from->begins : to->begins;
	to->low = from->low < to->low ? from->low : to->low;
	to->high = from->high > to->high ? from->high : to->high;
	to->all = from->all > to->all ? from->all : to->all;
	if (from->same != to->same)
		to->same = -1;
	to->list = from->list;
	to->written = from->written;
	to->chain = from->chain;
}

void
place_join(struct place *to, const struct place *from)
{
	for (size_t i = 0; i < LIST_KINDS; i++)
		trail_join(&to->lists[i], &from->lists[i]);
}

struct trail *
place_trail(struct place *place, const struct node *list)
{
	return &place->lists[!list->ordered ? 0 : list->mark == ')' ? 2 : 1];
}

void
trail_pass(struct trail *trail, bool sure)
{
	trail->straight = false;
	trail->near &= !sure;
}

void
place_pass_tag(struct place *place)
{
	for (size_t i = 0; i < LIST_KINDS; i++)
		place->lists[i].straight = false;
}
