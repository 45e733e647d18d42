#include "letter/numbering.h"

#include "letter/letter.h"
#include "letter/sure.h"

enum { NO, MAYBE, YES };

/* `next` and `begun` of a series, `used` of a counter. */
struct counted {
	int32_t next; /* LIST_COUNTED: it depends on the row */
	uint8_t begun, used;
};

struct list_numbers
numbering_new(struct arena *arena, const struct letter *letter)
{
	return (struct list_numbers){.letter = letter,
	    .at = ARENA_ARRAY(arena, struct counted, letter->counter_count)};
}

int32_t
numbering_peek(const struct list_numbers *numbering, uint16_t counter)
{
	const struct letter_counter *of =
	    &numbering->letter->counters[counter - 1];
	const struct counted *series = &numbering->at[of->series];
	uint8_t used = numbering->at[counter - 1].used;
	int32_t next = series->begun == NO	   ? of->start
		       : series->begun == YES	   ? series->next
		       : series->next == of->start ? of->start
						   : LIST_COUNTED;
	if (!of->anew || used == YES || next == of->start)
		return next;
	return used == NO ? of->start : LIST_COUNTED;
}

/* Deeper levels begin anew behind an item (ECMA-376 17.9.10). */
void
numbering_take(struct list_numbers *numbering, uint16_t counter)
{
	const struct letter *letter = numbering->letter;
	const struct letter_counter *of = &letter->counters[counter - 1];
	struct counted *series = &numbering->at[of->series];
	int32_t number = numbering_peek(numbering, counter);
	series->next = number == LIST_COUNTED ? number : number + 1;
	series->begun = numbering->at[counter - 1].used = YES;
	for (size_t i = 0; i < letter->counter_count; i++) {
		const struct letter_counter *other = &letter->counters[i];
		if (other->list == of->list && other->level > of->level &&
		    other->below > of->level)
			numbering->at[other->series].begun = NO;
	}
}

/* ---- the template: what is the same in every letter */

struct settling {
	struct arena *mem;
	struct list_numbers now;
	bool counts; /* a list's start depends on the row */
};

static void settle(struct settling *settling, struct node *node);

static struct counted *
copy(const struct settling *settling, const struct counted *from)
{
	size_t count = settling->now.letter->counter_count;
	struct counted *to = ARENA_ARRAY(settling->mem, struct counted, count);
	memcpy(to, from, count * sizeof *to);
	return to;
}

/* What is known by either of two ways that a letter may have taken. */
static void
meet(const struct settling *settling, struct counted *to,
    const struct counted *other)
{
	for (size_t i = 0; i < settling->now.letter->counter_count; i++) {
		/* A series that has not begun has no next number. */
		if (to[i].begun == NO)
			to[i].next = other[i].next;
		else if (other[i].begun != NO && to[i].next != other[i].next)
			to[i].next = LIST_COUNTED;
		if (to[i].begun != other[i].begun)
			to[i].begun = MAYBE;
		if (to[i].used != other[i].used)
			to[i].used = MAYBE;
	}
}

static void
settle_below(struct settling *settling, struct node *parent)
{
	for (struct node *child = parent->first; child; child = child->next)
		settle(settling, child);
}

/* An item, or a heading that is numbered. */
static void
settle_counted(struct settling *settling, struct node *node, uint16_t counter)
{
	struct counted *without = NULL;
	if (!node_is_sure(settling->now.letter, node))
		without = copy(settling, settling->now.at);
	if (counter)
		numbering_take(&settling->now, counter);
	settle_below(settling, node);
	if (without)
		meet(settling, settling->now.at, without);
}

static void
settle_choice(struct settling *settling, struct node *choice)
{
	const struct counted *before = copy(settling, settling->now.at);
	struct counted *after = NULL;
	bool otherwise = false;
	for (struct node *branch = choice->first; branch;
	     branch = branch->next) {
		settling->now.at = copy(settling, before);
		settle_below(settling, branch);
		otherwise |= branch->field == FIELD_NONE;
		if (after)
			meet(settling, after, settling->now.at);
		else
			after = settling->now.at;
	}
	settling->now.at = after ? after : copy(settling, before);
	if (!otherwise)
		meet(settling, settling->now.at, before);
}

/* Items stand in a list, and in tags that stand in one. */
static uint16_t
counter_around(const struct node *item)
{
	const struct node *list = item->parent;
	while (list && list->kind != NODE_LIST)
		list = list->parent;
	return list ? list->counter : 0;
}

/* The counters that stand below may have counted anything. */
static void
blur(struct settling *settling, const struct node *node)
{
	const struct letter *letter = settling->now.letter;
	uint16_t counter =
	    node->kind == NODE_ITEM ? counter_around(node) : node->counter;
	for (size_t i = 0; counter && i < letter->counter_count; i++) {
		if (letter->counters[i].list ==
		    letter->counters[counter - 1].list)
			settling->now.at[i] =
			    (struct counted){LIST_COUNTED, MAYBE, MAYBE};
	}
	for (const struct node *child = node->first; child; child = child->next)
		blur(settling, child);
}

static void
settle_each(struct settling *settling, struct node *each)
{
	blur(settling, each);
	struct counted *after = copy(settling, settling->now.at);
	settle_below(settling, each);
	settling->now.at = after;
}

static void
settle(struct settling *settling, struct node *node)
{
	switch ((int)node->kind) {
	case NODE_LIST:
		if (node->counter && node->ordered)
			node->start =
			    numbering_peek(&settling->now, node->counter);
		settling->counts |= node->start == LIST_COUNTED;
		settle_below(settling, node);
		break;
	case NODE_ITEM:
		settle_counted(settling, node, counter_around(node));
		break;
	case NODE_HEADING:
		settle_counted(settling, node, node->counter);
		break;
	case NODE_IF:
		settle_choice(settling, node);
		break;
	case NODE_EACH:
		settle_each(settling, node);
		break;
	default:
		settle_below(settling, node);
		break;
	}
}

void
numbering_settle(struct letter *letter, struct arena *job_mem)
{
	if (!letter->counter_count)
		return;
	struct settling settling = {
	    .mem = job_mem, .now = numbering_new(job_mem, letter)};
	settle(&settling, letter->root);
	if (!settling.counts)
		letter->counter_count = 0;
}
