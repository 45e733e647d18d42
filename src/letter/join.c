/*
 * Lists and tables that tags run through become one again. Where a tag holds
 * other blocks beside items, the lists stay apart here (counting.c).
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

/* A run of lists and tags that is to become one list, while it is found. */
struct run {
	const struct node *head; /* the first list */
	bool in_tag; /* which stands in a tag */
	bool tags;
	bool one_language; /* all have the head's */
	bool rows; /* below the last node */
};

static bool
fits_list(struct run *run, const struct node *list, bool in_tag)
{
	const struct node *head = run->head;
	if (!head) {
		run->head = list;
		run->in_tag = in_tag;
		return true;
	}
	run->one_language &= slice_equal(list->language, head->language);
	/* "1)" below "2." is another list. */
	if (list->ordered != head->ordered || list->counter != head->counter ||
	    (list->ordered && list->mark != head->mark))
		return false;
	/* Attributes before a list are the whole list's, those in a tag or
	 * before it are those of the lists in it. */
	if (run->in_tag)
		return slice_equal(list->style, head->style) &&
		       slice_equal(list->section, head->section);
	return !list->style.len && !list->section.len;
}

/* Lists that go together, and tags that hold nothing else. */
static bool
fits_lists(struct run *run, const struct node *node, bool in_tag)
{
	if (node->kind == NODE_LIST)
		return fits_list(run, node, in_tag);
	if (!is_tag(node) && node->kind != NODE_BRANCH)
		return false;
	for (const struct node *child = node->first; child;
	     child = child->next) {
		if (!fits_lists(run, child, true))
			return false;
	}
	return true;
}

enum above { ABOVE_NOTHING, ABOVE_ROWS, ABOVE_OTHER };

static bool
fits_table(struct run *run, const struct node *table, enum above *above)
{
	bool head = !table->level;
	if (*above != (head ? ABOVE_NOTHING : ABOVE_ROWS))
		return false;
	*above = ABOVE_ROWS;
	run->rows = true;
	if (!run->head)
		run->head = table;
	return table->column_count == run->head->column_count &&
	       (head || (!table->style.len && !table->section.len &&
			    !table->shares));
}

/*
 * Rows must stand right below rows, whichever branches a letter takes; *above
 * is what stands above what follows. A text may end the table.
 */
static bool
fits_rows(struct run *run, const struct node *node, enum above *above)
{
	if (node->kind == NODE_TABLE)
		return fits_table(run, node, above);
	if (!is_tag(node) && node->kind != NODE_BRANCH) {
		*above = ABOVE_OTHER;
		return true;
	}
	enum above entry = *above;
	for (const struct node *child = node->first; child;
	     child = child->next) {
		enum above inner = node->kind == NODE_IF ? entry : *above;
		if (!fits_rows(run, child, &inner))
			return false;
		if (node->kind != NODE_IF || inner > *above)
			*above = inner;
	}
	/* The next time round its rows would stand below the text. */
	return node->kind != NODE_EACH || !run->rows || *above != ABOVE_OTHER ||
	       (node->first && node->first->kind == NODE_BRANCH);
}

/* What is written in a language of its own stays so. */
static void
keep_language(struct node *part, struct slice language)
{
	if (!language.len)
		return;
	for (struct node *child = part->first; child; child = child->next)
		reading_set_language(child, language);
}

/* Moves the items or rows below `child` and its siblings to `to`. */
static void
take_inner(struct node *to, struct node *child, struct node *whole)
{
	for (struct node *next; child; child = next) {
		next = child->next;
		struct node *inner = child->first;
		if (is_tag(child) || child->kind == NODE_BRANCH) {
			child->first = child->last = NULL;
			take_inner(child, inner, whole);
			node_append(to, child);
			continue;
		}
		if (child->kind != whole->kind) {
			node_append(to, child);
			continue;
		}
		whole->tight &= child->tight;
		for (struct node *after; inner; inner = after) {
			after = inner->next;
			if (!slice_equal(child->language, whole->language))
				keep_language(inner, child->language);
			node_append(to, inner);
		}
	}
}

/* Joins [first … the one before `end`] into one list or table. */
static struct node *
join_run(struct reading *reading, struct node *first, const struct node *end,
    const struct run *run)
{
	const struct node *head = run->head;
	struct node *whole =
	    node_new(reading->job_mem, head->kind, first->span);
	whole->ordered = head->ordered;
	whole->mark = head->mark;
	whole->start = head->start;
	whole->counter = head->counter;
	whole->tight = true;
	whole->column_count = head->column_count;
	whole->shares = head->shares;
	whole->style = head->style;
	whole->section = head->section;
	if (!run->in_tag || run->one_language)
		whole->language = head->language;
	struct node *last = first;
	while (last->next != end)
		last = last->next;
	last->next = NULL;
	take_inner(whole, first, whole);
	return whole;
}

/* The end of the run of lists that starts with `first`; no head: no run. */
static struct node *
find_lists(struct node *first, struct run *run)
{
	struct node *node = first;
	*run = (struct run){.one_language = true};
	/* An else whose rows are in no run: what stands in it is in none. */
	bool otherwise = first->kind == NODE_EACH && first->first &&
			 first->first->kind == NODE_BRANCH;
	for (; node && !otherwise; node = node->next) {
		struct run before = *run;
		if (!fits_lists(run, node, false)) {
			*run = before;
			break;
		}
		if (node != first && node->kind == NODE_LIST && !run->tags)
			break; /* two lists side by side stay two */
		run->tags |= is_tag(node);
		if (!run->head)
			break;
	}
	if (!run->tags)
		run->head = NULL;
	return node;
}

/* The same of a table, and of the rows behind it. */
static struct node *
find_rows(struct node *first, struct run *run)
{
	*run = (struct run){.one_language = true};
	enum above above = ABOVE_NOTHING;
	struct node *end = first;
	for (struct node *node = first; node; node = node->next) {
		run->rows = false;
		bool rows = node->kind == NODE_TABLE && node->level;
		if ((node != first && !is_tag(node) && !rows) ||
		    !fits_rows(run, node, &above) ||
		    (!run->rows && above == ABOVE_OTHER))
			break;
		run->tags |= is_tag(node);
		end = node->next;
		if (!run->head || above == ABOVE_OTHER)
			break;
	}
	if (!run->tags)
		run->head = NULL;
	return end;
}

static void join_below(struct reading *reading, struct node *parent);

/* Rows whose table is not there: a tag stands between that is in the way. */
static void
report_rows(struct reading *reading, const struct node *node)
{
	if (node->kind != NODE_TABLE || !node->level)
		return;
	REPORT(reading->diag, node->span, &letter_rows_alone, NO_ARGS);
	HINT(reading->diag, &letter_rows_cure, NO_ARGS);
}

static struct node *
join_at(struct reading *reading, struct node *node, struct node **next)
{
	struct run run;
	struct node *end = find_lists(node, &run);
	if (!run.head)
		end = find_rows(node, &run);
	if (!run.head)
		return node;
	*next = end;
	return join_run(reading, node, end, &run);
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
