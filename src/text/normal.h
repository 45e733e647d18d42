/*
 * text/normal.h - one form of every text: cleaned for keeping, folded for
 * comparing.
 *
 * Results may be the argument itself (borrowed) where nothing changes, which
 * is the common case and costs no copy; otherwise they live in the arena.
 * ASCII and Latin-1 letters never reach ICU: clean and fold run on every cell
 * of a register.
 *
 * Blank and hidden are classes of base/code.h.
 */
#ifndef TEXT_NORMAL_H
#define TEXT_NORMAL_H

#include <stdint.h>

#include "base/arena.h"
#include "base/code.h"

/*
 * Blanks, soft hyphens and zero-width spaces at both ends removed, NFC
 * (UAX 15). Empty where text_is_blank. Valid UTF-8 in.
 */
struct slice text_clean(struct arena *arena, struct slice text);

/* NFC (UAX 15) alone: blanks stay. */
struct slice text_nfc(struct arena *arena, struct slice text);

/*
 * The key by which texts are the same: NFC, case folded, runs of blanks (NBSP
 * too) one space, none at the ends, hidden characters dropped, other forms of
 * the same letters spelt out (wide Ｓ, ligature ﬁ; UAX 15, but not digits that
 * are raised or circled). å ä ö é ü stay letters of their own.
 */
struct slice text_fold(struct arena *arena, struct slice text);

/* text_fold(a) equals text_fold(b); no allocation for ASCII and Latin-1. */
bool text_same(struct slice a, struct slice b);

/* True where there is nothing but blanks and hidden characters. */
bool text_is_blank(struct slice text);

/* A letter, or a digit, of any script; of one code point. */
bool code_is_letter(uint32_t code);
bool code_is_digit(uint32_t code);

/* By the language's rules ("tr" has its own i). Valid UTF-8 in. */
struct slice text_upper(
    struct arena *arena, struct slice text, const char *language);
struct slice text_lower(
    struct arena *arena, struct slice text, const char *language);

#endif
