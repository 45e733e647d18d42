#include "base/code.h"

#include <stddef.h>

/* In rising order; a code point outside all ranges has no class. */
static const struct {
	uint32_t first, last;
	unsigned classes;
} ranges[] = {
    {0x80, 0x84, CODE_CONTROL},
    {0x85, 0x85, CODE_CONTROL | CODE_BLANK | CODE_LINE},
    {0x86, 0x9F, CODE_CONTROL},
    {0xA0, 0xA0, CODE_BLANK},
    {0xAD, 0xAD, CODE_HIDDEN | CODE_EMPTY}, /* soft hyphen */
    {0x34F, 0x34F, CODE_HIDDEN}, /* parts marks for sorting */
    {0x61C, 0x61C, CODE_HIDDEN | CODE_MARK},
    {0x115F, 0x1160, CODE_HIDDEN}, /* fillers of Hangul */
    {0x1680, 0x1680, CODE_BLANK},
    {0x17B4, 0x17B5, CODE_HIDDEN}, /* vowels of Khmer */
    {0x180B, 0x180D, CODE_HIDDEN}, /* variation of Mongolian */
    {0x180E, 0x180E, CODE_HIDDEN | CODE_EMPTY},
    {0x180F, 0x180F, CODE_HIDDEN},
    {0x2000, 0x200A, CODE_BLANK},
    {0x200B, 0x200B, CODE_HIDDEN | CODE_EMPTY},
    {0x200C, 0x200D, CODE_HIDDEN | CODE_JOINER},
    {0x200E, 0x200F, CODE_HIDDEN | CODE_MARK},
    {0x2028, 0x2029, CODE_BLANK | CODE_LINE},
    {0x202A, 0x202E, CODE_HIDDEN | CODE_TURN},
    {0x202F, 0x202F, CODE_BLANK},
    {0x205F, 0x205F, CODE_BLANK},
    {0x2060, 0x2064, CODE_HIDDEN | CODE_EMPTY},
    {0x2065, 0x2065, CODE_HIDDEN}, /* unassigned */
    {0x2066, 0x2069, CODE_HIDDEN | CODE_TURN},
    {0x206A, 0x206F, CODE_HIDDEN | CODE_OBSOLETE},
    {0x3000, 0x3000, CODE_BLANK},
    {0x3164, 0x3164, CODE_HIDDEN}, /* filler of Hangul */
    {0xE000, 0xF8FF, CODE_PRIVATE},
    {0xFDD0, 0xFDEF, CODE_NONE},
    {0xFE00, 0xFE0F, CODE_HIDDEN}, /* variation */
    {0xFEFF, 0xFEFF, CODE_HIDDEN | CODE_EMPTY}, /* byte order mark */
    {0xFFA0, 0xFFA0, CODE_HIDDEN}, /* filler of Hangul */
    {0xFFF0, 0xFFF8, CODE_HIDDEN}, /* unassigned */
    {0xFFF9, 0xFFFB, CODE_NOTE},
    {0x1BCA0, 0x1BCA3, CODE_HIDDEN}, /* shorthand */
    {0x1D173, 0x1D17A, CODE_HIDDEN}, /* music */
    {0xE0000, 0xE00FF, CODE_HIDDEN | CODE_TAG},
    {0xE0100, 0xE01EF, CODE_HIDDEN}, /* variation */
    {0xE01F0, 0xE0FFF, CODE_HIDDEN | CODE_TAG},
    {0xF0000, 0x10FFFF, CODE_PRIVATE},
};

unsigned
code_wide_classes(uint32_t code)
{
	/* Most questions are about letters of Latin-1 and Extended-A. */
	if (code > 0xAD && code < 0x34F)
		return 0;
	/* The last two of each plane. */
	if ((code & 0xFFFE) == 0xFFFE || code > 0x10FFFF)
		return CODE_NONE;
	size_t low = 0, high = sizeof ranges / sizeof *ranges;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (ranges[middle].last < code)
			low = middle + 1;
		else
			high = middle;
	}
	/* The last range ends with the last code. */
	return ranges[low].first <= code ? ranges[low].classes : 0;
}
