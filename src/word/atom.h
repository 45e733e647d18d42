/*
 * word/atom.h - a block's text in pieces, each of one look: what text.c reads,
 * blank.c settles and emit.c makes nodes of. Inside word/ only.
 */
#ifndef WORD_ATOM_H
#define WORD_ATOM_H

#include "word/tree.h"

enum atom_kind { ATOM_TEXT, ATOM_FIELD, ATOM_TAG, ATOM_BREAK, ATOM_PICTURE };

/* The smallest part of a block with one look throughout. */
struct atom {
	enum atom_kind kind;
	bool bold, italic;
	uint32_t link;
	const struct word_paragraph *paragraph;
	size_t from, end; /* bytes of its paragraph */
	size_t tag;
	const struct word_picture *picture;
};

struct atoms {
	struct tree *tree;
	struct atom *at;
	size_t count, room;
};

/* text.c: adds one; borrowed until the next. */
struct atom *atoms_add(struct atoms *atoms, struct atom atom);

/* blank.c: the text of an atom; blanks at its ends. */
struct slice atoms_text(const struct atoms *atoms, const struct atom *atom);
size_t blanks_leading(struct slice text);
size_t blanks_trailing(struct slice text);

/*
 * blank.c: takes away blanks at the ends of lines and lines of nothing but a
 * tag, and says which blanks and breaks are bold, italic or in a link. In a
 * heading that is bold all through, bold says nothing.
 */
void atoms_settle(struct atoms *atoms, bool heading);

/* emit.c: the nodes of all atoms, below `to`. */
void atoms_emit(struct atoms *atoms, struct node *to);

#endif
