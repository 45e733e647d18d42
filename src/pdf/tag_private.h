/*
 * pdf/tag_private.h - elements being made, for tag.c, tag_write.c and
 * tag_foreign.c.
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

/* An excerpt's elements in the letter being written. */
struct foreign_tags {
	struct foreign_tags *next;
	const struct excerpt *excerpt;
	struct haru_object **objects; /* by its tag */
	uint32_t *ids; /* the same; 0: none */
	uint32_t *pages; /* objects, by its page */
	uint32_t top; /* index of the element they stand in */
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
	struct foreign_tags *foreign_first, *foreign_last;
	/* The name tree of IDs, which rise. */
	struct strbuf id_entries, id_leaves;
	uint32_t next_id, leaf_id;
};

/* Keeps a text as long as the document, and empties it. */
struct slice tags_keep(struct tags *tags, struct strbuf *text);

/* At the letter's end: what tags_begin_foreign began. */
void tags_write_foreign(struct tags *tags);

/* The tree of IDs; its object's number, 0 where there are none. False after a
 * report. */
bool tags_finish_ids(struct tags *tags, uint32_t *number, struct diag *diag);

void tags_add_kid(struct tags *tags, struct tag *tag, struct kid kid);

/* What stood aside is read now. */
void tags_end_text(struct tags *tags);

#endif
