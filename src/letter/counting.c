/*
 * Which lists go on with the numbers of the one before.
 *
 *	1. Ett
 *	{{each möten}}
 *	2. {{möten.plats}}
 *	{{else}}
 *	Inga möten.
 *	{{/each}}
 *	3. Sist
 *
 * is one list, whatever a letter prints of it: the numbers are given when it is
 * merged. Here the template is walked through in the order of the source, with
 * what may have been printed so far, to see which list another goes on with,
 * and to say where the author's numbers leave that in doubt.
 */
#include "base/arena.h"
#include "letter/items.h"
#include "letter/messages.h"
#include "letter/reading.h"
#include "letter/sure.h"
#include "letter/surprise.h"
#include "letter/trail.h"

struct counting {
	const struct letter *letter;
	struct diag *diag; /* NULL: nothing is said */
	size_t chains;
	size_t depth; /* of tags */
	bool rows; /* within an EACH */
	bool again; /* the second time through it */
};

static void walk(
    struct counting *counting, const struct node *parent, struct place *place);

/* ---- the items of one list */

struct items {
	struct counting *counting;
	struct trail *trail;
	bool counts; /* the author counted, and did not write the same */
	bool first; /* nothing but the first item is looked at */
};

static void
report(const struct counting *counting, const struct node *item,
    const struct message *message, int32_t printed)
{
	if (!counting->diag || !item->start)
		return;
	struct slice source = surprise_source(counting->diag, item->span);
	struct span span = item->span;
	size_t len = 1;
	while (len < source.len && source.at[len - 1] != '.' &&
	       source.at[len - 1] != ')')
		len++;
	span.length = (uint32_t)len;
	struct slice mark = slice_part(source, 0, len);
	REPORT(counting->diag, span, message, ARGS(mark, printed));
	HINT(counting->diag, &letter_own_list_cure,
	    ARGS(slice_ends(mark, ")") ? "1." : "1)"));
}

/* The author's number is none that the item can have. */
static void
check_item(const struct items *items, const struct node *item)
{
	const struct trail *trail = items->trail;
	if (!items->counts || items->counting->again)
		return;
	bool anew = item->start == trail->begins && trail->high > trail->begins;
	if (item->start < trail->low)
		report(items->counting, item, &letter_other_number, trail->low);
	else if (item->start > trail->all || anew)
		report(
		    items->counting, item, &letter_other_number, trail->high);
}

static void count_items(struct items *items, const struct node *parent);

static void
count_tag(struct items *items, const struct node *tag)
{
	struct trail entry = *items->trail, after = entry;
	bool all = tag->kind == NODE_IF && tag->last->field == FIELD_NONE;
	for (const struct node *branch = tag->first;
	     tag->kind == NODE_IF && branch; branch = branch->next) {
		int32_t counted = items->trail->all;
		*items->trail = entry;
		items->trail->all = counted;
		count_items(items, branch);
		if (all && branch == tag->first)
			after = *items->trail;
		else
			trail_join(&after, items->trail);
	}
	if (tag->kind == NODE_EACH) {
		count_items(items, tag);
		after = *items->trail;
		after.rows = true;
		if (!node_is_sure(items->counting->letter, tag))
			trail_join(&after, &entry);
	}
	*items->trail = after;
}

static void
count_items(struct items *items, const struct node *parent)
{
	for (const struct node *child = parent->first; child;
	     child = child->next) {
		if (child->kind != NODE_ITEM) {
			if (child->kind == NODE_BRANCH)
				count_items(items, child);
			else
				count_tag(items, child);
			continue;
		}
		if (!items->first)
			check_item(items, child);
		struct trail *trail = items->trail;
		trail->written = child->start ? child->start : trail->all;
		trail->low += node_is_sure(items->counting->letter, child);
		trail->high++;
		trail->all++;
	}
}

/* ---- lists */

static bool
is_counted_on(const struct trail *trail, int32_t number)
{
	if (number <= trail->begins)
		return false;
	return number == trail->written + 1 || number == trail->low ||
	       number == trail->high || number == trail->all ||
	       (trail->near && number > trail->low && number < trail->all);
}

