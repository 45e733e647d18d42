#include "text/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"

struct encoding {
	iconv_t iconv; /* (iconv_t)-1 for UTF-8 */
};

/* Our names, and iconv's for the same. */
static const char *const names[] = {
    "utf-8",
    "windows-1252",
    "iso-8859-1",
    "iso-8859-15",
    "mac-roman",
    "cp850",
    "cp437",
    "utf-16le",
    "utf-16be",
    NULL,
};

static const char *const iconv_names[] = {
    NULL,
    "WINDOWS-1252",
    "ISO-8859-1",
    "ISO-8859-15",
    "MACINTOSH",
    "CP850",
    "CP437",
    "UTF-16LE",
    "UTF-16BE",
};

/* What people call them besides. */
static const struct {
	const char *alias;
	size_t index;
} aliases[] = {
    {"utf8", 0},
    {"cp1252", 1},
    {"ansi", 1},
    {"latin1", 2},
    {"latin-1", 2},
    {"latin9", 3},
    {"latin-9", 3},
    {"macintosh", 4},
    {"macroman", 4},
};

const char *const *
encoding_names(void)
{
	return names;
}

static bool
find_name(const char *name, size_t *index)
{
	for (size_t i = 0; names[i]; i++) {
		if (strcasecmp(names[i], name) == 0) {
			*index = i;
			return true;
		}
	}
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
		if (strcasecmp(aliases[i].alias, name) == 0) {
			*index = aliases[i].index;
			return true;
		}
	}
	return false;
}

const char *
encoding_find_name(const char *name)
{
	size_t index;
	return find_name(name, &index) ? names[index] : NULL;
}

struct encoding *
encoding_open(const char *name)
{
	size_t index;
	iconv_t iconv = (iconv_t)-1;
	if (!find_name(name, &index))
		return NULL;
	if (iconv_names[index]) {
		iconv = iconv_open("UTF-8", iconv_names[index]);
		if (iconv == (iconv_t)-1)
			return NULL;
	}
	struct encoding *encoding = mem_new(1, sizeof *encoding);
	encoding->iconv = iconv;
	return encoding;
}

void
encoding_close(struct encoding *encoding)
{
	if (!encoding)
		return;
	if (encoding->iconv != (iconv_t)-1)
		iconv_close(encoding->iconv);
	free(encoding);
}

/*
 * Whether these last bytes begin a UTF-8 character: whether they become valid
 * when the largest or the smallest tail follows.
 */
static bool
may_become_utf8(struct slice tail)
{
	static const char fills[] = {'\x80', '\x90', '\xBF'};
	if (tail.len == 0 || tail.len > 3)
		return false;
	for (size_t i = 0; i < sizeof fills; i++) {
		for (size_t more = 1; more <= 3; more++) {
			char whole[8];
			memcpy(whole, tail.at, tail.len);
			memset(whole + tail.len, fills[i], more);
			size_t at = 0;
			struct slice text = {whole, tail.len + more};
			if (utf8_next(text, &at) != UTF8_INVALID &&
			    at == text.len)
				return true;
		}
	}
	return false;
}

static size_t
convert_utf8(struct slice bytes, struct strbuf *out, bool *invalid)
{
	size_t valid = utf8_check(bytes);
	strbuf_add(out, slice_part(bytes, 0, valid));
	*invalid =
	    valid < bytes.len && !may_become_utf8(slice_from(bytes, valid));
	return valid;
}

/* iconv's prototype lacks a const; it never writes to its input. */
static char *
without_const(const char *at)
{
	union {
		const char *in;
		char *out;
	} same = {.in = at};
	return same.out;
}

size_t
encoding_convert(struct encoding *encoding, struct slice bytes,
    struct strbuf *out, bool *invalid)
{
	*invalid = false;
	if (!bytes.len)
		return 0;
	if (encoding->iconv == (iconv_t)-1)
		return convert_utf8(bytes, out, invalid);
	char *in = without_const(bytes.at);
	size_t left = bytes.len;
	while (left) {
		/* No encoding of ours makes more than three bytes of one. */
		size_t room = left * 3 + 4;
		char *to = strbuf_reserve(out, room), *end = to;
		size_t done = iconv(encoding->iconv, &in, &left, &end, &room);
		int error = done == (size_t)-1 ? errno : 0;
		out->len += (size_t)(end - to);
		*invalid = error == EILSEQ;
		if (error != E2BIG)
			break;
	}
	/* Forget what a broken UTF-16 pair may have left. */
	if (*invalid)
		iconv(encoding->iconv, NULL, NULL, NULL, NULL);
	return bytes.len - left;
}
