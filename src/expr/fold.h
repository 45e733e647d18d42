/*
 * expr/fold.h - comparing a cell with a text folded beforehand, quickly.
 *
 * The same answers as text/normal.h, without allocation for cells of ASCII and
 * Latin-1 letters, which is nearly all of them; others go through text_fold.
 * Inside expr/ only.
 */
#ifndef EXPR_FOLD_H
#define EXPR_FOLD_H

#include "base/arena.h"

/* text_fold(cell) equals `folded`. */
bool fold_equal(struct slice cell, struct slice folded);

/*
 * Whether text_fold(cell) contains `part`, or starts with it, where `part` is
 * folded already; `squeezed`: blanks and hyphens of the cell do not count and
 * `part` has none. `mem` may be NULL.
 */
bool fold_search(struct slice cell, struct slice part, bool at_start,
    bool squeezed, struct arena *mem);

#define FOLD_QUICK 256

/* A folded text for as long as it is open. */
struct folded {
	char quick[FOLD_QUICK];
	struct arena *own; /* where the quick way does not do */
};

/* text_fold(text), kept in `folded` until fold_close. */
struct slice fold_open(struct folded *folded, struct slice text);
void fold_close(struct folded *folded);

/* The folded text without blanks and hyphens. */
struct slice fold_squeeze(struct arena *mem, struct slice folded);

#endif
