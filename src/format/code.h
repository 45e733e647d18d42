/*
 * format/code.h - a number format's code, taken apart.
 *
 * Codes are those of ECMA-376 part 1, 18.8.31, as Excel stores them: English
 * letters, decimal point and comma. Each section becomes a list of tokens once,
 * when the styles are read. A code that holds anything which is not drawn
 * exactly as Excel draws it is marked, and its cells are never drawn by guess.
 */
#ifndef FORMAT_CODE_H
#define FORMAT_CODE_H

#include "base/arena.h"
#include "base/languages.h"
#include "format/decimal.h"

enum token_kind {
	TOKEN_TEXT, /* literal */
	TOKEN_GAP, /* _x: a blank as wide as x */
	TOKEN_FILL, /* "* ": blanks to the cell's width */
	TOKEN_DIGIT, /* 0 # ? in `sign` */
	TOKEN_POINT,
	TOKEN_COMMA,
	TOKEN_PERCENT,
	TOKEN_EXPONENT, /* E+ or E- in `sign` */
	TOKEN_SLASH,
	TOKEN_GENERAL,
	TOKEN_AT, /* @: the text itself */
	TOKEN_YEAR, /* these with their `count` of letters */
	TOKEN_MONTH,
	TOKEN_DAY,
	TOKEN_HOUR,
	TOKEN_MINUTE,
	TOKEN_SECOND,
	TOKEN_SPLIT, /* .000 of a second */
	TOKEN_HALF, /* AM/PM */
	TOKEN_ELAPSED, /* [h], [mm], [s]: `sign` and `count` */
};

struct token {
	enum token_kind kind;
	char sign;
	unsigned char count;
	struct slice text;
};

enum section_kind {
	SECTION_WORDS, /* literals only, or nothing: the number does not show */
	SECTION_GENERAL,
	SECTION_NUMBER,
	SECTION_SCIENTIFIC,
	SECTION_FRACTION,
	SECTION_TEXT, /* @ */
	SECTION_DATE, /* a whole date */
	SECTION_DATE_TIME,
	SECTION_DATE_PART, /* year, month, day or weekday without the others */
	SECTION_TIME,
	SECTION_ELAPSED,
};

enum section_test {
	TEST_NONE,
	TEST_LT,
	TEST_LE,
	TEST_EQ,
	TEST_NE,
	TEST_GE,
	TEST_GT
};

struct section {
	enum section_kind kind;
	bool unsure; /* holds what is not drawn here */
	bool unread; /* holds what is not understood: it may mean anything */
	enum section_test test;
	struct decimal limit; /* of the test */
	const struct language *language; /* of months, where it is stated */
	struct token *tokens;
	size_t count;
	/* SECTION_NUMBER */
	int places, decimals; /* digit signs before and after the point */
	int shift; /* of the number: 2 for %, -3 for a scaling comma */
	bool grouped;
	bool percent; /* of any kind */
};

#define SECTIONS_MAX 4

/* Reads one section; `code` ends at its ';'. Texts borrow from the code. */
void format_code_read(
    struct arena *mem, struct slice code, struct section *section);

/*
 * The sections of a code, at most SECTIONS_MAX; 0 where there are more, or the
 * code is too long to be one.
 */
size_t format_code_split(struct slice code, struct slice *sections);

#endif
