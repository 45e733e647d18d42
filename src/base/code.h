/*
 * base/code.h - classes of characters: the one table of them.
 *
 * It stands in base/ because the terminal, the masking of numbers, the tree's
 * dump and the PDF need it, and none of them may include text/. It knows no
 * ICU; tests/unit/text/code.c walks all code points and compares it with the
 * Unicode character database. What needs the whole database, such as letters
 * of any script, is in text/normal.h.
 *
 * A class says what a character is. What a reader does with it follows from
 * the classes it names:
 *
 *	base/terminal.h   shows CONTROL, LINE, MARK and TURN as U+FFFD
 *	text/normal.h     folds without HIDDEN; trims BLANK and EMPTY
 *	record/hygiene.h  drops EMPTY and MARK, holds TURN, CONTROL, PRIVATE …
 *	letter/, expr/    pass over code_is_padding between words and in tags
 *	pdf/cluster.h     needs no text of its own for HIDDEN
 */
#ifndef BASE_CODE_H
#define BASE_CODE_H

#include <stdbool.h>
#include <stdint.h>

enum code_class {
	/* White_Space of the Unicode character database, NBSP too. */
	CODE_BLANK = 1 << 0,
	/* Ends a line: LF, VT, FF, CR, NEL, U+2028, U+2029 (UAX 14, 6.1). */
	CODE_LINE = 1 << 1,
	/* General category Cc. */
	CODE_CONTROL = 1 << 2,
	/* Default_Ignorable_Code_Point: shows nothing of itself. */
	CODE_HIDDEN = 1 << 3,
	/* Hidden, and means nothing between letters: U+200B, U+00AD … */
	CODE_EMPTY = 1 << 4,
	/* Hidden: a letter's place with a direction (UAX 9, 2.6). */
	CODE_MARK = 1 << 5,
	/* Hidden: embeddings, overrides and isolates (UAX 9, 2.1 to 2.5). */
	CODE_TURN = 1 << 6,
	/* Hidden, and changes the shape of its neighbours: U+200C, U+200D. */
	CODE_JOINER = 1 << 7,
	/* Hidden and deprecated: U+206A to U+206F. */
	CODE_OBSOLETE = 1 << 8,
	/* Hidden: tags of plane 14, and what is unassigned beside them. */
	CODE_TAG = 1 << 9,
	/* Interlinear annotation: U+FFF9 to U+FFFB. */
	CODE_NOTE = 1 << 10,
	/* General category Co. */
	CODE_PRIVATE = 1 << 11,
	/* A noncharacter, or no code point at all (UTF8_INVALID). */
	CODE_NONE = 1 << 12,
};

/* The classes of a code point at or past U+0080. */
unsigned code_wide_classes(uint32_t code);

/* The classes of a code point. */
static inline unsigned
code_classes(uint32_t code)
{
	if (code >= 0x80)
		return code_wide_classes(code);
	if (code > ' ')
		return code == 0x7F ? CODE_CONTROL : 0;
	if (code == ' ')
		return CODE_BLANK;
	if (code < '\t' || code > '\r')
		return CODE_CONTROL;
	return CODE_CONTROL | CODE_BLANK | (code == '\t' ? 0u : CODE_LINE);
}

/* Whether a code point has one of the classes. */
static inline bool
code_is(uint32_t code, unsigned classes)
{
	return (code_classes(code) & classes) != 0;
}

static inline bool
code_is_blank(uint32_t code)
{
	return code_is(code, CODE_BLANK);
}

static inline bool
code_is_hidden(uint32_t code)
{
	return code >= 0x80 && code_is(code, CODE_HIDDEN);
}

/* Blank, and on the same line. */
static inline bool
code_is_space(uint32_t code)
{
	return (code_classes(code) & (CODE_BLANK | CODE_LINE)) == CODE_BLANK;
}

/*
 * May stand between the words of an expression, or inside the braces of a tag,
 * without a meaning. Not what turns direction: its reader would see the words
 * in another order.
 */
static inline bool
code_is_padding(uint32_t code)
{
	return code_is(code, CODE_BLANK | CODE_EMPTY | CODE_MARK);
}

/* ---- ASCII, by the byte */

static inline bool
char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
char_is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* '0' to '9' among code points, of no other script. */
static inline bool
code_is_decimal(uint32_t code)
{
	return code >= '0' && code <= '9';
}

/* What XML and YAML take for white space. */
static inline bool
char_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

#endif
