/*
 * letter/surprise.h - reports text that Markdown silently turns into something
 * else, with the cure.
 *
 * People who write letters are not authors of Markdown: a line of speech is
 * not a list, "1. oktober" is a date, two footnote stars are not emphasis. The
 * finished tree is looked at together with the source's own lines. Inside
 * letter/ and word/ only.
 */
#ifndef LETTER_SURPRISE_H
#define LETTER_SURPRISE_H

#include "base/diag.h"
#include "doc/node.h"

/* The source from there to the line's end. */
struct slice surprise_source(struct diag *diag, struct span span);

/* The author put a backslash before it, and knows. */
bool surprise_is_escaped(struct diag *diag, const struct node *text);

/* A lone bullet; a number that is a date, or is printed as another. */
void surprise_in_list(struct diag *diag, const struct node *list);

/* Blanks in a row, and what is left of a draft: not Markdown's doing. */
void surprise_in_words(struct diag *diag, const struct node *text);

/* In any text; at a line's beginning; in a paragraph as a whole. */
void surprise_in_text(struct diag *diag, const struct node *text);
void surprise_at_start(struct diag *diag, const struct node *text);
void surprise_in_lines(struct diag *diag, const struct node *paragraph);

#endif
