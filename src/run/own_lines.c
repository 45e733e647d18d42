#include "run/own_lines.h"

bool
own_line_take(struct slice *text, const char *word, struct slice *value)
{
	size_t len = strlen(word), end = slice_find_char(*text, '\n');
	if (!slice_starts(*text, word) || end == text->len)
		return false;
	*value = slice_part(*text, len, end - len);
	*text = slice_from(*text, end + 1);
	return true;
}

bool
own_line_number(struct slice *text, const char *word, uint64_t *number)
{
	struct slice digits;
	*number = 0;
	if (!own_line_take(text, word, &digits) || !digits.len ||
	    digits.len > 18)
		return false;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return false;
		*number = *number * 10 + (uint64_t)(digits.at[i] - '0');
	}
	return true;
}
