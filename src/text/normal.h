/*
 * text/normal.h - one form of every text: cleaned for keeping, folded for
 * comparing.
 *
 * Results may be the argument itself (borrowed) where nothing changes, which
 * is the common case and costs no copy; otherwise they live in the arena.
 */
#ifndef TEXT_NORMAL_H
#define TEXT_NORMAL_H

#include "base/arena.h"

/* Unicode blanks at both ends removed, NFC (UAX 15). Valid UTF-8 in. */
struct slice text_clean(struct arena *arena, struct slice text);

/*
 * The key by which texts are the same: NFC, case folded, runs of blanks (NBSP
 * too) one space, none at the ends, zero-width and soft hyphen dropped.
 * å ä ö é ü stay letters of their own.
 */
struct slice text_fold(struct arena *arena, struct slice text);

/* text_fold(a) equals text_fold(b); no allocation for ASCII and Latin-1. */
bool text_same(struct slice a, struct slice b);

/* True where there is nothing but blanks. */
bool text_is_blank(struct slice text);

struct slice text_upper(struct arena *arena, struct slice text,
    const char *language);
struct slice text_lower(struct arena *arena, struct slice text,
    const char *language);

#endif
