/*
 * base/slice.h - a borrowed piece of text.
 *
 * A slice never owns what it points at: it lives as long as its source (an
 * arena, a file's text, a row). Text is UTF-8 unless a function says
 * otherwise. An empty slice may have at == NULL.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
	const char *at;
	size_t len; /* bytes */
};

/* A slice of a string literal, usable in static tables. */
#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})

/* View of a NUL-terminated string; NULL gives an empty slice. */
static inline struct slice
slice_view(const char *text)
{
	return (struct slice){text, text ? strlen(text) : 0};
}

/* View of len bytes from offset `from`; both are cut to what there is. */
static inline struct slice
slice_part(struct slice whole, size_t from, size_t len)
{
	if (from > whole.len)
		from = whole.len;
	if (len > whole.len - from)
		len = whole.len - from;
	return (struct slice){whole.at ? whole.at + from : NULL, len};
}

/* View of everything from offset `from`. */
static inline struct slice
slice_from(struct slice whole, size_t from)
{
	return slice_part(whole, from, whole.len);
}

static inline bool
slice_equal(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool
slice_is(struct slice a, const char *text)
{
	return slice_equal(a, slice_view(text));
}

static inline bool
slice_starts(struct slice a, const char *start)
{
	size_t len = strlen(start);
	return a.len >= len && memcmp(a.at, start, len) == 0;
}

static inline bool
slice_ends(struct slice a, const char *end)
{
	size_t len = strlen(end);
	return a.len >= len && memcmp(a.at + a.len - len, end, len) == 0;
}

/* Byte order, shorter first: <0, 0, >0. */
int slice_compare(struct slice a, struct slice b);

/* Offset of the first `c`, or a.len. */
size_t slice_find_char(struct slice a, char c);
/* One of 0 to 9 stands in it. */
bool slice_has_digit(struct slice a);

/* Offset of the first `needle`, or a.len where there is none. */
size_t slice_find(struct slice a, struct slice needle);

/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
struct slice slice_trim(struct slice a);

/* Empty, or nothing but those. */
static inline bool
slice_is_blank(struct slice a)
{
	return slice_trim(a).len == 0;
}

#endif
