#include "text/normal.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/normal_icu.h"

/*
 * U+0300 and everything after it begin with a byte of 0xCC or more; what is
 * below is NFC and combines with nothing.
 */
#define LEAD_WIDE 0xCC

bool
code_is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code >= 'A' && code <= 'Z') ||
		       (code >= 'a' && code <= 'z');
	return u_isUAlphabetic((UChar32)code);
}

bool
code_is_digit(uint32_t code)
{
	if (code < 0x80)
		return code >= '0' && code <= '9';
	return u_isdigit((UChar32)code);
}

static bool
is_ascii_blank(unsigned char byte)
{
	return byte == ' ' || (byte >= 0x09 && byte <= 0x0D);
}

/* Characters that text_clean takes off the ends; directional marks there may
 * have a use. */
static bool
is_edge(uint32_t code)
{
	return code_is(code, CODE_BLANK | CODE_EMPTY);
}

static struct slice
trim_start(struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		size_t here = at;
		if (!is_edge(utf8_next(text, &at)))
			return slice_from(text, here);
	}
	return slice_part(text, 0, 0);
}

static struct slice
trim_end(struct slice text)
{
	while (text.len) {
		size_t at = text.len - 1;
		while (at && ((unsigned char)text.at[at] & 0xC0) == 0x80)
			at--;
		size_t next = at;
		if (!is_edge(utf8_next(text, &next)) || next != text.len)
			return text;
		text.len = at;
	}
	return text;
}

/* Latin letters (lead bytes 0xC3 to 0xCB) are never blank. */
static bool
may_be_edge(unsigned char lead)
{
	return is_ascii_blank(lead) || lead == 0xC2 || lead >= LEAD_WIDE;
}

static struct slice
trim(struct slice text)
{
	if (text.len && may_be_edge((unsigned char)text.at[0]))
		text = trim_start(text);
	if (!text.len)
		return text;
	unsigned char last = (unsigned char)text.at[text.len - 1];
	if (last >= 0x80 || is_ascii_blank(last))
		text = trim_end(text);
	return text;
}

static bool
has_wide(struct slice text)
{
	bool wide = false;
	for (size_t i = 0; i < text.len; i++)
		wide |= (unsigned char)text.at[i] >= LEAD_WIDE;
	return wide;
}

struct slice
text_nfc(struct arena *arena, struct slice text)
{
	if (!has_wide(text) || normal_is_nfc(text))
		return text;
	return normal_write_nfc(arena, text);
}

struct slice
text_clean(struct arena *arena, struct slice text)
{
	text = trim(text);
	if (!has_wide(text))
		return text;
	if (text_is_blank(text))
		return slice_part(text, 0, 0);
	return normal_is_nfc(text) ? text : normal_write_nfc(arena, text);
}

bool
text_is_blank(struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (!code_is(code, CODE_BLANK | CODE_HIDDEN))
			return false;
	}
	return true;
}

/* How much folding has to do to a text of ASCII and Latin-1. */
enum work {
	WORK_NONE,
	WORK_LOWER, /* letters only, byte for byte */
	WORK_SQUEEZE, /* blanks, soft hyphens, sharp s, micro sign */
	WORK_WIDE, /* beyond Latin-1: ICU */
};

static enum work
work_of_latin(unsigned char lead, unsigned char tail)
{
	if (lead == 0xC2)
		return tail == 0xA0 || tail == 0x85 || tail == 0xAD ||
			       tail == 0xB5
			   ? WORK_SQUEEZE
			   : WORK_NONE;
	if (tail == 0x9F)
		return WORK_SQUEEZE;
	return tail < 0x9F && tail != 0x97 ? WORK_LOWER : WORK_NONE;
}

static enum work
find_work(struct slice text)
{
	enum work most = WORK_NONE;
	bool blank = true; /* before the text, or the byte before */
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		enum work work = WORK_NONE;
		if (byte >= 'A' && byte <= 'Z') {
			work = WORK_LOWER;
		} else if (is_ascii_blank(byte)) {
			if (blank || byte != ' ')
				work = WORK_SQUEEZE;
			blank = true;
			most = work > most ? work : most;
			continue;
		} else if (byte >= 0x80) {
			if ((byte != 0xC2 && byte != 0xC3) || i + 1 == text.len)
				return WORK_WIDE;
			work = work_of_latin(byte, (unsigned char)text.at[++i]);
		}
		blank = false;
		most = work > most ? work : most;
	}
	return blank && text.len ? WORK_SQUEEZE : most;
}

