#include "record/hygiene.h"

#include "base/code.h"
#include "base/utf8.h"

/* The first that fits a character decides. */
static const struct {
	unsigned classes;
	enum hidden kind;
} kinds[] = {
    {CODE_LINE, HIDDEN_LINE_BREAK},
    {CODE_CONTROL | CODE_NOTE | CODE_TAG | CODE_NONE, HIDDEN_CONTROL},
    {CODE_EMPTY, HIDDEN_ZERO_WIDTH},
    {CODE_MARK, HIDDEN_MARK},
    {CODE_JOINER, HIDDEN_JOINER},
    {CODE_TURN | CODE_OBSOLETE, HIDDEN_OVERRIDE},
    {CODE_PRIVATE, HIDDEN_PRIVATE},
};

enum hidden
hidden_kind(uint32_t c)
{
	unsigned classes = code_classes(c);
	if (c == '\t')
		return HIDDEN_TAB;
	if (c == 0xFFFD)
		return HIDDEN_LOST;
	for (size_t i = 0; classes && i < sizeof kinds / sizeof *kinds; i++) {
		if (classes & kinds[i].classes)
			return kinds[i].kind;
	}
	return HIDDEN_NOTHING;
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
	/* Nothing grows: a character that is changed becomes one byte. */
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
