#include "intake/twice.h"

#include "base/utf8.h"

/* The characters of the bytes 80 to 9F in Windows-1252. */
static bool
is_in_upper_1252(uint32_t code)
{
	static const uint32_t codes[] = {0x20ac, 0x201a, 0x192, 0x201e, 0x2026,
	    0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x17d, 0x2018,
	    0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122,
	    0x161, 0x203a, 0x153, 0x17e, 0x178};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		if (codes[i] == code)
			return true;
	}
	return false;
}

/* The characters that å ä ö Å Ä Ö é É ü become. */
static bool
follows(uint32_t first, uint32_t next)
{
	static const uint32_t mac[] = {
	    0x2022, 0xa7, 0x2202, 0xd6, 0xd1, 0xf1, 0xa9, 0xe2, 0xba, 0};
	static const uint32_t dos[] = {
	    0xd1, 0xf1, 0xc2, 0xe0, 0xe4, 0xfb, 0xae, 0xeb, 0x255d, 0};
	const uint32_t *list = first == 0x221a ? mac : dos;
	switch (first) {
	case 0xc3: /* À to ÿ; NBSP may follow a Portuguese Ã */
		return (next >= 0x80 && next <= 0xbf && next != 0xa0) ||
		       is_in_upper_1252(next);
	case 0xc2: /* NBSP, §, °, ´ … */
		return next >= 0x80 && next <= 0xbf;
	case 0x221a:
	case 0x251c:
		for (; *list; list++) {
			if (*list == next)
				return true;
		}
		return false;
	default:
		return false;
	}
}

bool
text_is_encoded_twice(struct slice text)
{
	const char *at = text.at, *end = text.at + text.len;
	for (; at < end; at++) {
		unsigned char lead = (unsigned char)*at;
		/* Ã and Â; √ and ├ begin with E2. */
		if (lead != 0xc3 && lead != 0xe2)
			continue;
		struct slice rest = {at, (size_t)(end - at)};
		size_t offset = 0;
		uint32_t first = utf8_next(rest, &offset);
		if (offset < rest.len &&
		    follows(first, utf8_next(rest, &offset)))
			return true;
	}
	return false;
}
