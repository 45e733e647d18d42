/*
 * word/tree.h - a .docx that was read, as the tree that a letter is.
 *
 * tree.c makes blocks, table.c tables, text.c what stands in a block. The tags
 * are those of letter/, and so is all that follows. Inside word/ only.
 */
#ifndef WORD_TREE_H
#define WORD_TREE_H

#include "letter/reading.h"
#include "word/model.h"

struct tree {
	struct word_document *document;
	struct reading *reading;
	struct slice language; /* of the letter */
	/* Where tree_span counted to: places are asked for in their order. */
	const struct word_paragraph *counted;
	size_t counted_to;
	uint32_t column;
	bool trusts_marks; /* what Word says of languages fits the text */
};

/* Everything in the document, below the root; tags are raw. */
void tree_make(struct tree *tree, struct node *root);

/* ---- group.c */

/*
 * Of an {{if}} or {{each}} in a paragraph of its own: the least level of the
 * items up to its end, 0 where another block is among them, -1 where nothing is.
 */
int group_level(struct tree *tree, const struct word_block *opener);

/* ---- text.c */

struct slice tree_text(
    const struct tree *tree, const struct word_paragraph *paragraph);
/* Whether there is nothing but blanks and line breaks. */
bool tree_is_blank(
    const struct tree *tree, const struct word_paragraph *paragraph);
struct span tree_span(struct tree *tree, const struct word_paragraph *paragraph,
    size_t from, size_t len);
/*
 * The tag that the paragraph is and nothing more, read; TAG_NONE where it is
 * none, or a field.
 */
size_t tree_lone_tag(struct tree *tree, const struct word_paragraph *paragraph);
/* Paragraphs up to `end` as lines of one block. */
void tree_add_inlines(struct tree *tree, const struct word_paragraph *first,
    const struct word_paragraph *end, struct node *to);

/* Its names are a word processor's. */
void tree_take_for_word(struct letter_field *field);

/* ---- link.c */

void tree_finish_link(
    struct tree *tree, struct node *link, struct slice target);

/* ---- table.c */

void tree_add_table(
    struct tree *tree, const struct word_table *table, struct node *to);

/* ---- language.c */

/* The letter's: of most of its text; `otherwise` where none is said. */
struct slice tree_find_language(struct tree *tree, struct slice otherwise);
/* Gives the block its language where that is not the letter's. */
void tree_set_language(struct tree *tree,
    const struct word_paragraph *paragraph, struct node *block);

/* ---- warn.c */

/* Text that looks like what it is not: a heading, a list, a draft. */
void tree_warn(struct tree *tree, const struct node *root);
void tree_warn_of_look(
    struct tree *tree, const struct word_paragraph *paragraph);

#endif
