/*
 * pdf/tag_private.h - elements being made, for tag.c and tag_write.c.
 */
#ifndef PDF_TAG_PRIVATE_H
#define PDF_TAG_PRIVATE_H

#include "base/strbuf.h"
#include "pdf/tag.h"

/* The contents of an element, in order. */
struct kid {
	struct kid *next;
	enum { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION } kind;
	uint32_t number; /* of the object, or the MCID */
	uint32_t page; /* of content and annotations */
};

struct tag {
	enum tag_role role;
	const void *source; /* its node; unique with the role */
	const struct node *node; /* the same, where it is one */
	uint32_t parent; /* index */
	const char *language; /* where it is not its parent's; or NULL */
	struct haru_object *object;
	struct kid *first, *last;
	struct slice alternative; /* of a figure */
	int64_t rectangle[4];
};

struct tags {
	struct haru *haru;
	struct arena *mem; /* what the document keeps */
	struct arena *letter_mem;
	struct haru_object *root, *document;
	struct tag *tags; /* of the letter; the first is its Sect */
	size_t count, room;
	uint32_t top; /* the Sect of the text */
	/* Of the piece being tagged; what stands aside waits. */
	const char *piece_language;
	bool aside;
	struct kid *aside_first, *aside_last;
	uint8_t heading; /* level of its last heading, 0 before */
	struct strbuf sects; /* the Document's kids */
	/* The page being written. */
	uint32_t page, page_key;
	uint32_t *marked; /* by MCID: the element's number */
	size_t marked_count, marked_room;
	struct strbuf annotations; /* entries that follow the page's */
	/* The parent tree. */
	struct strbuf entries, leaves;
	uint32_t next_key, leaf_key;
	struct strbuf text; /* scratch */
};

void tags_add_kid(struct tags *tags, struct tag *tag, struct kid kid);

/* What stood aside is read now. */
void tags_end_text(struct tags *tags);

#endif
