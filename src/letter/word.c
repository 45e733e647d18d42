#include "letter/word.h"

#include "base/utf8.h"

/* Letters of any script near enough: all but blanks, signs and punctuation. */
static bool
is_part(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) - 'a' < 26 || code - '0' < 10;
	return code == 0xaa || code == 0xad || code == 0xb5 || code == 0xba ||
	       (code >= 0xc0 && code != 0xd7 && code != 0xf7 &&
		   !(code >= 0x2000 && code < 0x2c00) &&
		   !(code >= 0x3000 && code < 0x3005) && code < 0xe000);
}

static bool
is_joint(uint32_t code)
{
	return code == '-' || code == '\'' || code == 0x2019 || code == 0x2010;
}

bool
word_next(struct slice text, size_t *at, struct slice *word)
{
	size_t from = text.len, end = 0;
	for (size_t i = *at; i < text.len;) {
		size_t start = i;
		uint32_t code = utf8_next(text, &i);
		if (is_part(code)) {
			if (from == text.len)
				from = start;
			end = i;
		} else if (from < text.len &&
			   !(is_joint(code) && end == start)) {
			break;
		}
	}
	*word = slice_part(text, from, end - (end ? from : 0));
	*at = end ? end : text.len;
	return end > 0;
}

struct span
word_span(const struct node *text, struct slice word)
{
	struct span span = text->span;
	struct slice before = {
	    text->text.at, (size_t)(word.at - text->text.at)};
	span.column += (uint32_t)utf8_count(before);
	span.length = (uint32_t)utf8_count(word);
	return span;
}
