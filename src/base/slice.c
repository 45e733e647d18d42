#include "base/slice.h"

#include "base/code.h"

int
slice_compare(struct slice a, struct slice b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.at, b.at, len) : 0;
	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool
slice_has_digit(struct slice a)
{
	for (size_t i = 0; i < a.len; i++) {
		if (char_is_digit(a.at[i]))
			return true;
	}
	return false;
}

size_t
slice_find_char(struct slice a, char c)
{
	const char *hit = a.len ? memchr(a.at, c, a.len) : NULL;
	return hit ? (size_t)(hit - a.at) : a.len;
}

size_t
slice_find(struct slice a, struct slice needle)
{
	if (needle.len == 0)
		return 0;
	if (needle.len == 1)
		return slice_find_char(a, *needle.at);
	const char *hit =
	    a.len ? memmem(a.at, a.len, needle.at, needle.len) : NULL;
	return hit ? (size_t)(hit - a.at) : a.len;
}

struct slice
slice_trim(struct slice a)
{
	while (a.len && char_is_blank(a.at[0])) {
		a.at++;
		a.len--;
	}
	while (a.len && char_is_blank(a.at[a.len - 1]))
		a.len--;
	return a;
}
