#include "intake/foreign.h"

#include "base/utf8.h"

/* Worst in one encoding, best in the other: letters_weigh's ends. */
static bool
is_foreign_there(
    uint32_t own, uint32_t other, enum neighbour before, enum neighbour after)
{
	return other != UTF8_INVALID &&
	       letters_weigh(own, before, after) <= -4 &&
	       letters_weigh(other, before, after) >= 4;
}

static bool
occurs_foreign(
    const struct survey *survey, unsigned byte, uint32_t own, uint32_t other)
{
	for (unsigned i = 0; i < NEIGHBOURS * NEIGHBOURS; i++) {
		enum neighbour before = i / NEIGHBOURS;
		enum neighbour after = i % NEIGHBOURS;
		if (survey->seen[byte - 0x80][before][after] &&
		    is_foreign_there(own, other, before, after))
			return true;
	}
	return false;
}

void
foreign_find(struct foreign *foreign, const struct survey *survey,
    const struct code_table *own, const struct code_table *others, size_t count)
{
	foreign->count = 0;
	for (unsigned byte = 0x80; byte <= 0xff; byte++) {
		bool found = false;
		for (size_t i = 0; i < count && !found; i++)
			found = own->code[byte] != UTF8_INVALID &&
				occurs_foreign(survey, byte, own->code[byte],
				    others[i].code[byte]);
		if (found)
			foreign->codes[foreign->count++] = own->code[byte];
	}
}

static enum neighbour
neighbour_of(uint32_t code)
{
	if (code >= 'a' && code <= 'z')
		return NEIGHBOUR_LOWER;
	if (code >= 'A' && code <= 'Z')
		return NEIGHBOUR_UPPER;
	return code >= 0x80 ? NEIGHBOUR_HIGH : NEIGHBOUR_OTHER;
}

static bool
is_among(const struct foreign *foreign, uint32_t code)
{
	for (size_t i = 0; i < foreign->count; i++) {
		if (foreign->codes[i] == code)
			return true;
	}
	return false;
}

uint32_t
foreign_in_text(const struct foreign *foreign, struct slice text)
{
	enum neighbour before = NEIGHBOUR_OTHER;
	size_t at = 0;
	while (at < text.len) {
		uint32_t code = utf8_next(text, &at);
		if (code >= 0x80 && is_among(foreign, code)) {
			size_t next = at;
			enum neighbour after =
			    next < text.len
				? neighbour_of(utf8_next(text, &next))
				: NEIGHBOUR_OTHER;
			if (letters_weigh(code, before, after) <= -4)
				return code;
		}
		before = neighbour_of(code);
	}
	return 0;
}