/* Bullets have no numbers, and lists of a word processor's have its own. */
static bool
is_counted(const struct node *list)
{
	return list->ordered && !list->counter;
}

/* Does the list go on with those that the trail is of? */
static bool
does_go_on(const struct trail *trail, const struct node *list, int32_t number)
{
	if (!trail->list)
		return false;
	if (list->counter != trail->list->counter)
		return false;
	if (!is_counted(list))
		return trail->near;
	bool same = trail->near && number == trail->same &&
		    number == items_number(list);
	return same || is_counted_on(trail, number);
}

static void
begin_chain(struct counting *counting, struct trail *trail, struct node *list,
    int32_t number)
{
	*trail = (struct trail){
	    .list = list,
	    .head = list,
	    .depth = counting->depth,
	    .chain = ++counting->chains,
	    .begins = number,
	    .low = number,
	    .high = number,
	    .all = number,
	    .same = items_number(list),
	};
}

/* A list that begins at 1 again, and may stand right below another. */
static void
check_anew(const struct counting *counting, const struct trail *trail,
    const struct node *list, const struct node *item)
{
	if (trail->list && trail->near && list->ordered)
		report(counting, item, &letter_list_anew, list->start);
}

static void
move_language(const struct node *parent, struct slice language)
{
	for (struct node *child = parent->first; child; child = child->next) {
		if (parent->kind == NODE_ITEM)
			reading_set_language(child, language);
		else
			move_language(child, language);
	}
}

/*
 * A list that may become one with those above has the attributes of the first,
 * unless that stands in a tag which is closed; a language stays with its items.
 */
static void
take_attributes(const struct counting *counting, const struct trail *trail,
    struct node *list)
{
	bool within = counting->depth >= trail->depth;
	struct slice language = trail->list->language;
	if (!trail->near || list->style.len || list->section.len)
		return;
	if (within)
		list->style = trail->head->style;
	if (slice_equal(list->language, language))
		return;
	if (list->language.len)
		move_language(list, list->language);
	else if (!within)
		move_language(trail->list, language);
	if (within)
		list->language = language;
	else
		trail->list->language = list->language =
		    (struct slice){NULL, 0};
}

static void
go_on(struct counting *counting, struct trail *trail, struct node *list,
    const struct node *item, int32_t number)
{
	bool same = trail->same == items_number(list) && trail->same > 0;
	bool varies = trail->low != trail->high || trail->low != number ||
		      trail->rows || counting->rows;
	if (is_counted(list) ? varies || (trail->near && !trail->straight)
			     : !trail->straight) {
		list->goes_on = true;
		list->begins = trail->begins;
		take_attributes(counting, trail, list);
	}
	if ((list->goes_on || (list->ordered && trail->near)) &&
	    !trail->list->begins)
		trail->list->begins = trail->begins;
	struct items items = {counting, trail, .counts = !same};
	if (list->ordered && !items_have_tag(list))
		check_item(&items, item);
	if (list->ordered && trail->other && trail->low != trail->high)
		report(counting, item, &letter_other_number,
		    number == trail->high ? trail->low : trail->high);
}

static void
see_list(struct counting *counting, struct node *list, struct place *place)
{
	struct trail *trail = place_trail(place, list);
	struct trail before = *trail;
	const struct node *item = items_first(list);
	if (!item)
		return;
	int32_t number = !list->ordered ? 1
			 : item->start	? item->start
					: list->start;
	bool goes_on =
	    counting->again ? list->goes_on : does_go_on(trail, list, number);
	if (!goes_on)
		check_anew(counting, trail, list, item);
	else if (!counting->again)
		go_on(counting, trail, list, item, number);
	if (!goes_on)
		begin_chain(counting, trail, list, number);
	else if (trail->same != items_number(list))
		trail->same = -1;
	struct items items = {counting, trail, .counts = trail->same < 0,
	    .first = !list->ordered || !items_have_tag(list)};
	count_items(&items, list);
	trail->list = list;
	trail->near = trail->straight = true;
	bool sure = node_is_sure(counting->letter, list);
	if (!sure) {
		trail_join(&before, trail);
		*trail = before;
	}
	for (size_t i = 0; i < LIST_KINDS; i++) {
		if (&place->lists[i] != trail)
			trail_pass(&place->lists[i], sure);
	}
}

