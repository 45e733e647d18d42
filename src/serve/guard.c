#include "serve/guard.h"

#include <strings.h>

#define USER_MOST 64

static bool
is_same_host(struct slice a, struct slice b)
{
	return a.len == b.len && a.len && strncasecmp(a.at, b.at, a.len) == 0;
}

enum guard_verdict
guard_judge(const struct gate *gate, const struct knock *knock)
{
	if (knock->host.count != 1 ||
	    !is_same_host(knock->host.value, gate->host))
		return GUARD_HOST;
	/* "none": somebody typed the address or took a bookmark. */
	if (knock->site.count &&
	    (knock->site.count > 1 ||
		(!slice_is(knock->site.value, "same-origin") &&
		    (knock->changes || !slice_is(knock->site.value, "none")))))
		return GUARD_SITE;
	if (knock->origin.count &&
	    (knock->origin.count > 1 ||
		!is_same_host(knock->origin.value, gate->origin)))
		return GUARD_ORIGIN;
	/* Every browser of today sends one of them with a form. */
	if (knock->changes && !knock->origin.count && !knock->site.count)
		return GUARD_ORIGIN;
	return GUARD_PASS;
}

static bool
is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

bool
guard_read_origin(struct slice origin, struct slice *host)
{
	if (slice_starts(origin, "https://"))
		*host = slice_from(origin, strlen("https://"));
	else if (slice_starts(origin, "http://"))
		*host = slice_from(origin, strlen("http://"));
	else
		return false;
	for (size_t i = 0; i < host->len; i++) {
		if (!is_letter_or_digit(host->at[i]) &&
		    !memchr(".-:[]", host->at[i], 5))
			return false;
	}
	return host->len;
}

bool
guard_is_user(const struct header *user)
{
	struct slice name = user->value;
	bool before = false; /* a letter or digit stands before */
	if (user->count != 1 || !name.len || name.len > USER_MOST)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		bool plain = is_letter_or_digit(name.at[i]);
		if (!plain && (!before || !memchr("._-@", name.at[i], 4)))
			return false;
		before = plain;
	}
	return before;
}
