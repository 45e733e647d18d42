#include "base/response.h"

#include <assert.h>
#include <stdlib.h>

#include "base/base32.h"
#include "base/hash.h"
#include "base/memory.h"

/* A number is two halves of fifteen bits. */
#define HALF_BITS 15
#define HALVES ((uint32_t)1 << HALF_BITS)
#define ROUNDS 8
#define DATA_SIGNS 6

/* Each round's function is drawn at random by the key, value by value. */
struct response_codes {
	uint16_t rounds[ROUNDS][HALVES];
	uint8_t shift[2]; /* of the check signs */
};

/* ---- the key's permutation of 30 bits: a Feistel network */

static void
draw(struct response_codes *codes, struct slice key)
{
	uint16_t *at = &codes->rounds[0][0];
	const size_t each = sizeof(struct digest) / 2;
	for (size_t i = 0; i < (size_t)ROUNDS * HALVES / each; i++) {
		uint8_t place[5] = {'r', (uint8_t)(i >> 24), (uint8_t)(i >> 16),
		    (uint8_t)(i >> 8), (uint8_t)i};
		struct digest digest = hash_keyed(
		    key, (struct slice){(const char *)place, sizeof place});
		for (size_t k = 0; k < each; k++)
			*at++ = (uint16_t)((digest.bytes[2 * k] << 8 |
					       digest.bytes[2 * k + 1]) &
					   (HALVES - 1));
	}
	struct digest digest = hash_keyed(key, SLICE("check signs"));
	codes->shift[0] = digest.bytes[0] & 31;
	codes->shift[1] = digest.bytes[1] & 31;
}

static uint32_t
permute(const struct response_codes *codes, uint32_t number)
{
	uint32_t left = number >> HALF_BITS, right = number & (HALVES - 1);
	for (size_t i = 0; i < ROUNDS; i++) {
		uint32_t next = left ^ codes->rounds[i][right];
		left = right;
		right = next;
	}
	return left << HALF_BITS | right;
}

/* The number that permute makes this one of. */
static uint32_t
permute_back(const struct response_codes *codes, uint32_t number)
{
	uint32_t left = number >> HALF_BITS, right = number & (HALVES - 1);
	for (size_t i = ROUNDS; i > 0; i--) {
		uint32_t before = right ^ codes->rounds[i - 1][left];
		right = left;
		left = before;
	}
	return left << HALF_BITS | right;
}

struct response_codes *
response_codes_new(struct slice key)
{
	struct response_codes *codes = mem_new(1, sizeof *codes);
	draw(codes, key);
	return codes;
}

void
response_codes_free(struct response_codes *codes)
{
	free(codes);
}

uint32_t
response_number(uint32_t row, uint32_t part)
{
	return row * RESPONSE_PARTS + part;
}

/* ---- signs */

/* The first sign is one of these: base32's letters. */
static const char capitals[] = "ABCDEFGHJKMNPQRSTVWXYZ";

/* GF(32) by x^5 + x^2 + 1. */
static unsigned
multiply(unsigned a, unsigned b)
{
	unsigned product = 0;
	for (; b; b >>= 1) {
		if (b & 1)
			product ^= a;
		a <<= 1;
		if (a & 32)
			a ^= 37;
	}
	return product;
}

/*
 * The remainder of the six signs, times x^2, by (x - 2)(x - 4) = x^2 + 6x + 8:
 * words of eight signs then differ in three at least.
 */
static void
check_signs(
    const struct response_codes *codes, const uint8_t *values, uint8_t check[2])
{
	unsigned high = 0, low = 0;
	for (size_t i = 0; i < DATA_SIGNS; i++) {
		unsigned factor = high ^ values[i];
		high = low ^ multiply(factor, 6);
		low = multiply(factor, 8);
	}
	check[0] = (uint8_t)(high ^ codes->shift[0]);
	check[1] = (uint8_t)(low ^ codes->shift[1]);
}

static void
write_signs(const uint8_t *values, char to[RESPONSE_SIZE])
{
	for (size_t i = 0; i < RESPONSE_SIGNS; i++)
		to[i] = base32_sign(values[i]);
	to[RESPONSE_SIGNS] = '\0';
}

void
response_write(
    const struct response_codes *codes, uint32_t number, char to[RESPONSE_SIZE])
{
	uint8_t values[RESPONSE_SIGNS];
	assert(number < RESPONSE_NUMBERS);
	/* on within the cycle until it is one of ours again: still one for
	 * each number (Black and Rogaway, "cycle walking") */
	do
		number = permute(codes, number);
	while (number >= RESPONSE_NUMBERS);
	values[0] = (uint8_t)base32_value(capitals[number >> 25]);
	for (size_t i = 1; i < DATA_SIGNS; i++)
		values[i] = number >> (25 - 5 * i) & 31;
	check_signs(codes, values, values + DATA_SIGNS);
	write_signs(values, to);
}

uint32_t
response_row(const struct response_codes *codes, const char code[RESPONSE_SIZE])
{
	uint32_t number = 0;
	while (capitals[number] != code[0])
		number++;
	for (size_t i = 1; i < DATA_SIGNS; i++)
		number = number << 5 | (uint32_t)base32_value(code[i]);
	do
		number = permute_back(codes, number);
	while (number >= RESPONSE_NUMBERS);
	return number / RESPONSE_PARTS;
}

enum response_reading
response_read(const struct response_codes *codes, struct slice text,
    char to[RESPONSE_SIZE])
{
	uint8_t values[RESPONSE_SIGNS], check[2];
	if (base32_read(text, values, RESPONSE_SIGNS) != RESPONSE_SIGNS ||
	    values[0] < 10)
		return RESPONSE_NONE;
	check_signs(codes, values, check);
	if (memcmp(check, values + DATA_SIGNS, sizeof check) != 0)
		return RESPONSE_WRONG;
	write_signs(values, to);
	return RESPONSE_GOOD;
}
