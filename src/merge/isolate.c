#include "merge/isolate.h"

#include "merge/value.h"

/* The texts of a block as they are read, one after the other. */
struct reading {
	bool fixed; /* which texts may be changed */
	struct node *last; /* a value put apart, only blanks after it */
};

bool
isolate_is_around(struct slice text)
{
	return slice_starts(text, FIRST_STRONG_ISOLATE) &&
	       slice_ends(text, POP_ISOLATE);
}

/* Ends the isolate of the last value where this one's ends. */
static void
read_text(struct reading *reading, struct node *node)
{
	struct node *last = reading->last;
	bool own = node->fixed == reading->fixed;
	if (!node->origin.len && !slice_trim(node->text).len)
		return;
	reading->last = NULL;
	if (!own || !node->origin.len || !isolate_is_around(node->text))
		return;
	if (last) {
		last->text.len -= strlen(POP_ISOLATE);
		node->text =
		    slice_from(node->text, strlen(FIRST_STRONG_ISOLATE));
	}
	reading->last = node;
}

static void
read_below(struct reading *reading, const struct node *parent)
{
	for (struct node *n = parent->first; n; n = n->next) {
		if (n->kind == NODE_TEXT)
			read_text(reading, n);
		else if (n->kind == NODE_EMPHASIS || n->kind == NODE_STRONG)
			read_below(reading, n);
		else
			reading->last = NULL;
	}
}

void
isolate_share(struct node *block, bool fixed)
{
	struct reading reading = {.fixed = fixed};
	read_below(&reading, block);
}
