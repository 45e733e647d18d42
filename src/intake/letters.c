#include "intake/letters.h"

#include "base/utf8.h"

enum { UNDEFINED = -8, WORST = -4, FINE = 0, GOOD = 1, BEST = 4 };

static bool
is_among(uint32_t code, const uint32_t *codes)
{
	for (; *codes; codes++) {
		if (*codes == code)
			return true;
	}
	return false;
}

/* Of the letters that encodings of one byte have. */
static bool
is_letter(uint32_t code)
{
	return (code >= 0xc0 && code <= 0xff && code != 0xd7 && code != 0xf7) ||
	       (code >= 0x100 && code <= 0x17f);
}

/* Of a letter: is_letter. */
static bool
is_capital(uint32_t code)
{
	static const uint32_t capitals[] = {0x152, 0x160, 0x178, 0x17d, 0};
	return code <= 0xde || is_among(code, capitals);
}

static int
weigh_letter(uint32_t code, enum neighbour before, enum neighbour after)
{
	static const uint32_t swedish[] = {
	    0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6, 0};
	/* é ü è á à ø æ ï ë ê ç ñ ó í ú ô š ž ß and capitals of some */
	static const uint32_t known[] = {0xe9, 0xfc, 0xe8, 0xe1, 0xe0, 0xf8,
	    0xe6, 0xef, 0xeb, 0xea, 0xe7, 0xf1, 0xf3, 0xed, 0xfa, 0xf4, 0x161,
	    0x17e, 0xdf, 0xc9, 0xdc, 0xd8, 0xc6, 0x160, 0x17d, 0};
	int points = -1;
	if (is_among(code, swedish))
		points = BEST;
	else if (is_among(code, known))
		points = GOOD;
	if (is_capital(code) && before == NEIGHBOUR_LOWER)
		return WORST;
	/* No small letter stands before a capital. */
	if (!is_capital(code) && after == NEIGHBOUR_UPPER)
		return WORST;
	/* A letter alone says nothing: "Ä" in one encoding is "é" in another,
	 * and a column of such marks would say it very often. */
	bool alone = before == NEIGHBOUR_OTHER && after == NEIGHBOUR_OTHER;
	return alone ? FINE : points;
}

static int
weigh_sign(uint32_t code, enum neighbour before, enum neighbour after)
{
	/* NBSP, soft hyphen, ´ · – ’: may stand inside a word */
	static const uint32_t joining[] = {
	    0xa0, 0xad, 0xb4, 0xb7, 0x2013, 0x2019, 0};
	/* £ § ° ² ³ ½ ¼ ¾ « » × © ® µ € … “ ” „ ‘ ‚ — • ™ */
	static const uint32_t common[] = {0xa3, 0xa7, 0xb0, 0xb2, 0xb3, 0xbd,
	    0xbc, 0xbe, 0xab, 0xbb, 0xd7, 0xa9, 0xae, 0xb5, 0x20ac, 0x2026,
	    0x201c, 0x201d, 0x201e, 0x2018, 0x201a, 0x2014, 0x2022, 0x2122, 0};
	bool inside = before != NEIGHBOUR_OTHER && after != NEIGHBOUR_OTHER;
	if (is_among(code, joining))
		return FINE;
	if (inside)
		return WORST;
	return is_among(code, common) ? FINE : -2;
}

int
letters_weigh(uint32_t code, enum neighbour before, enum neighbour after)
{
	if (code == UTF8_INVALID)
		return UNDEFINED;
	return is_letter(code) ? weigh_letter(code, before, after)
			       : weigh_sign(code, before, after);
}

uint64_t
letters_count(const struct survey *survey, unsigned byte)
{
	uint64_t count = 0;
	for (unsigned i = 0; i < NEIGHBOURS * NEIGHBOURS; i++)
		count +=
		    survey->seen[byte - 0x80][i / NEIGHBOURS][i % NEIGHBOURS];
	return count;
}

static int64_t
score_byte(
    const struct survey *survey, unsigned byte, uint32_t code, uint64_t most)
{
	int64_t points = 0;
	for (unsigned i = 0; i < NEIGHBOURS * NEIGHBOURS; i++) {
		enum neighbour before = i / NEIGHBOURS;
		enum neighbour after = i % NEIGHBOURS;
		uint64_t count = survey->seen[byte - 0x80][before][after];
		if (count > most)
			count = most;
		points += (int64_t)count * letters_weigh(code, before, after);
	}
	return points;
}

int64_t
letters_weigh_places(const struct survey *survey, unsigned byte, uint32_t code)
{
	return score_byte(survey, byte, code, 1);
}

int64_t
letters_places(const struct survey *survey, unsigned byte)
{
	int64_t places = 0;
	for (unsigned i = 0; i < NEIGHBOURS * NEIGHBOURS; i++)
		places +=
		    survey->seen[byte - 0x80][i / NEIGHBOURS][i % NEIGHBOURS] >
		    0;
	return places;
}

bool
letters_score(
    const struct survey *survey, const struct code_table *table, int64_t *score)
{
	bool defined = true;
	*score = 0;
	for (unsigned byte = 0x80; byte <= 0xff; byte++) {
		uint32_t code = table->code[byte];
		if (!letters_count(survey, byte))
			continue;
		defined = defined && code != UTF8_INVALID;
		*score += score_byte(survey, byte, code, UINT64_MAX);
	}
	return defined;
}
