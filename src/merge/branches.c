#include "merge/branches.h"

struct numbering {
	struct branches *to;
	struct arena *mem;
	struct letter *letter;
};

static void
add(struct numbering *numbering, enum branch_kind kind, struct span span,
    struct slice source)
{
	struct branches *to = numbering->to;
	to->at = arena_grow(
	    numbering->mem, to->at, &to->room, to->count + 1, sizeof *to->at);
	to->at[to->count++] = (struct branch){kind, span, source};
}

/* Its first branch gets the number that the tag is known by. */
static const struct letter_field *
start(struct numbering *numbering, uint32_t field)
{
	struct letter_field *of = &numbering->letter->fields[field];
	of->branch = (uint32_t)numbering->to->count + 1;
	return of;
}

static void
add_choice(struct numbering *numbering, const struct node *choice)
{
	const struct letter_field *fields = numbering->letter->fields;
	const struct letter_field *first =
	    start(numbering, choice->first->field);
	for (const struct node *at = choice->first; at; at = at->next)
		add(numbering, BRANCH_TEXT, at->span,
		    at->field == FIELD_NONE ? SLICE("")
					    : fields[at->field].source);
	if (choice->last->field != FIELD_NONE)
		add(numbering, BRANCH_NO_TEXT, first->span, first->source);
}

/* The else of an EACH of blocks is a second one with the same tag. */
static void
add_each(struct numbering *numbering, const struct node *each)
{
	if (numbering->letter->fields[each->field].branch)
		return;
	const struct letter_field *field = start(numbering, each->field);
	add(numbering, BRANCH_ONE_ROW, field->span, field->source);
	add(numbering, BRANCH_ROWS, field->span, field->source);
	/* otherwise a row without any is held */
	if (each->optional || field->optional ||
	    (each->last && each->last->kind == NODE_BRANCH))
		add(numbering, BRANCH_NO_ROW, field->span, field->source);
}

static void
add_below(struct numbering *numbering, const struct node *node)
{
	if (node->kind == NODE_IF)
		add_choice(numbering, node);
	else if (node->kind == NODE_EACH)
		add_each(numbering, node);
	for (const struct node *child = node->first; child; child = child->next)
		add_below(numbering, child);
}

/* Fields in the addresses of links are no nodes. */
static void
add_values(struct numbering *numbering)
{
	struct letter *letter = numbering->letter;
	for (uint32_t i = 0; i < letter->field_count; i++) {
		const struct letter_field *field = &letter->fields[i];
		if (field->use != USE_VALUE || !field->expr ||
		    !(field->optional || field->has_fallback) ||
		    expr_is_constant(field->expr))
			continue;
		start(numbering, i);
		add(numbering, BRANCH_FILLED, field->span, field->source);
		add(numbering, BRANCH_EMPTY, field->span, field->source);
	}
}

void
branches_add(
    struct branches *branches, struct arena *job_mem, struct letter *letter)
{
	struct numbering numbering = {branches, job_mem, letter};
	add_below(&numbering, letter->root);
	add_values(&numbering);
}

struct branch_set
branch_set_new(struct arena *arena, size_t branches)
{
	struct branch_set set = {.words = branches / 64 + 1};
	set.bits = ARENA_ARRAY(arena, uint64_t, set.words);
	return set;
}

void
branch_set_clear(struct branch_set *set)
{
	memset(set->bits, 0, set->words * sizeof *set->bits);
}
