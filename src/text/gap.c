#include "text/gap.h"

static bool
is_word_byte(char c)
{
	unsigned char byte = (unsigned char)c;
	return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
	       ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* Blanks of any kind between the two words, a no-break space too. */
static size_t
count_blanks(struct slice text)
{
	size_t count = 0;
	while (count < text.len) {
		struct slice rest = slice_from(text, count);
		if (slice_starts(rest, "\xc2\xa0"))
			count += 2;
		else if (slice_starts(rest, " ") || slice_starts(rest, "\t") ||
			 slice_starts(rest, "\r") || slice_starts(rest, "\n"))
			count++;
		else
			break;
	}
	return count;
}

static bool
is_gap(struct slice text, const char *first, const char *second, size_t *len)
{
	if (!slice_starts(text, first))
		return false;
	size_t at = strlen(first);
	size_t blanks = count_blanks(slice_from(text, at));
	at += blanks;
	if (!blanks || !slice_starts(slice_from(text, at), second))
		return false;
	*len = at + strlen(second);
	return *len == text.len || !is_word_byte(text.at[*len]);
}

bool
gap_find(struct slice text, size_t from, size_t *at, size_t *len)
{
	for (*at = from; text.at && *at < text.len; ++*at) {
		struct slice rest = slice_from(text, *at);
		if (rest.at[0] != 'F' ||
		    (*at && is_word_byte(text.at[*at - 1])))
			continue;
		if (is_gap(rest, "FYLL", "I", len) ||
		    is_gap(rest, "FILL", "IN", len))
			return true;
	}
	return false;
}
