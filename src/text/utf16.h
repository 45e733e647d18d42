/*
 * text/utf16.h - UTF-8 to ICU's UTF-16 and back; for text/ alone.
 *
 * A buffer that starts on the stack and moves to the heap for long texts:
 *
 *	struct utf16 wide;
 *	utf16_init(&wide);
 *	utf16_set(&wide, text);
 *	…
 *	utf16_fini(&wide);
 */
#ifndef TEXT_UTF16_H
#define TEXT_UTF16_H

#include <unicode/utypes.h>

#include "base/arena.h"

#define UTF16_FIXED 256

struct utf16 {
	UChar *at;
	int32_t len;
	int32_t room;
	UChar fixed[UTF16_FIXED];
};

void utf16_init(struct utf16 *wide);
void utf16_fini(struct utf16 *wide);

/* Room for `units` in all; keeps what is in it. */
void utf16_reserve(struct utf16 *wide, int32_t units);

/* Appends one code point. */
void utf16_add(struct utf16 *wide, uint32_t code);

/* Replaces the content; an invalid byte becomes U+FFFD. */
void utf16_set(struct utf16 *wide, struct slice text);

/* The content as UTF-8 in the arena. */
struct slice utf16_write(struct arena *arena, const struct utf16 *wide);

#endif