/* ---- blocks and tags */

static bool
is_else(const struct node *node)
{
	return node && node->kind == NODE_EACH && node->first &&
	       node->first->kind == NODE_BRANCH;
}

static void
see_choice(
    struct counting *counting, const struct node *choice, struct place *place)
{
	struct place entry = *place, after = entry;
	bool all = choice->last->field == FIELD_NONE;
	counting->depth++;
	for (const struct node *branch = choice->first; branch;
	     branch = branch->next) {
		struct place inner = entry;
		place_pass_tag(&inner);
		walk(counting, branch, &inner);
		if (all && branch == choice->first)
			after = inner;
		else
			place_join(&after, &inner);
	}
	counting->depth--;
	*place = after;
}

/* Its rows, of which each may stand below the one before. */
static void
see_each(
    struct counting *counting, const struct node *each, struct place *place)
{
	struct place entry = *place, after = entry;
	bool rows = counting->rows;
	counting->rows = true;
	counting->depth++;
	place_pass_tag(&after);
	walk(counting, each, &after);
	struct place round = after;
	if (!counting->again) {
		counting->again = true;
		walk(counting, each, &round);
		counting->again = false;
	}
	counting->rows = rows;
	if (is_else(each->next)) {
		struct place none = entry;
		walk(counting, each->next->first, &none);
		place_join(&after, &none);
	} else if (each->optional ||
		   counting->letter->fields[each->field].optional) {
		place_join(&after, &entry);
	}
	counting->depth--;
	*place = after;
}

/* An else whose rows were taken into the list above. */
static void
see_else(
    struct counting *counting, const struct node *each, struct place *place)
{
	struct place entry = *place;
	counting->depth++;
	walk(counting, each->first, place);
	counting->depth--;
	place_join(place, &entry);
}

static void
see_block(
    struct counting *counting, const struct node *block, struct place *place)
{
	bool sure = node_is_sure(counting->letter, block);
	for (size_t i = 0; i < LIST_KINDS; i++)
		trail_pass(&place->lists[i], sure);
}

/* What stands in an item or a note has numbers of its own. */
static void
walk_own(struct counting *counting, const struct node *node)
{
	struct place place = {0};
	bool rows = counting->rows;
	counting->rows = false;
	if (!counting->again)
		walk(counting, node, &place);
	counting->rows = rows;
}

static void
walk_items(struct counting *counting, const struct node *node)
{
	for (const struct node *child = node->first; child;
	     child = child->next) {
		if (child->kind == NODE_ITEM)
			walk_own(counting, child);
		else
			walk_items(counting, child);
	}
}

static void
walk_child(struct counting *counting, struct node *child, struct place *place)
{
	bool tag = child->kind == NODE_IF || child->kind == NODE_EACH;
	if (child->kind == NODE_IF && child->first) {
		see_choice(counting, child, place);
	} else if (is_else(child)) {
		see_else(counting, child, place);
	} else if (child->kind == NODE_EACH) {
		see_each(counting, child, place);
	} else if (child->kind == NODE_LIST) {
		see_list(counting, child, place);
		walk_items(counting, child);
	} else if (child->kind == NODE_TABLE) {
		walk(counting, child, place);
	} else if (!child->is_header) {
		if (child->kind == NODE_QUOTE)
			walk_own(counting, child);
		see_block(counting, child, place);
	}
	if (tag)
		place_pass_tag(place);
}

static void
walk(struct counting *counting, const struct node *parent, struct place *place)
{
	for (struct node *child = parent->first; child; child = child->next) {
		walk_child(counting, child, place);
		if (child->kind == NODE_EACH && !is_else(child) &&
		    is_else(child->next))
			child = child->next;
	}
}

void
count_lists(const struct letter *letter, struct diag *diag)
{
	struct counting counting = {.letter = letter, .diag = diag};
	struct place place = {0};
	walk(&counting, letter->root, &place);
}
