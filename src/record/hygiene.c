#include "record/hygiene.h"

#include "base/utf8.h"

enum hidden
hidden_kind(uint32_t c)
{
	static const struct {
		uint32_t first, last;
		enum hidden kind;
	} ranges[] = {
	    {0x00, 0x08, HIDDEN_CONTROL},
	    {0x09, 0x09, HIDDEN_TAB},
	    {0x0a, 0x0d, HIDDEN_LINE_BREAK},
	    {0x0e, 0x1f, HIDDEN_CONTROL},
	    {0x7f, 0x84, HIDDEN_CONTROL},
	    {0x85, 0x85, HIDDEN_LINE_BREAK},
	    {0x86, 0x9f, HIDDEN_CONTROL},
	    {0xad, 0xad, HIDDEN_ZERO_WIDTH},
	    {0x61c, 0x61c, HIDDEN_MARK},
	    {0x180e, 0x180e, HIDDEN_ZERO_WIDTH},
	    {0x200b, 0x200b, HIDDEN_ZERO_WIDTH},
	    {0x200c, 0x200d, HIDDEN_JOINER},
	    {0x200e, 0x200f, HIDDEN_MARK},
	    {0x2028, 0x2029, HIDDEN_LINE_BREAK},
	    {0x202a, 0x202e, HIDDEN_OVERRIDE},
	    {0x2060, 0x2064, HIDDEN_ZERO_WIDTH},
	    {0x2066, 0x206f, HIDDEN_OVERRIDE},
	    {0xe000, 0xf8ff, HIDDEN_PRIVATE},
	    {0xfdd0, 0xfdef, HIDDEN_CONTROL},
	    {0xfeff, 0xfeff, HIDDEN_ZERO_WIDTH},
	    {0xfff9, 0xfffb, HIDDEN_CONTROL},
	    {0xfffd, 0xfffd, HIDDEN_LOST},
	    {0xe0000, 0xe007f, HIDDEN_CONTROL},
	    {0xf0000, 0x10ffff, HIDDEN_PRIVATE},
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		if (c < ranges[i].first)
			break;
		if (c <= ranges[i].last)
			return ranges[i].kind;
	}
	/* The last two of each plane are noncharacters. */
	return (c & 0xfffe) == 0xfffe ? HIDDEN_CONTROL : HIDDEN_NOTHING;
}

/* Sixteen bytes of the table below. */
#define NONE_BUT(i)                                                            \
	(i) == 0, (i) == 1, (i) == 2, (i) == 3, (i) == 4, (i) == 5, (i) == 6,  \
	    (i) == 7, (i) == 8, (i) == 9, (i) == 10, (i) == 11, (i) == 12,     \
	    (i) == 13, (i) == 14, (i) == 15
#define NONE NONE_BUT(-1)
#define ALL 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1

bool
hygiene_is_plain(struct slice text)
{
	/* Controls and the lead bytes of every range above; no Latin letter
	 * has one of them. Without branches: most cells are short. */
	static const unsigned char suspect[256] = {ALL, ALL, NONE, NONE, NONE,
	    NONE, NONE, NONE_BUT(15), /* 0x7f */
	    NONE, NONE, NONE, NONE, NONE_BUT(2), NONE_BUT(8), /* 0xc2, 0xd8 */
	    0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* 0xe1 … */
	    ALL};
	unsigned found = 0;
	for (size_t i = 0; i < text.len; i++)
		found |= suspect[(unsigned char)text.at[i]];
	return found == 0;
}

static void
keep(char *to, size_t *len, const char *from, size_t count)
{
	memcpy(to + *len, from, count);
	*len += count;
}

struct hygiene
hygiene_clean(struct arena *row_mem, struct slice text)
{
	struct hygiene result = {.text = text};
	if (hygiene_is_plain(text))
		return result;
	/* Nothing grows: what is changed becomes one byte. */
	char *to = arena_raw(row_mem, text.len + 1);
	size_t len = 0, at = 0;
	while (at < text.len) {
		size_t from = at;
		uint32_t code = utf8_next(text, &at);
		enum hidden kind = hidden_kind(code);
		result.seen[kind] += kind != HIDDEN_NOTHING;
		if (kind >= HIDDEN_CONTROL && !result.held)
			result.held = code ? code : 0xfffd;
		if (kind == HIDDEN_LINE_BREAK) {
			if (code == '\r' && at < text.len &&
			    text.at[at] == '\n')
				at++;
			keep(to, &len, "\n", 1);
		} else if (kind == HIDDEN_TAB) {
			keep(to, &len, " ", 1);
		} else if (kind != HIDDEN_ZERO_WIDTH && kind != HIDDEN_MARK) {
			keep(to, &len, text.at + from, at - from);
		}
	}
	result.text = (struct slice){to, len};
	return result;
}
