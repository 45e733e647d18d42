#include "record/beside_name.h"

#include <strings.h>

#include "base/code.h"
#include "record/contact.h"

#define DIGITS_LEAST 8 /* of a number that begins as one */
#define LEAST 3 /* of any */

/* What a word says of the digits behind it; how many there must be. */
static const struct said {
	const char *word;
	size_t least;
} saids[] = {{"tel", 5}, {"telefon", 5}, {"tfn", 5}, {"tlf", 5}, {"mob", 5},
    {"mobil", 5}, {"phone", 5}, {"puh", 5}, {"puhelin", 5}, {"portkod", 3},
    {"portkoden", 3}, {"dörrkod", 3}, {"nyckelkod", 3}, {"kod", 3},
    {"koden", 3}, {"ovikoodi", 3}, {"dørkode", 3}, {"kode", 3}};

static bool
is_of_word(char c)
{
	return char_is_letter(c) || char_is_digit(c) ||
	       (unsigned char)c >= 0x80;
}

/* Digits from `at` on, with single blanks and signs between them. */
static size_t
count_digits(struct slice text, size_t at)
{
	size_t count = 0, between = 0;
	for (; at < text.len && between < 3; at++) {
		if (char_is_digit(text.at[at])) {
			count++;
			between = 0;
		} else if (strchr(" -/()+.", text.at[at])) {
			between++;
		} else {
			break;
		}
	}
	return count;
}

/* 0 where the word says nothing. */
static size_t
least_behind(struct slice word)
{
	for (size_t i = 0; i < sizeof saids / sizeof *saids; i++) {
		if (word.len == strlen(saids[i].word) &&
		    strncasecmp(word.at, saids[i].word, word.len) == 0)
			return saids[i].least;
	}
	return 0;
}

static size_t
word_end(struct slice text, size_t at)
{
	while (at < text.len && is_of_word(text.at[at]))
		at++;
	return at;
}

/* A word between blanks, without the signs that cling to it. */
static bool
is_email(struct slice text, size_t from)
{
	size_t end = from;
	while (end < text.len && text.at[end] != ' ')
		end++;
	struct slice word = slice_part(text, from, end - from);
	while (word.len && strchr("<([", word.at[0]))
		word = slice_from(word, 1);
	while (word.len && strchr(">)],;.:", word.at[word.len - 1]))
		word.len--;
	return email_is_valid(word);
}

/* The quick answer for nearly all cells. */
static bool
may_have_one(struct slice text)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.len; i++) {
		digits += char_is_digit(text.at[i]);
		if (digits == LEAST || text.at[i] == '@')
			return true;
	}
	return false;
}

bool
beside_name_is_found(struct slice text)
{
	if (!may_have_one(text))
		return false;
	for (size_t at = 0; at < text.len; at++) {
		char c = text.at[at];
		bool starts = !at || (!is_of_word(text.at[at - 1]) &&
					 text.at[at - 1] != '-');
		if (!starts)
			continue;
		if ((!at || text.at[at - 1] == ' ') && is_email(text, at))
			return true;
		if ((c == '0' || c == '+') &&
		    count_digits(text, at) >= DIGITS_LEAST)
			return true;
		size_t end = word_end(text, at);
		size_t least = least_behind(slice_part(text, at, end - at));
		end += end < text.len && text.at[end] == ':';
		if (least && count_digits(text, end) >= least)
			return true;
	}
	return false;
}
