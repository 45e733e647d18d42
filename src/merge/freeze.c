/* Values that are the same in every letter are put in once. */
#include "merge/inline.h"
#include "merge/isolate.h"
#include "merge/value.h"

/* A row, of which nothing that is frozen reads a cell. */
static const struct row no_row;

static void
freeze_field(struct arena *job_mem, const struct letter *letter,
    struct node *node, const char *language)
{
	const struct letter_field *field = &letter->fields[node->field];
	if (!field->expr || !expr_is_constant(field->expr))
		return;
	struct expr_context context = {
	    .row = &no_row,
	    .letter_mem = job_mem,
	    .language = language,
	};
	struct problem why = {0};
	struct value value = expr_evaluate(field->expr, &context, &why);
	struct slice text = value_tame(job_mem,
	    value_text(job_mem, value, context.language), field->isolate);
	if (!slice_trim(text).len)
		return;
	node->kind = NODE_TEXT;
	node->text = arena_dup(job_mem, text);
	node->origin = field->origin;
	node->field = FIELD_NONE;
	node->optional = false;
}

static bool
freeze_below(struct arena *job_mem, const struct letter *letter,
    struct node *node, const char *language)
{
	if (node->language.len)
		language = node->language.at;
	if (node->kind == NODE_FIELD)
		freeze_field(job_mem, letter, node, language);
	bool was_fixed = node->fixed;
	node->fixed = !letter_node_varies(node);
	for (struct node *child = node->first; child; child = child->next)
		node->fixed &= freeze_below(job_mem, letter, child, language);
	if (node->kind == NODE_LINK && node->fixed && !was_fixed)
		letter_add_address(job_mem, node);
	if (node_is_block(node->kind))
		isolate_share(node, true);
	return node->fixed;
}

void
merge_freeze(struct arena *job_mem, struct letter *letter)
{
	freeze_below(job_mem, letter, letter->root, letter->language.at);
}
