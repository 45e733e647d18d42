#include "base/response.h"

#include <stdlib.h>

#include "base/base32.h"
#include "test.h"

#define MANY 200000

static int
compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* No two of many have the same; the first sign is no digit. */
static void
check_apart(const struct response_codes *codes)
{
	char(*all)[RESPONSE_SIZE] = malloc((size_t)MANY * RESPONSE_SIZE);
	uint32_t same = 0, digits = 0;
	for (uint32_t i = 0; i < MANY; i++) {
		response_write(codes, i, all[i]);
		digits += all[i][0] <= '9';
	}
	qsort(all, MANY, RESPONSE_SIZE, compare);
	for (uint32_t i = 1; i < MANY; i++)
		same += strcmp(all[i - 1], all[i]) == 0;
	test_number("none twice", same, 0);
	test_number("a letter first", digits, 0);
	free(all);
}

/* How many of the readings are taken for good ones. */
static uint32_t
good_after(const struct response_codes *codes, const char *code, size_t one,
    size_t other)
{
	uint32_t good = 0;
	char text[RESPONSE_SIZE], read[RESPONSE_SIZE];
	for (unsigned a = 0; a < 32; a++) {
		for (unsigned b = 0; b < 32; b++) {
			memcpy(text, code, sizeof text);
			text[one] = base32_sign(a);
			text[other] = base32_sign(b);
			good += strcmp(text, code) != 0 &&
				response_read(codes, slice_view(text), read) ==
				    RESPONSE_GOOD;
		}
	}
	return good;
}

/* Any one or two wrong signs, and so any two swapped, are found. */
static void
check_faults(const struct response_codes *codes)
{
	char code[RESPONSE_SIZE];
	uint32_t good = 0;
	for (uint32_t number = 0; number < 40; number++) {
		response_write(codes, number * 1234567, code);
		for (size_t i = 0; i < RESPONSE_SIGNS; i++) {
			for (size_t k = i; k < RESPONSE_SIGNS; k++)
				good += good_after(codes, code, i, k);
		}
	}
	test_number("wrong signs taken", good, 0);
}

static const struct {
	const char *name, *text;
	enum response_reading want;
} reads[] = {
    {"too short", "ABCDEFG", RESPONSE_NONE},
    {"too long", "ABCDEFGHJ", RESPONSE_NONE},
    {"a number", "12345678", RESPONSE_NONE},
    {"nothing", "", RESPONSE_NONE},
    {"no sign", "ABCDEFG?", RESPONSE_NONE},
    {"U is none", "UBCDEFGH", RESPONSE_NONE},
    {"other signs", "ZZZZZZZZ", RESPONSE_WRONG},
};

/* As people write it. */
static void
check_hand(const struct response_codes *codes)
{
	char code[RESPONSE_SIZE], read[RESPONSE_SIZE], text[32];
	uint32_t number = 0;
	do
		response_write(codes, ++number, code);
	while (!strchr(code, '0') || !strchr(code, '1'));
	snprintf(text, sizeof text, " %.4s - %s ", code, code + 4);
	for (char *at = text; *at; at++) {
		if (*at == '0')
			*at = 'o';
		else if (*at == '1')
			*at = number % 2 ? 'l' : 'I';
		else if (*at >= 'A')
			*at = (char)(*at - 'A' + 'a');
	}
	test_number("by hand", response_read(codes, slice_view(text), read),
	    RESPONSE_GOOD);
	test_text("by hand", read, code);
}

/* Another run has other codes, and does not take these for its own. */
static void
check_other(const struct response_codes *codes)
{
	struct response_codes *other = response_codes_new(SLICE("other"));
	char code[RESPONSE_SIZE], read[RESPONSE_SIZE];
	uint32_t same = 0, taken = 0;
	for (uint32_t i = 0; i < 1000; i++) {
		response_write(codes, i, code);
		response_write(other, i, read);
		same += strcmp(code, read) == 0;
		taken += response_read(other, slice_view(code), read) ==
			 RESPONSE_GOOD;
	}
	test_number("the same in another run", same, 0);
	test_number("taken by another run", taken, 0);
	response_codes_free(other);
}

/* Each part's code leads back to its row. */
static void
check_rows(const struct response_codes *codes)
{
	static const uint32_t rows[] = {0, 1, 2, 999, 4711, 1500000,
	    RESPONSE_ROWS - 1, RESPONSE_ROWS};
	char code[RESPONSE_SIZE];
	for (size_t i = 0; i < COUNT(rows); i++) {
		for (uint32_t part = 0; part < RESPONSE_PARTS; part++) {
			response_write(
			    codes, response_number(rows[i], part), code);
			test_number("back to its row",
			    response_row(codes, code), rows[i]);
		}
	}
}

int
main(void)
{
	struct response_codes *codes = response_codes_new(SLICE("a key"));
	struct response_codes *again = response_codes_new(SLICE("a key"));
	char code[RESPONSE_SIZE], same[RESPONSE_SIZE];
	response_write(codes, response_number(4711, 1), code);
	response_write(again, response_number(4711, 1), same);
	test_text("same key, same code", code, same);
	response_write(codes, RESPONSE_NUMBERS - 1, code);
	test_number("the last one",
	    response_read(codes, slice_view(code), same), RESPONSE_GOOD);
	check_apart(codes);
	check_faults(codes);
	check_hand(codes);
	check_rows(codes);
	check_other(codes);
	for (size_t i = 0; i < COUNT(reads); i++)
		test_number(reads[i].name,
		    response_read(codes, slice_view(reads[i].text), same),
		    reads[i].want);
	response_codes_free(codes);
	response_codes_free(again);
	return test_end();
}
