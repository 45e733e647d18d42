/*
 * pdf/repeat.h - operators of galleys that stood in a letter before.
 *
 * Blocks made of a row's values, such as "Hej Anna!", come again in other
 * letters. Their operators are kept and copied where galley, place and the
 * pen's state are those of before: the same bytes as content_add_lines gives.
 */
#ifndef PDF_REPEAT_H
#define PDF_REPEAT_H

#include "pdf/content.h"

struct repeats;

struct repeats *repeats_new(const struct faces *faces);
void repeats_free(struct repeats *repeats);

/* As content_add_lines, for a piece that is not tagged, outside a text object;
 * the top of its first line stands at x, y. */
void repeats_add_lines(struct repeats *repeats, struct content *content,
    const struct piece *piece, mpt x, mpt y);

#endif
