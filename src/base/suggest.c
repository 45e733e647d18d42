#include "base/suggest.h"

#include <stdint.h>

#include "base/utf8.h"

#define LONGEST 64

static uint32_t
lower(uint32_t code)
{
	if ((code >= 'A' && code <= 'Z') ||
	    (code >= 0xC0 && code <= 0xDE && code != 0xD7))
		return code + 32;
	return code;
}

/* Code points in lower case; 0 where there are too many. */
static size_t
unpack(struct slice text, uint32_t codes[LONGEST])
{
	size_t count = 0;
	for (size_t at = 0; at < text.len;) {
		if (count == LONGEST)
			return 0;
		codes[count++] = lower(utf8_next(text, &at));
	}
	return count;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
edit_distance(struct slice a, struct slice b, size_t limit)
{
	uint32_t from[LONGEST], to[LONGEST];
	size_t rows[3][LONGEST + 1];
	size_t n = unpack(a, from), m = unpack(b, to);
	if ((!n && a.len) || (!m && b.len))
		return limit + 1;
	for (size_t j = 0; j <= m; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *now = rows[i % 3], *up = rows[(i + 2) % 3];
		const size_t *two_up = rows[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t change = up[j - 1] + (from[i - 1] != to[j - 1]);
			now[j] = least(change, least(up[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && from[i - 1] == to[j - 2] &&
			    from[i - 2] == to[j - 1])
				now[j] = least(now[j], two_up[j - 2] + 1);
		}
	}
	size_t distance = rows[n % 3][m];
	return distance > limit ? limit + 1 : distance;
}

struct suggestion
suggestion_start(struct slice asked)
{
	size_t letters = utf8_count(asked);
	/* A third of the letters may differ, at least one and at most four. */
	size_t limit = letters / 3 < 1 ? 1 : letters / 3 > 4 ? 4 : letters / 3;
	return (struct suggestion){.asked = asked, .distance = limit + 1};
}

void
suggestion_offer(struct suggestion *best, struct slice name)
{
	if (best->distance == 0)
		return;
	size_t distance = edit_distance(best->asked, name, best->distance);
	if (distance < best->distance) {
		best->distance = distance;
		best->nearest = name;
	}
}
