/*
 * base/response.h - response codes: what somebody who answers a letter writes
 * or scans, in place of her name.
 *
 * Eight signs of Crockford's base32: one capital, five signs, two check signs.
 * The first six are a number, permuted by the run's key: two letters of a run
 * cannot have the same code, and nobody without the key can tell which codes
 * there are. A code begins with a letter, so that no spreadsheet takes it for
 * a number. The check signs are those of a Reed-Solomon code over GF(32), also
 * shifted by the key: one or two wrong signs, and any two that are swapped, are
 * always found, and a code of another run nearly always.
 */
#ifndef BASE_RESPONSE_H
#define BASE_RESPONSE_H

#include <stdint.h>

#include "base/slice.h"

#define RESPONSE_SIGNS 8
#define RESPONSE_SIZE (RESPONSE_SIGNS + 1)
/* Numbers are below this: a capital (22 of them) and five signs. */
#define RESPONSE_NUMBERS ((uint32_t)22 << 25)
/* Letters that one row can have, and so rows that can have codes. */
#define RESPONSE_PARTS 4
#define RESPONSE_ROWS (RESPONSE_NUMBERS / RESPONSE_PARTS - 1)

struct response_codes;

/* Of a run, by its key: 20 ms and half a megabyte. To be freed. */
struct response_codes *response_codes_new(struct slice key);
/* Accepts NULL. */
void response_codes_free(struct response_codes *codes);

/* The number of a row's letter: `part` tells its letters apart. */
uint32_t response_number(uint32_t row, uint32_t part);

/* The code of a number below RESPONSE_NUMBERS. */
void response_write(const struct response_codes *codes, uint32_t number,
    char to[RESPONSE_SIZE]);

/* The row whose letter has a code, as response_read gave it, or would have. */
uint32_t response_row(
    const struct response_codes *codes, const char code[RESPONSE_SIZE]);

enum response_reading {
	RESPONSE_GOOD,
	RESPONSE_NONE, /* not eight signs that begin with a letter */
	RESPONSE_WRONG, /* its check signs do not fit */
};

/*
 * Reads what a person wrote: small letters, O for 0, I and L for 1, hyphens
 * and blanks. A good one stands in `to` as response_write writes it.
 */
enum response_reading response_read(const struct response_codes *codes,
    struct slice text, char to[RESPONSE_SIZE]);

#endif
