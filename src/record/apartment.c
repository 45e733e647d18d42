#include "record/apartment.h"

#include "base/code.h"

#include <strings.h>

enum { DIGITS = 4 };

struct apartment {
	size_t from; /* where the word begins */
	struct slice digits; /* empty: none was found */
};

/* Whether a word of its own can begin at the offset. */
static bool
is_word_start(struct slice line, size_t at)
{
	return at == 0 || strchr(" ,;/(-", line.at[at - 1]);
}

/* Bytes of a word for apartment at the offset; 0: there is none. */
static size_t
word_at(struct slice line, size_t at)
{
	/* strncasecmp knows no Ä. */
	static const char *const words[] = {"lgh", "lägenhet", "lÄgenhet"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);
		if (line.len - at >= len &&
		    strncasecmp(line.at + at, words[i], len) == 0)
			return len;
	}
	return 0;
}

static size_t
skip(struct slice line, size_t at, const char *signs)
{
	while (at < line.len && line.at[at] && strchr(signs, line.at[at]))
		at++;
	return at;
}

/* Past "lgh", "lgh.", "lgh nr": where the number should be. */
static size_t
skip_to_number(struct slice line, size_t at)
{
	at = skip(line, at, ". ");
	if (line.len - at > 2 && strncasecmp(line.at + at, "nr", 2) == 0)
		at = skip(line, at + 2, ". ");
	return at;
}

static struct slice
digits_at(struct slice line, size_t at)
{
	size_t count = 0;
	while (at + count < line.len && char_is_digit(line.at[at + count]))
		count++;
	bool ends =
	    at + count == line.len || strchr(" ,;/)", line.at[at + count]);
	return slice_part(line, at, count == DIGITS && ends ? DIGITS : 0);
}

static struct apartment
find(struct slice line)
{
	for (size_t at = 0; at < line.len; at++) {
		/* each of the words begins with it */
		if ((line.at[at] | 0x20) != 'l' || !is_word_start(line, at))
			continue;
		size_t word = word_at(line, at);
		if (!word)
			continue;
		size_t number = skip_to_number(line, at + word);
		struct slice digits = digits_at(line, number);
		if (digits.len)
			return (struct apartment){at, digits};
	}
	return (struct apartment){0};
}

struct slice
apartment_find(struct slice line)
{
	return find(line).digits;
}

/* The second sign tells "LGH" and "LÄGENHET" from "Lgh". */
static const char *
word_in_case(struct slice line, size_t from)
{
	if (line.at[from] == 'l')
		return "lgh";
	bool all = line.at[from + 1] == 'G' ||
		   slice_starts(slice_from(line, from + 1), "Ä");
	return all ? "LGH" : "Lgh";
}

struct slice
apartment_write(struct arena *arena, struct slice line)
{
	struct apartment found = find(line);
	if (!found.digits.len)
		return line;
	struct slice before = slice_part(line, 0, found.from);
	size_t end = (size_t)(found.digits.at - line.at) + DIGITS;
	struct slice after = slice_from(line, end);
	const struct slice parts[] = {before,
	    slice_view(word_in_case(line, found.from)), SLICE(" "),
	    found.digits, after};
	struct slice written =
	    arena_join(arena, parts, sizeof parts / sizeof *parts, SLICE(""));
	return slice_equal(written, line) ? line : written;
}
