/*
 * pdf/tag.h - the structure tree of a tagged document.
 *
 * ISO 32000-1 14.7 and 14.8: a Document, in it a Sect per letter, in that one
 * per text where the letter has several, in it the blocks as their nodes say
 * (doc/node.h). Elements are written as
 * objects when their letter ends, so memory does not grow with the batch; the
 * parent tree goes from a page's marked content back to its elements.
 */
#ifndef PDF_TAG_H
#define PDF_TAG_H

#include "layout/page.h"
#include "pdf/haru.h"

enum tag_role {
	TAG_DOCUMENT,
	TAG_SECT,
	TAG_H1,
	TAG_H6 = TAG_H1 + 5,
	TAG_P,
	TAG_L,
	TAG_LI,
	TAG_LBL,
	TAG_LBODY,
	TAG_TABLE,
	TAG_TR,
	TAG_TH,
	TAG_TD,
	TAG_DIV,
	TAG_LINK,
	TAG_FIGURE,
};

/* "P", "H1" … as content and elements name it. */
const char *tag_name(enum tag_role role);

struct tags;

struct tags *tags_new(struct haru *haru, struct arena *batch_mem);
void tags_free(struct tags *tags);

/*
 * A letter: an element of its own, with its language where it is not the
 * document's (NULL); false after a report. Ending it writes its elements.
 */
bool tags_begin_letter(
    struct tags *tags, const char *language, struct diag *diag);
void tags_end_letter(struct tags *tags);

/* Begins one of a letter's several texts, in its language. */
bool tags_begin_text(
    struct tags *tags, const char *language, struct diag *diag);

/*
 * What is tagged from now on: its language where that is not the text's
 * (otherwise NULL); `aside`: read after the text, whichever page it stands on.
 */
void tags_begin_piece(struct tags *tags, const char *language, bool aside);

/*
 * A page whose object is `page`; gives its /StructParents. Ending it adds its
 * marked content to the parent tree; false after a report.
 */
uint32_t tags_begin_page(struct tags *tags, uint32_t page);
bool tags_end_page(struct tags *tags, struct diag *diag);

/* An element of the letter being written; NO_TAG after a report. */
#define NO_TAG UINT32_MAX

/*
 * The element of a block, made with those above it up to `top` where new: a
 * heading, paragraph, list item's body, cell. A block that is none of these,
 * or NULL, is a paragraph, known by `otherwise`. A heading that skips a level
 * is reported (ISO 14289-1 7.4.2).
 */
uint32_t tags_find_block(struct tags *tags, const struct node *block,
    const struct node *top, const void *otherwise, struct diag *diag);
/* The label of a list item. */
uint32_t tags_find_label(struct tags *tags, const struct node *item,
    const struct node *top, struct diag *diag);
/* The element of a link inside the element `block`. */
uint32_t tags_find_link(struct tags *tags, const struct node *link,
    uint32_t block, struct diag *diag);

/*
 * The figure of an image; its rectangle in mpt: left, bottom, right, top.
 * Without a description it is reported (ISO 14289-1 7.3).
 */
uint32_t tags_add_figure(struct tags *tags, const struct node *image,
    const struct node *top, const int64_t rectangle[4], struct diag *diag);

/*
 * The tags of another PDF's pages (pages/excerpt.h), in the text that was begun;
 * false after a report. Its pages follow, each begun and then marked.
 */
bool tags_begin_foreign(
    struct tags *tags, const struct excerpt *excerpt, struct diag *diag);
void tags_mark_foreign(struct tags *tags, uint32_t page);

enum tag_role tags_role(const struct tags *tags, uint32_t tag);

/* Marks content on the page being written as the element's; its MCID. */
uint32_t tags_mark(struct tags *tags, uint32_t tag);

/*
 * Makes a link's rectangle on the page an annotation of the element; gives its
 * object's number, 0 after a report. `rectangle` in mpt: left, bottom, right,
 * top.
 */
uint32_t tags_annotate(struct tags *tags, uint32_t tag, const struct node *link,
    const int64_t rectangle[4], struct diag *diag);

/*
 * The rules that may be broken, for pdf/check.h too: whether a heading follows
 * on *level, which becomes its own; whether an image is described. False
 * after a report.
 */
bool tags_check_heading(
    const struct node *heading, uint8_t *level, struct diag *diag);
bool tags_check_figure(const struct node *image, struct diag *diag);

/* Writes root and parent tree; gives the root's number, 0 after a report. */
uint32_t tags_finish(struct tags *tags, struct diag *diag);

#endif
