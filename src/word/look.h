/*
 * word/look.h - the properties that stand first in a paragraph, a run, a table;
 * and the stack of open elements, which body.c and look.c share.
 */
#ifndef WORD_LOOK_H
#define WORD_LOOK_H

#include "word/body.h"

static inline struct element_entry *
body_top(struct body *body)
{
	return &body->stack[body->depth];
}

/*
 * Passes over an element and all in it. `watched`: it holds no text, and what
 * there is of it is refused.
 */
static inline void
body_skip(struct body *body, bool watched)
{
	body->skipped = 1;
	body->watched = watched;
}

static inline void
body_push(struct body *body, enum element is, bool owner)
{
	struct element_entry *entry = &body->stack[++body->depth];
	*entry = (struct element_entry){.is = is, .owner = owner};
	entry->link_before = body->link;
}

/* What is in it stands where it does. */
static inline void
body_push_through(struct body *body)
{
	body_push(body, body_top(body)->is, false);
}

/*
 * Whether the element is a property, or stands in one: it is then on the stack,
 * or what it says is read.
 */
bool look_enter(
    struct body *body, struct xml_name name, const char **attributes);

#endif
