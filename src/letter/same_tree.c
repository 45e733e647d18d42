/* Two trees compared: the one that was written, and the one it makes. */
#include "letter/messages.h"
#include "letter/write.h"
#include "letter/written.h"

struct comparison {
	const struct letter *left, *right;
	const struct node *differs; /* of the left */
};

static bool
same_field(const struct comparison *comparison, uint32_t left, uint32_t right)
{
	if (left == FIELD_NONE || right == FIELD_NONE)
		return left == right;
	const struct letter_field *a = &comparison->left->fields[left];
	const struct letter_field *b = &comparison->right->fields[right];
	struct strbuf x = {0}, y = {0};
	if (a->expr && b->expr) {
		expr_write(&x, a->expr);
		expr_write(&y, b->expr);
	} else {
		strbuf_add(&x, a->source);
		strbuf_add(&y, b->source);
	}
	bool same = a->use == b->use && a->optional == b->optional &&
		    slice_equal(strbuf_view(&x), strbuf_view(&y));
	strbuf_fini(&x);
	strbuf_fini(&y);
	return same;
}

static bool
same_shares(const struct node *a, const struct node *b)
{
	if (!a->shares || !b->shares)
		return !a->shares && !b->shares;
	for (uint32_t i = 0; i < a->column_count; i++) {
		int off = a->shares[i] - b->shares[i];
		if (off < -2 || off > 2)
			return false;
	}
	return true;
}

/* Do all numbered lists in the same place count together? */
static bool
counts_alone(const struct node *within, uint16_t counter)
{
	for (const struct node *child = within->first; child;
	     child = child->next) {
		bool list = child->kind == NODE_LIST && child->ordered;
		bool tag = child->kind == NODE_IF || child->kind == NODE_EACH ||
			   child->kind == NODE_BRANCH;
		if ((list && child->counter != counter) ||
		    (tag && !counts_alone(child, counter)))
			return false;
	}
	return true;
}

/*
 * A word processor's list goes on with its own alone; in Markdown one goes on
 * with whichever was printed before it in the same place.
 */
static bool
same_numbers(const struct comparison *comparison, const struct node *a,
    const struct node *b)
{
	if (a->kind != NODE_LIST || !a->ordered || !b->goes_on || !a->counter)
		return true;
	const struct letter_counter *of =
	    &comparison->left->counters[a->counter - 1];
	const struct node *place = a->parent;
	while (place->kind == NODE_IF || place->kind == NODE_EACH ||
	       place->kind == NODE_BRANCH)
		place = place->parent;
	return b->begins == of->start && of->below == of->level &&
	       counts_alone(place, a->counter);
}

static bool
same_node(const struct comparison *comparison, const struct node *a,
    const struct node *b)
{
	return a->kind == b->kind && a->optional == b->optional &&
	       a->ordered == b->ordered && a->tight == b->tight &&
	       a->is_header == b->is_header && a->level == b->level &&
	       a->alignment == b->alignment &&
	       (a->start == b->start || a->kind == NODE_ITEM) &&
	       a->column_count == b->column_count && same_shares(a, b) &&
	       same_numbers(comparison, a, b) &&
	       slice_equal(a->style, b->style) &&
	       slice_equal(a->section, b->section) &&
	       slice_equal(a->language, b->language) &&
	       slice_equal(a->target, b->target) &&
	       (a->kind != NODE_PART || slice_equal(a->text, b->text)) &&
	       same_field(comparison, a->field, b->field);
}

/* Texts side by side are one: *at is behind them. */
static void
take_text(struct strbuf *out, const struct node **at)
{
	strbuf_reset(out);
	for (; *at && (*at)->kind == NODE_TEXT; *at = (*at)->next)
		strbuf_add(out, (*at)->text);
}

static bool compare_below(
    struct comparison *comparison, const struct node *a, const struct node *b);

static bool
compare(
    struct comparison *comparison, const struct node *a, const struct node *b)
{
	if (!same_node(comparison, a, b) || !compare_below(comparison, a, b)) {
		if (!comparison->differs)
			comparison->differs = a;
		return false;
	}
	return true;
}

static bool
compare_below(
    struct comparison *comparison, const struct node *a, const struct node *b)
{
	struct strbuf left = {0}, right = {0};
	const struct node *x = a->first, *y = b->first;
	bool same = true;
	while (same && (x || y)) {
		take_text(&left, &x);
		take_text(&right, &y);
		same = slice_equal(strbuf_view(&left), strbuf_view(&right)) &&
		       !x == !y && (!x || compare(comparison, x, y));
		x = x ? x->next : NULL;
		y = y ? y->next : NULL;
	}
	strbuf_fini(&left);
	strbuf_fini(&right);
	return same;
}

/* Its front matter is ours, and says no more than the options here do. */
static struct slice
body_of(struct slice markdown)
{
	size_t end = slice_find(slice_from(markdown, 4), SLICE("---\n"));
	return slice_from(markdown, 4 + end + 4);
}

bool
letter_is_written(struct arena *job_mem, const struct letter *letter,
    struct slice markdown, struct diag *diag)
{
	struct sources *sources = sources_new();
	struct diag *silent = diag_new(sources);
	struct slice body = arena_dup(job_mem, body_of(markdown));
	uint32_t file = sources_add(sources, letter->path, body);
	uint32_t next_id = 1;
	const struct letter_options options = {
	    .default_language = letter->language.at,
	    .next_id = &next_id,
	    .keep_parts = true,
	};
	const struct letter *again = letter_parse(job_mem, file, body,
	    (struct span){file, 1, 1, 0}, &options, silent);
	struct comparison comparison = {.left = letter, .right = again};
	bool same = compare(&comparison, letter->root, again->root);
	if (!same) {
		REPORT(diag,
		    comparison.differs->span.line ? comparison.differs->span
						  : letter->root->span,
		    &letter_no_markdown, NO_ARGS);
		HINT(diag, &letter_no_markdown_cure, NO_ARGS);
	}
	diag_free(silent);
	sources_free(sources);
	return same;
}
