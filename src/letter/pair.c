/*
 * Which tags belong together, by their order in the source alone. Whether a
 * pair also stands in one place of the tree is seen in fold.c.
 */
#include "letter/messages.h"
#include "letter/reading.h"

static const char *
end_word(enum tag_kind kind)
{
	return kind == TAG_EACH ? "{{/each}}" : "{{/if}}";
}

struct pairing {
	struct reading *reading;
	size_t *open; /* stack of indices */
	size_t count, room;
};

static struct tag *
innermost(struct pairing *pairing)
{
	if (!pairing->count)
		return NULL;
	return &pairing->reading->tags[pairing->open[pairing->count - 1]];
}

/* The walks over the tree recurse, so nesting has an end. */
static void
push(struct pairing *pairing, size_t tag)
{
	if (pairing->count == NESTING_MAX)
		REPORT(pairing->reading->diag, pairing->reading->tags[tag].span,
		    &letter_too_deep, NO_ARGS);
	pairing->open = arena_grow(pairing->reading->job_mem, pairing->open,
	    &pairing->room, pairing->count + 1, sizeof *pairing->open);
	pairing->open[pairing->count++] = tag;
	if (pairing->reading->deepest < pairing->count)
		pairing->reading->deepest = pairing->count;
}

static void
report_unclosed(struct pairing *pairing, const struct tag *tag)
{
	REPORT(
	    pairing->reading->diag, tag->span, &letter_never_closed, NO_ARGS);
	HINT(
	    pairing->reading->diag, &letter_add_end, ARGS(end_word(tag->kind)));
}

static void
see_else(struct pairing *pairing, struct tag *tag, bool *had_else)
{
	struct tag *opener = innermost(pairing);
	if (!opener || (opener->kind != TAG_IF && (opener->kind != TAG_EACH ||
						      tag->kind != TAG_ELSE))) {
		REPORT(pairing->reading->diag, tag->span, &letter_lone_else,
		    NO_ARGS);
		if (opener)
			ALSO(pairing->reading->diag, opener->span,
			    &letter_opened_here, NO_ARGS);
		return;
	}
	size_t index = pairing->open[pairing->count - 1];
	tag->opener = index;
	if (had_else[index]) {
		REPORT(pairing->reading->diag, tag->span, &letter_after_else,
		    NO_ARGS);
		ALSO(pairing->reading->diag, opener->span, &letter_opened_here,
		    NO_ARGS);
	}
	had_else[index] |= tag->kind == TAG_ELSE;
}

static bool
is_open(const struct pairing *pairing, enum tag_kind kind)
{
	for (size_t i = 0; i < pairing->count; i++) {
		if (pairing->reading->tags[pairing->open[i]].kind == kind)
			return true;
	}
	return false;
}

static void
see_end(struct pairing *pairing, size_t index)
{
	struct tag *tags = pairing->reading->tags, *tag = &tags[index];
	enum tag_kind wanted = tag->kind == TAG_END_IF ? TAG_IF : TAG_EACH;
	size_t inner;
	if (!is_open(pairing, wanted)) {
		REPORT(pairing->reading->diag, tag->span, &letter_nothing_open,
		    NO_ARGS);
		return;
	}
	/* What was opened inside and never closed is the fault. */
	while (tags[inner = pairing->open[pairing->count - 1]].kind != wanted) {
		report_unclosed(pairing, &tags[inner]);
		ALSO(pairing->reading->diag, tag->span, &letter_closed_here,
		    NO_ARGS);
		pairing->count--;
	}
	pairing->count--;
	tag->opener = inner;
	tags[inner].closer = index;
}

void
pair_tags(struct reading *reading)
{
	struct pairing pairing = {.reading = reading};
	bool *had_else =
	    ARENA_ARRAY(reading->job_mem, bool, reading->tag_count);
	for (size_t i = 0; i < reading->tag_count; i++) {
		struct tag *tag = &reading->tags[i];
		if (tag->kind == TAG_IF || tag->kind == TAG_EACH)
			push(&pairing, i);
		else if (tag->kind == TAG_ELSE || tag->kind == TAG_ELSE_IF)
			see_else(&pairing, tag, had_else);
		else if (tag->kind == TAG_END_IF || tag->kind == TAG_END_EACH)
			see_end(&pairing, i);
	}
	while (pairing.count) {
		report_unclosed(&pairing, innermost(&pairing));
		pairing.count--;
	}
}
