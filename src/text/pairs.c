#include "text/pairs.h"

#include "text/breaks.h"

/* Classes of UAX 14, table 1, as bits; sot: the start of a line. */
enum {
	AL = 1 << 0, /* letters */
	NU = 1 << 1, /* digits */
	IS = 1 << 2, /* , . : ; */
	EX = 1 << 3, /* ! ? */
	HY = 1 << 4, /* - */
	SY = 1 << 5, /* / */
	OP = 1 << 6, /* ( */
	CP = 1 << 7, /* ) */
	QU = 1 << 8, /* quotes */
	BA = 1 << 9, /* the en dash */
	SP = 1 << 10,
	LF = 1 << 11,
	SOT = 1 << 12,
	PF = 1 << 13, /* beside QU: a closing quote */
};

/* Which classes may follow a class on the next line, and which need a longer
 * look. */
struct row {
	uint16_t breaks, unclear;
};

static struct row
row_of(unsigned before)
{
	switch (before) {
	case IS:
	case CP:
		return (struct row){OP, 0};
	case EX:
	case BA:
		return (struct row){AL | NU | OP, 0};
	case HY:
		/* LB20a: no break after a hyphen that begins a word */
		return (struct row){OP, AL};
	case SY:
		return (struct row){AL | OP, NU};
	default:
		return (struct row){0, 0};
	}
}

/* The same with blanks between: LB13, LB14, LB18. */
static struct row
row_of_spaced(unsigned before)
{
	if (before == OP)
		return (struct row){0, IS};
	/* LB15, which takes no break before OP, is gone in Unicode 15.1 */
	if (before == QU)
		return (struct row){AL | NU | HY | QU | BA, IS | OP};
	return (struct row){AL | NU | HY | OP | QU | BA, IS};
}

static unsigned
class_of_ascii(char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return AL;
	if (c >= '0' && c <= '9')
		return NU;
	switch (c) {
	case ' ':
		return SP;
	case '\n':
		return LF;
	case ',':
	case '.':
	case ':':
	case ';':
		return IS;
	case '!':
	case '?':
		return EX;
	case '-':
		return HY;
	case '/':
		return SY;
	case '(':
		return OP;
	case ')':
		return CP;
	case '"':
	case '\'':
		return QU;
	default:
		return 0;
	}
}

/* Class and length of the character at `at`; 0 where it is none of these. */
static unsigned
class_at(struct slice text, size_t at, size_t *len)
{
	const char *c = text.at + at;
	*len = 1;
	if (!(*c & 0x80))
		return class_of_ascii(*c);
	if (*c == '\xC3' && at + 1 < text.len) {
		*len = 2;
		/* Latin-1 letters, but for the signs × and ÷ */
		return c[1] == '\x97' || c[1] == '\xB7' ? 0 : AL;
	}
	if (*c != '\xE2' || at + 2 >= text.len || c[1] != '\x80')
		return 0;
	*len = 3;
	if (c[2] == '\x93')
		return BA;
	return c[2] == '\x99' || c[2] == '\x9D' ? QU | PF : 0;
}

/*
 * Whether a letter or digit follows. A closing quote between a blank and
 * anything else takes no break before it since Unicode 15.1 (LB15b), and takes
 * one before: which of the two is the library's to say.
 */
static bool
opens_word(struct slice text, size_t at)
{
	size_t len;
	return at < text.len && class_at(text, at, &len) & (AL | NU);
}

bool
pairs_find(struct slice text, uint8_t *breaks)
{
	unsigned before = SOT, earlier = SOT; /* what stands before that */
	bool spaced = false;
	size_t len;
	memset(breaks, BREAK_NONE, text.len + 1);
	for (size_t at = 0; at < text.len; at += len) {
		unsigned class = class_at(text, at, &len);
		if (!class)
			return false;
		if (class == AL && before == AL && !spaced) {
			earlier = AL;
			continue;
		}
		if (class == SP) {
			if (before == SOT)
				return false;
			spaced = true;
			continue;
		}
		if (class == LF) {
			breaks[at + 1] = BREAK_FORCED;
			before = earlier = SOT;
			spaced = false;
			continue;
		}
		if (class & PF && spaced && !opens_word(text, at + len))
			return false;
		class &= ~(unsigned)PF;
		struct row row =
		    spaced ? row_of_spaced(before) : row_of(before);
		bool hyphenated = before == HY && !spaced && class == AL &&
				  (earlier & (AL | NU));
		if (hyphenated)
			breaks[at] = BREAK_ALLOWED;
		else if (row.unclear & class)
			return false;
		else if (row.breaks & class)
			breaks[at] = BREAK_ALLOWED;
		earlier = spaced ? SP : before;
		before = class;
		spaced = false;
	}
	if (text.len && breaks[text.len] == BREAK_NONE)
		breaks[text.len] = BREAK_ALLOWED;
	return true;
}
