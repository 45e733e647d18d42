/*
 * layout/inline.h - the inlines of one block as one text with formats.
 *
 * The text is contiguous, so that a word may go over the edge of a field and
 * still be shaped as one. Takes nodes, knows nothing of lines.
 */
#ifndef LAYOUT_INLINE_H
#define LAYOUT_INLINE_H

#include "doc/node.h"
#include "layout/typecase.h"

/* Neighbouring text of one look. */
struct format {
	uint32_t from, to; /* bytes of the text */
	const struct font *font;
	uint16_t family; /* whose font it is asked as */
	uint8_t face; /* enum font_style, as asked */
	bool tabular; /* figures of a table's column */
	mpt size;
	uint32_t colour;
	const struct tongue *tongue;
	const struct node *link; /* NULL: none */
	const struct node *source; /* its first text node */
};

/* Which node a byte comes from. */
struct origin {
	uint32_t from, to;
	const struct node *node;
};

struct inline_text {
	struct slice text; /* a line feed where a line must end */
	struct format *formats;
	size_t format_count;
	struct origin *origins;
	size_t origin_count;
	bool has_values;
};

/* The text in setting->mem, the rest in its scratch. False after a report (a
 * face of the family is missing). */
bool inline_collect(const struct setting *setting, const struct node *block,
    const struct style *style, struct inline_text *text);

/* One plain piece of text, such as an address line. `node` says whose. */
bool inline_plain(const struct setting *setting, struct slice plain,
    const struct node *node, const struct style *style,
    struct inline_text *text);

/* The node that byte `at` of the text comes from. */
const struct node *inline_find_node(
    const struct inline_text *text, uint32_t at);

/* True where a byte of [from, to) is a row's value. */
bool inline_is_value(
    const struct inline_text *text, uint32_t from, uint32_t to);

#endif
