/*
 * letter/inline.h - text, emphasis, links, breaks and fields of one block.
 *
 * cmark's places of inlines cannot be trusted (tables, continuation lines), so
 * a cursor of ours follows the text through the lines. Inside letter/ only.
 */
#ifndef LETTER_INLINE_H
#define LETTER_INLINE_H

#include "letter/cmark.h"

#include "letter/reading.h"

/* Where in the Markdown the text goes on. */
struct cursor {
	size_t line; /* from 0 */
	size_t offset;
};

/* Appends what is below `from` to `to`; the cursor moves behind it. */
void inline_convert(struct reading *reading, cmark_node *from, struct node *to,
    struct cursor *cursor);

/* The text of a literal. */
struct slice literal_of(cmark_node *node);

#endif
