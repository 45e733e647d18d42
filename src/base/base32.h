/*
 * base/base32.h - Crockford's base32: digits and capitals without I, L, O, U.
 *
 * People copy these signs by hand: small letters, O for 0 and I or L for 1 are
 * read as what was meant, and hyphens and blanks are passed over.
 */
#ifndef BASE_BASE32_H
#define BASE_BASE32_H

#include <stdint.h>

#include "base/slice.h"

/* The sign of a value below 32. */
char base32_sign(unsigned value);
/* The value of a sign; -1 for one that stands for nothing. */
int base32_value(char sign);

/* `count` signs of the first bits of `bytes`, and a NUL; a hyphen after every
 * fourth where `grouped`. */
void base32_write(const uint8_t *bytes, size_t count, bool grouped, char *to);

/* Up to `room` values, without hyphens and blanks; -1 where any other sign
 * stands there, or there are more. */
int base32_read(struct slice text, uint8_t *values, size_t room);

#endif
