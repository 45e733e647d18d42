/*
 * text/words.h - what letters need to say things in a language: lists, plural,
 * money, genitive, phone numbers.
 *
 * The languages of base/languages.h are written from their rows, the same on
 * every machine; others by ICU. Results live in the arena or are the argument
 * itself.
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <stdint.h>

#include "base/arena.h"

enum word_joint { JOINT_AND, JOINT_OR };

/* "Anna, Bo och Cia"; "Anna tai Bo". Empty items are passed over. */
struct slice word_join(struct arena *arena, const struct slice *items,
    size_t count, enum word_joint joint, const char *language);

/* The same with "och": what the letter function of that name gives. */
struct slice word_list(struct arena *arena, const struct slice *items,
    size_t count, const char *language);

/* The plural categories of CLDR; languages of the table: ONE, OTHER. */
enum word_plural {
	PLURAL_ZERO,
	PLURAL_ONE,
	PLURAL_TWO,
	PLURAL_FEW,
	PLURAL_MANY,
	PLURAL_OTHER,
};

/* The category of a number in micro (text/number.h); the sign is nothing. */
enum word_plural word_plural(int64_t micro, const char *language);

/* Whether a choice between "one" and "many" takes "one". */
bool word_is_one(int64_t micro, const char *language);

/*
 * "1 234 kr", "1 234,50 kr": no decimals for whole amounts, otherwise two, a
 * half rounded away from zero. All blanks are NBSP. `unit` as it is printed;
 * word_money has "kr".
 */
struct slice word_money(
    struct arena *arena, int64_t micro, const char *language);
struct slice word_amount(struct arena *arena, int64_t micro, struct slice unit,
    const char *language);

/*
 * Swedish: Anna, Annas; Anders, Max, Lorentz stay (Svenska skrivregler: no s
 * after s, x, z); ANNA, ANNAS; "A.", "A.:s". Norwegian: Annas, Anders'.
 * English: Anna's, Anders'.
 * Other languages: the name itself.
 */
struct slice word_genitive(
    struct arena *arena, struct slice name, const char *language);

/*
 * A Swedish number ("sv") in its usual form, "0999-10 01 23" or
 * "+46 999 10 01 23", whatever the blanks and hyphens it came with; the area
 * code is told by its hyphen or by the numbering plan (PTS: 08, the
 * three-digit codes, mobile 07x). Any other text made of digits keeps its
 * form. All blanks become NBSP. A text with letters is given back as it is.
 */
struct slice word_phone(
    struct arena *arena, struct slice text, const char *language);

/* Room for the digits of any number, and a NUL. */
#define WORD_PHONE_DIGITS 20

/*
 * The digits by which two spellings of a number are one: "+46 999 10 00 00",
 * "0046999100000" and "0999-10 00 00" are 0999100000, and "+358 9" is 003589.
 * Gives how many; 0 where the text is not a number.
 */
size_t word_phone_digits(struct slice text, char digits[WORD_PHONE_DIGITS]);

/* Every blank made NBSP, so that a line is never broken in it. */
struct slice word_unbroken(struct arena *arena, struct slice text);

#endif
