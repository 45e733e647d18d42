/*
 * text/normal_icu.h - the texts that normal.c's fast paths cannot do; for
 * text/ alone.
 */
#ifndef TEXT_NORMAL_ICU_H
#define TEXT_NORMAL_ICU_H

#include "base/arena.h"

/* Every code point is NFC by itself and combines with nothing before it. */
bool normal_is_nfc(struct slice text);

struct slice normal_write_nfc(struct arena *arena, struct slice text);
struct slice normal_write_fold(struct arena *arena, struct slice text);

#endif
