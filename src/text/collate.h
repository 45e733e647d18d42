/*
 * text/collate.h - sort keys: bytes whose memcmp order is a language's order.
 *
 * Keys are made once per value (ICU in a comparator is too slow for a million
 * rows). Swedish: å ä ö after z, v and w apart, digits by value.
 */
#ifndef TEXT_COLLATE_H
#define TEXT_COLLATE_H

#include "base/arena.h"
#include "base/diag.h"

struct collator;

/* `language`: "sv", "fi" …; NULL and a report where ICU does not know it. */
struct collator *collator_new(const char *language, struct diag *diag);
void collator_free(struct collator *collator);

/* The key, in the arena; compare with slice_compare. */
struct slice collator_key(
    struct collator *collator, struct arena *arena, struct slice text);

#endif
