/*
 * pages/tags.h - the structure tree of another PDF, for the excerpt.
 *
 * ISO 32000-1 14.7 and 14.8. tags_read.c takes the elements, each as what its
 * role map says; tags_attributes.c those of their attributes that a reader
 * asks for; then the pages are copied, and it is known which marks there are;
 * tags_settle.c drops what is empty; tags_check.c holds the rest against what
 * PDF/UA (ISO 14289-1) asks.
 */
#ifndef PAGES_TAGS_H
#define PAGES_TAGS_H

#include "pages/excerpt_private.h"
#include "pages/stream.h"

struct tag_attributes {
	int64_t row_span, column_span; /* 0: not said */
	const char *scope, *numbering, *placement, *direction; /* or NULL */
	struct slice summary; /* as PDF text */
	bool boxed;
	int64_t box[4]; /* mpt, as the file says it */
	struct slice *headers; /* IDs */
	size_t header_count;
};

struct tag {
	const char *role; /* "P" */
	uint32_t parent;
	struct excerpt_kid *kids;
	size_t kid_count, kid_room;
	struct slice entries;
	struct slice id;
	struct tag_attributes attributes;
	bool described; /* has words in place of what is seen */
	bool has_language;
	bool dead;
};

struct tag_page {
	int number; /* of the page object */
	uint32_t *owners; /* by MCID */
	size_t owner_count, owner_room;
	const char **roles; /* the same */
	bool *found;
	struct excerpt_turn turn;
};

struct tag_tree {
	struct tag *at;
	size_t count, room;
	size_t kids; /* of all */
	struct tag_page *pages;
	size_t page_count;
	qpdf_oh role_map, class_map;
	const char *language; /* NULL: none for all */
	struct excerpt_tag *done;
};

/* Whether the file says that it is tagged. */
bool tags_said(struct excerpt_walk *walk);

/* Reads the tree into walk->tags; false after a report. */
bool tags_read(struct excerpt_walk *walk, size_t page_count);

/* What the content of page `index` is marked with. */
struct stream_marks tags_marks(struct excerpt_walk *walk, size_t index);

/* When all pages are copied: tree->done and the pages' owners. */
bool tags_settle(struct excerpt_walk *walk, struct excerpt_page *pages);

/* ---- parts of that */

bool tags_read_attributes(
    struct excerpt_walk *walk, qpdf_oh element, struct tag_attributes *to);
struct slice tags_write_attributes(
    struct excerpt_walk *walk, const struct tag *tag);

/* The standard's own name, "Span" for what has lost its target; or NULL. */
const char *tags_standard_role(const char *name);

bool tags_check(struct excerpt_walk *walk);

/* Reports; `why` is a wording, `which` as the file says. */
void tags_refuse(
    struct excerpt_walk *walk, size_t page, const char *why, const char *which);
/* The first page that it stands on, from 0. */
size_t tags_page_of(const struct tag_tree *tree, const struct tag *tag);

static inline bool
tag_is(const struct tag *tag, const char *role)
{
	return strcmp(tag->role, role) == 0;
}

#endif
