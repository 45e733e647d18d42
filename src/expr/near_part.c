/*
 * Parts of a text that need not be words: what contains and starts with look
 * for.
 */
#include "base/utf8.h"
#include "expr/near_whole.h"

#define PART_LEAST 6 /* letters in which a slip is one */
#define LONG_PART 10 /* and two are two */
#define LETTERS_MOST 64

struct letters {
	uint32_t at[LETTERS_MOST];
	size_t count;
};

static struct letters
unpack(struct slice text, size_t most)
{
	struct letters letters = {.count = 0};
	if (most > LETTERS_MOST)
		most = LETTERS_MOST;
	for (size_t at = 0; at < text.len && letters.count < most;)
		letters.at[letters.count++] = utf8_next(text, &at);
	return letters;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

#define FAR_AWAY 1000

/*
 * Whether at most `limit` edits lie between the part and any piece of the text
 * (Sellers 1980; a swap of neighbours is one), or any piece at its start: then
 * only letters near each other are compared.
 */
static bool
is_slip_of_piece(const struct letters *text, const struct letters *part,
    bool at_start, size_t limit)
{
	size_t rows[3][LETTERS_MOST + 2];
	size_t m = part->count, band = at_start ? limit + 1 : LETTERS_MOST;
	for (size_t i = 0; i <= m; i++)
		rows[0][i] = rows[2][i] = i;
	for (size_t j = 1; j <= text->count; j++) {
		size_t *now = rows[j % 3];
		const size_t *before = rows[(j + 2) % 3];
		const size_t *two_before = rows[(j + 1) % 3];
		size_t from = j > band ? j - band : 1;
		size_t to = least(m, j + band);
		size_t best = FAR_AWAY;
		now[from - 1] = from > 1 ? FAR_AWAY : at_start ? j : 0;
		for (size_t i = from; i <= to; i++) {
			size_t change = text->at[j - 1] != part->at[i - 1];
			now[i] = least(before[i - 1] + change,
			    least(before[i], now[i - 1]) + 1);
			if (i > 1 && j > 1 &&
			    text->at[j - 1] == part->at[i - 2] &&
			    text->at[j - 2] == part->at[i - 1])
				now[i] = least(now[i], two_before[i - 2] + 1);
			best = least(best, now[i]);
		}
		now[to + 1] = FAR_AWAY;
		if (to == m && now[m] <= limit)
			return true;
		/* A swap reaches over one row, so one more is allowed. */
		if (at_start && best > limit + 1)
			return false;
	}
	return false;
}

/* From the word on, over the gaps behind it. */
static struct slice
from_word(const struct near_text *text, size_t index)
{
	const char *at = text->words[index].text.at;
	return slice_from(text->squeezed, (size_t)(at - text->squeezed.at));
}

/*
 * Where the edits are few, one of the first letters stays near its place. The
 * part has PART_LEAST letters.
 */
static bool
may_begin(struct slice text, struct slice part)
{
	struct slice start = slice_part(text, 0, 10);
	for (size_t i = 0; i < PART_LEAST; i++) {
		if (slice_find_char(start, part.at[i]) < start.len)
			return true;
	}
	return false;
}

/* In one word: anywhere; over a gap: where a word begins. */
static bool
has_slip(const struct near_text *cell, const struct near_text *wanted,
    bool at_start, size_t limit)
{
	struct letters part = unpack(wanted->squeezed, LETTERS_MOST);
	for (size_t i = 0; i < cell->count && (!at_start || !i); i++) {
		const struct near_word *word = &cell->words[i];
		if (!at_start && word->letters + limit >= part.count) {
			struct letters inside =
			    unpack(word->text, LETTERS_MOST);
			if (is_slip_of_piece(&inside, &part, false, limit))
				return true;
		}
		struct slice behind = from_word(cell, i);
		if (!may_begin(behind, wanted->squeezed))
			continue;
		struct letters joined = unpack(behind, part.count + limit);
		if (is_slip_of_piece(&joined, &part, true, limit))
			return true;
	}
	return false;
}

static bool
is_border(const struct near_text *text, const char *at)
{
	for (size_t i = 0; i < text->count; i++) {
		if (text->words[i].text.at == at)
			return true;
	}
	return at == text->squeezed.at + text->squeezed.len;
}

static bool
is_in_word(const struct near_text *text, const char *at, size_t len)
{
	for (size_t i = 0; i < text->count; i++) {
		struct slice word = text->words[i].text;
		if (at >= word.at && at + len <= word.at + word.len)
			return true;
	}
	return false;
}

/*
 * The letters of the part in a row. Over a gap they begin or end with a word,
 * short ones both: "de jag" is not "ej".
 */
static bool
has_letters(
    const struct near_text *cell, const struct near_text *part, bool at_start)
{
	struct slice text = cell->squeezed, wanted = part->squeezed;
	for (size_t from = 0;; from++) {
		from += slice_find(slice_from(text, from), wanted);
		if (from == text.len || (at_start && from))
			return false;
		const char *at = text.at + from;
		bool begins = is_border(cell, at);
		bool ends = is_border(cell, at + wanted.len);
		bool enough = part->letters < PART_LEAST ? begins && ends
							 : begins || ends;
		if (enough || is_in_word(cell, at, wanted.len))
			return true;
	}
}

bool
near_has_part(
    const struct near_text *cell, const struct near_text *part, bool at_start)
{
	if (!cell->count || !part->count)
		return false;
	if (has_letters(cell, part, at_start))
		return true;
	if (part->letters < PART_LEAST || part->has_numbers)
		return false;
	return has_slip(
	    cell, part, at_start, part->letters < LONG_PART ? 1 : 2);
}
