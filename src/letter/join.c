/*
 * Lists and tables that tags run through become one again.
 *
 *	- Alfa
 *	{{if x}}
 *	- Beta
 *	{{/if}}
 *
 * was parsed as a list, and an IF with a list in it; it is a list with an IF
 * in it. The same for rows of a table.
 */
#include "letter/messages.h"
#include "letter/reading.h"

static bool
is_tag(const struct node *node)
{
	return node->kind == NODE_IF || node->kind == NODE_EACH;
}

/*
 * The first LIST or TABLE of a node that holds nothing else, NULL where it
 * holds another block. *other says so.
 */
static const struct node *
only_holds(const struct node *node, enum node_kind kind, bool *other)
{
	if (node->kind == kind)
		return node;
	if (!is_tag(node) && node->kind != NODE_BRANCH) {
		*other = true;
		return NULL;
	}
	const struct node *found = NULL;
	for (const struct node *child = node->first; child;
	     child = child->next) {
		const struct node *inner = only_holds(child, kind, other);
		if (!found)
			found = inner;
	}
	return found;
}

/* May `node` go on the list or table that `head` begins? */
static const struct node *
continues(const struct node *node, enum node_kind kind, const struct node *head)
{
	bool other = false;
	const struct node *found = only_holds(node, kind, &other);
	if (!found || other)
		return NULL;
	if (!head)
		return found;
	if (kind == NODE_LIST)
		return found->ordered == head->ordered &&
			       found->counter == head->counter &&
			       !found->style.len && !found->section.len
			   ? found
			   : NULL;
	return found->level && found->column_count == head->column_count ? found
									 : NULL;
}

/* Moves the items or rows below `child` and its siblings to `to`. */
static void
take_inner(struct node *to, struct node *child, struct node *whole)
{
	for (struct node *next; child; child = next) {
		next = child->next;
		struct node *inner = child->first;
		if (child->kind != whole->kind) {
			child->first = child->last = NULL;
			take_inner(child, inner, whole);
			node_append(to, child);
			continue;
		}
		whole->tight &= child->tight;
		for (struct node *after; inner; inner = after) {
			after = inner->next;
			node_append(to, inner);
		}
	}
}

/* Joins [first … the one before `end`] into one list or table. */
static struct node *
join_run(struct reading *reading, struct node *first, const struct node *end,
    const struct node *head)
{
	struct node *whole =
	    node_new(reading->job_mem, head->kind, first->span);
	whole->ordered = head->ordered;
	whole->start = head->start;
	whole->counter = head->counter;
	whole->tight = true;
	whole->column_count = head->column_count;
	whole->shares = head->shares;
	whole->style = head->style;
	whole->section = head->section;
	whole->language = head->language;
	struct node *last = first;
	while (last->next != end)
		last = last->next;
	last->next = NULL;
	take_inner(whole, first, whole);
	return whole;
}

/* The end of the run that starts with `first`; NULL head: no run. */
static struct node *
find_run(struct node *first, enum node_kind kind, const struct node **head)
{
	bool tags = false;
	struct node *node = first;
	*head = NULL;
	for (; node; node = node->next) {
		const struct node *found = continues(node, kind, *head);
		if (!found)
			break;
		if (node != first && node->kind == kind && kind == NODE_LIST &&
		    !tags)
			break; /* two lists side by side stay two */
		tags |= is_tag(node);
		if (!*head)
			*head = found;
	}
	if (!tags)
		*head = NULL;
	return node;
}

static void join_below(struct reading *reading, struct node *parent);

/* Rows whose table is not there: a tag stands between that is in the way. */
static void
report_rows(struct reading *reading, const struct node *node)
{
	if (node->kind == NODE_TABLE && node->level)
		REPORT(reading->diag, node->span, &letter_rows_alone, NO_ARGS);
}

static struct node *
join_at(struct reading *reading, struct node *node, struct node **next)
{
	static const enum node_kind kinds[] = {NODE_LIST, NODE_TABLE};
	for (size_t i = 0; i < 2; i++) {
		const struct node *head;
		struct node *end = find_run(node, kinds[i], &head);
		if (!head || (head->kind == NODE_TABLE && head->level))
			continue;
		*next = end;
		return join_run(reading, node, end, head);
	}
	return node;
}

static void
join_below(struct reading *reading, struct node *parent)
{
	struct node *child = parent->first;
	parent->first = parent->last = NULL;
	while (child) {
		struct node *next = child->next;
		child = join_at(reading, child, &next);
		join_below(reading, child);
		report_rows(reading, child);
		node_append(parent, child);
		child = next;
	}
}

void
join_lists(struct reading *reading, struct node *root)
{
	join_below(reading, root);
}
