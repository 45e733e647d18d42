#include "manifest/text_sum.h"

#include <string.h>

#define BLOCK sizeof((struct text_sum){0}.rest)

/* One to one in each word, so that a difference stays one. */
static void
add_block(struct text_sum *sum, const char *from)
{
	uint64_t words[TEXT_SUM_LANES];
	memcpy(words, from, BLOCK);
	for (size_t i = 0; i < TEXT_SUM_LANES; i++) {
		uint64_t lane =
		    (sum->lanes[i] ^ words[i]) * 0x9E3779B97F4A7C15U;
		sum->lanes[i] = lane ^ (lane >> 29);
	}
}

void
text_sum_add(struct text_sum *sum, struct slice text)
{
	size_t held = sum->len % BLOCK;
	sum->len += text.len;
	if (held) {
		size_t more = BLOCK - held < text.len ? BLOCK - held : text.len;
		memcpy(sum->rest + held, text.at, more);
		text = slice_from(text, more);
		if (held + more < BLOCK)
			return;
		add_block(sum, sum->rest);
	}
	for (; text.len >= BLOCK; text = slice_from(text, BLOCK))
		add_block(sum, text.at);
	if (text.len)
		memcpy(sum->rest, text.at, text.len);
}

bool
text_sum_equal(const struct text_sum *a, const struct text_sum *b)
{
	return a->len == b->len &&
	       memcmp(a->lanes, b->lanes, sizeof a->lanes) == 0 &&
	       memcmp(a->rest, b->rest, a->len % BLOCK) == 0;
}
