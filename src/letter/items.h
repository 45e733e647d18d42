/*
 * letter/items.h - the items of a list of the template, also those in tags.
 *
 * Inside letter/ only.
 */
#ifndef LETTER_ITEMS_H
#define LETTER_ITEMS_H

#include "doc/node.h"

/* In the order of the source; NULL: there is none. */
const struct node *items_first(const struct node *list);
/* The number that the author gave all of them, -1: they differ, 0: none. */
int32_t items_number(const struct node *list);
/* Do some of them stand in tags? */
bool items_have_tag(const struct node *list);

#endif
