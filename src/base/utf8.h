/*
 * base/utf8.h - UTF-8 by the byte (RFC 3629).
 *
 * Overlong forms, surrogates and anything past U+10FFFF are not UTF-8.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include "base/slice.h"

#define UTF8_INVALID UINT32_MAX

/* Offset of the first byte that is not valid UTF-8, or text.len. */
size_t utf8_check(struct slice text);

/*
 * Reads the code point at *offset and moves *offset past it. Invalid bytes
 * give UTF8_INVALID and move by one. *offset must be < text.len.
 */
uint32_t utf8_next(struct slice text, size_t *offset);

/* Writes 1-4 bytes to `to`, returns how many. */
size_t utf8_encode(char *to, uint32_t code_point);

/* Number of code points in valid UTF-8. */
size_t utf8_count(struct slice text);

#endif