static struct slice
write_lower(struct arena *arena, struct slice text)
{
	unsigned char *to = arena_raw(arena, text.len);
	unsigned char before = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		bool upper = (byte >= 'A' && byte <= 'Z') ||
			     (before == 0xC3 && byte < 0x9F && byte != 0x97);
		to[i] = (unsigned char)(byte + (upper ? 0x20 : 0));
		before = byte;
	}
	return (struct slice){(const char *)to, text.len};
}

/* Reads the fold of a Latin-1 text one code point at a time. */
struct folder {
	struct slice text;
	size_t at;
	bool started;
	bool gap; /* blanks were passed since the last code point */
	bool second_s; /* of a sharp s */
};

#define FOLD_END (-1)
#define FOLD_WIDE (-2)

/* The next code point as it stands, FOLD_END or FOLD_WIDE. */
static int32_t
read_latin(struct folder *folder)
{
	if (folder->at == folder->text.len)
		return FOLD_END;
	unsigned char byte = (unsigned char)folder->text.at[folder->at++];
	if (byte < 0x80)
		return byte;
	if ((byte != 0xC2 && byte != 0xC3) || folder->at == folder->text.len)
		return FOLD_WIDE;
	unsigned char tail = (unsigned char)folder->text.at[folder->at++];
	return (byte & 3) << 6 | (tail & 0x3F);
}

static int32_t
fold_latin(int32_t code)
{
	if ((code >= 'A' && code <= 'Z') ||
	    (code >= 0xC0 && code <= 0xDE && code != 0xD7))
		return code + 0x20;
	return code == 0xB5 ? 0x3BC : code;
}

static int32_t
fold_next(struct folder *folder)
{
	if (folder->second_s) {
		folder->second_s = false;
		return 's';
	}
	for (;;) {
		size_t here = folder->at;
		int32_t code = read_latin(folder);
		if (code < 0)
			return code;
		if (code == 0xAD)
			continue;
		if (code_is_blank((uint32_t)code)) {
			folder->gap = folder->started;
			continue;
		}
		folder->started = true;
		if (folder->gap) {
			folder->gap = false;
			folder->at = here;
			return ' ';
		}
		folder->second_s = code == 0xDF;
		return code == 0xDF ? 's' : fold_latin(code);
	}
}

static struct slice
write_squeezed(struct arena *arena, struct slice text)
{
	struct folder folder = {.text = text};
	char *to = arena_raw(arena, text.len);
	size_t len = 0;
	for (int32_t code = fold_next(&folder); code >= 0;
	     code = fold_next(&folder))
		len += utf8_encode(to + len, (uint32_t)code);
	return (struct slice){to, len};
}

struct slice
text_fold(struct arena *arena, struct slice text)
{
	switch (find_work(text)) {
	case WORK_NONE:
		break;
	case WORK_LOWER:
		return write_lower(arena, text);
	case WORK_SQUEEZE:
		return write_squeezed(arena, text);
	case WORK_WIDE:
		return normal_write_fold(arena, text);
	}
	return text;
}

static bool
same_by_icu(struct slice a, struct slice b)
{
	struct arena *mem = arena_new();
	bool same = slice_equal(text_fold(mem, a), text_fold(mem, b));
	arena_free(mem);
	return same;
}

static bool
is_latin(struct slice text)
{
	bool latin = true;
	for (size_t i = 0; i < text.len; i++)
		latin &= (unsigned char)text.at[i] < 0xC4;
	return latin;
}

/* Latin-1 alone: a mark further on may change the letter before it. */
static bool
same_latin(struct slice a, struct slice b)
{
	struct folder left = {.text = a}, right = {.text = b};
	int32_t one, two;
	do {
		one = fold_next(&left);
		two = fold_next(&right);
	} while (one == two && one >= 0);
	return one == two;
}

static bool
is_plain(char c)
{
	return char_is_digit(c) || char_is_letter(c);
}

/*
 * Whether they begin with different letters or digits of ASCII: folding keeps
 * those apart whatever follows. Most texts that are compared do.
 */
static bool
begin_apart(struct slice a, struct slice b)
{
	return a.len && b.len && is_plain(a.at[0]) && is_plain(b.at[0]) &&
	       (a.at[0] | 0x20) != (b.at[0] | 0x20);
}

bool
text_same(struct slice a, struct slice b)
{
	if (begin_apart(a, b))
		return false;
	if (slice_equal(a, b))
		return true;
	return is_latin(a) && is_latin(b) ? same_latin(a, b)
					  : same_by_icu(a, b);
}
