#include "expr/near_whole.h"

#include "base/utf8.h"
#include "expr/near_word.h"

/* Words of a named text that count, and those that may stand between. */
#define PART_MOST 24
#define GAP_MOST 4

/* ---- the words of one among those of another */

/* A lone letter or number says little among many words. */
static bool
has_weight(const struct near_text *part, const struct near_text *all)
{
	if (part->count == 1 && part->words[0].is_number)
		return all->count <= 6;
	return part->letters > 1 || all->count <= 3;
}

struct window {
	const struct near_text *all;
	size_t from, to;
	uint64_t used;
	size_t number_from; /* numbers keep their order */
	bool near; /* some word is, and does not only begin so */
};

/* The best place of a word in the window; false where it has none. */
static bool
place_word(struct window *window, const struct near_word *word)
{
	enum word_match best = WORD_FAR;
	size_t at = 0;
	for (size_t i = word->is_number ? window->number_from : window->from;
	     i < window->to && best != WORD_NEAR; i++) {
		if (window->used >> (i - window->from) & 1)
			continue;
		enum word_match match =
		    near_word_match(&window->all->words[i], word);
		if (match <= best)
			continue;
		best = match;
		at = i;
	}
	if (best == WORD_FAR)
		return false;
	window->used |= 1ULL << (at - window->from);
	if (word->is_number)
		window->number_from = at + 1;
	window->near |= best == WORD_NEAR;
	return true;
}

static bool
fits_at(const struct near_text *all, size_t from, const struct near_text *part)
{
	struct window window = {.all = all, .from = from, .number_from = from};
	window.to = from + part->count + GAP_MOST;
	if (window.to > all->count)
		window.to = all->count;
	for (size_t i = 0; i < part->count; i++) {
		if (!place_word(&window, &part->words[i]))
			return false;
	}
	return window.near;
}

/* All words of `part` stand among those of `all`, not far apart. */
static bool
covers(const struct near_text *all, const struct near_text *part)
{
	if (!part->count || part->count > all->count ||
	    part->count > PART_MOST || !has_weight(part, all))
		return false;
	for (size_t i = 0; i + part->count <= all->count; i++) {
		bool begins = false;
		for (size_t k = 0; k < part->count && !begins; k++)
			begins =
			    near_word_match(&all->words[i], &part->words[k]);
		if (begins && fits_at(all, i, part))
			return true;
	}
	return false;
}

static bool
cover_each_other(const struct near_text *a, const struct near_text *b)
{
	return covers(a, b) || covers(b, a);
}

/* ---- flats and floors */

/* Without lgh 1101 and 2 tr, but for what both say. */
static bool
drop_details(const struct near_text *text, const struct near_text *other,
    struct near_text *to)
{
	bool kept[3] = {true};
	for (size_t i = 0; i < other->count; i++)
		kept[other->words[i].detail] = true;
	to->count = 0;
	for (size_t i = 0; i < text->count; i++) {
		const struct near_word *word = &text->words[i];
		const struct near_word *next =
		    i + 1 < text->count ? word + 1 : word;
		if (!kept[word->detail] ||
		    (!word->is_number && !kept[next->detail]))
			continue;
		to->words[to->count++] = *word;
	}
	to->letters = text->letters;
	return to->count < text->count;
}

static bool
near_but_for_details(const struct near_text *a, const struct near_text *b)
{
	struct near_word left[NEAR_BYTES + 1], right[NEAR_BYTES + 1];
	struct near_text bare_a = {.words = left}, bare_b = {.words = right};
	if (!a->has_numbers || !b->has_numbers)
		return false;
	bool fewer = drop_details(a, b, &bare_a);
	fewer |= drop_details(b, a, &bare_b);
	return fewer && cover_each_other(&bare_a, &bare_b);
}

/* ---- abbreviations spelt out */

/* Codes are for values, not for words that happen to begin like them in free
 * text. */
#define SPELT_MOST 6

/* S.H. is SH: the letters of single ones with points. */
static size_t
read_code(const struct near_text *text, size_t from, struct slice *code)
{
	size_t count = 0;
	const struct near_word *words = text->words + from;
	while (from + count < text->count && words[count].letters == 1 &&
	       !words[count].is_number)
		count++;
	*code = words[0].text;
	if (count > 1) {
		const struct near_word *last = &words[count - 1];
		code->len = (size_t)(last->text.at + last->text.len - code->at);
	}
	return count > 1 ? count : 1;
}

/* Service hus: two words that are nearly one of the other's. */
static bool
are_cut(const struct near_word *head, const struct near_word *whole)
{
	const struct near_word *tail = head + 1;
	struct slice both = {head->text.at, head->text.len + tail->text.len};
	if (head->is_number || tail->is_number ||
	    head->letters + 3 > whole->letters ||
	    both.len > whole->text.len + 4)
		return false;
	return slice_equal(both, whole->text) ||
	       (both.len >= 8 && near_is_slip(both, whole->text));
}

/* Hus: service. */
static bool
are_turned(const struct near_word *tail, const struct near_word *whole)
{
	const struct near_word *head = tail + 1;
	size_t len = head->text.len;
	return !head->is_number && !tail->is_number && tail->letters >= 3 &&
	       len + tail->text.len == whole->text.len &&
	       slice_equal(slice_part(whole->text, 0, len), head->text) &&
	       slice_equal(slice_from(whole->text, len), tail->text);
}

/*
 * Finds the words of `of` that the words of `text` from `at` on stand for:
 * gives how many words of `text` are taken, 0 where none is, and in *first and
 * *count which of `of` they stand for.
 */
static size_t
spell_out(const struct near_text *text, size_t at, const struct near_text *of,
    size_t *first, size_t *count)
{
	struct slice code;
	const struct near_word *word = &text->words[at];
	size_t taken = read_code(text, at, &code);
	size_t letters = word->is_number ? 0 : utf8_count(code);
	for (*first = 0; *first < of->count; ++*first) {
		const struct near_word *whole = &of->words[*first];
		*count = 1;
		if (at + 1 < text->count && are_turned(word, whole))
			return 2;
		/* Then both are numbers, or neither is. */
		if (whole->text.at[0] != word->text.at[0])
			continue;
		if (at + 1 < text->count &&
		    (near_is_head_and_tail(word, word + 1, whole) ||
			are_cut(word, whole)))
			return 2;
		if (letters < 2 || letters > 5)
			continue;
		*count = near_code_covers(code, of, *first);
		if (*count)
			return taken;
	}
	return 0;
}

/* The text with what it abbreviates of the other, as far as there is room. */
static bool
near_spelt_out(const struct near_text *text, const struct near_text *of)
{
	struct near_word words[NEAR_BYTES + 1];
	struct near_text spelt = {.words = words, .letters = text->letters};
	bool any = false;
	if (of->count > SPELT_MOST)
		return false;
	for (size_t i = 0; i < text->count && spelt.count < NEAR_BYTES;) {
		size_t first, count;
		size_t taken = spell_out(text, i, of, &first, &count);
		any |= taken;
		if (!taken) {
			spelt.words[spelt.count++] = text->words[i++];
			continue;
		}
		for (size_t k = 0; k < count && spelt.count < NEAR_BYTES; k++)
			spelt.words[spelt.count++] = of->words[first + k];
		i += taken;
	}
	return any && cover_each_other(&spelt, of);
}

/* ---- the whole */

static bool
same_numbers(const struct near_text *a, const struct near_text *b)
{
	size_t i = 0, k = 0;
	if (!a->has_numbers || !b->has_numbers)
		return true;
	for (;;) {
		while (i < a->count && !a->words[i].is_number)
			i++;
		while (k < b->count && !b->words[k].is_number)
			k++;
		if (i == a->count || k == b->count)
			return i == a->count && k == b->count;
		if (!slice_equal(a->words[i++].text, b->words[k++].text))
			return false;
	}
}

/* Ser vicehus: the words are cut otherwise, and there is a slip. */
static bool
is_slip_in_all(const struct near_text *a, const struct near_text *b)
{
	struct slice left = a->squeezed, right = b->squeezed;
	size_t most = left.len > right.len ? left.len : right.len;
	size_t least = left.len < right.len ? left.len : right.len;
	if (most > least + 8 || utf8_count(left) < 7 || utf8_count(right) < 7 ||
	    a->count == b->count || !same_numbers(a, b))
		return false;
	return (least >= 8 && near_is_slip(left, right)) ||
	       near_is_contraction(left, right);
}

bool
near_is_near(const struct near_text *cell, const struct near_text *named)
{
	if (!cell->count || !named->count)
		return false;
	return slice_equal(cell->squeezed, named->squeezed) ||
	       cover_each_other(cell, named) ||
	       near_but_for_details(cell, named) ||
	       near_spelt_out(cell, named) || near_spelt_out(named, cell) ||
	       is_slip_in_all(cell, named);
}

/* ---- a word alone */

#define SHORT_MOST 3

/* M of Man, fi of finska; where little is left it may be another code, SHB. */
static bool
is_initial(const struct near_word *head, const struct near_word *word)
{
	if (head->letters > SHORT_MOST || head->is_number || head->is_roman ||
	    word->is_roman ||
	    word->letters < head->letters + (head->letters == 1 ? 2 : 3))
		return false;
	if (head->letters > 1)
		return near_word_match(word, head) == WORD_BEGINS;
	return slice_equal(
	    slice_part(word->text, 0, head->text.len), head->text);
}

static uint16_t
number_alone(const struct near_word *word)
{
	return word->letters == 1 && !word->is_number ? near_roman(word->text)
						      : word->number;
}

bool
near_say_the_same(const struct near_text *cell, const struct near_text *named)
{
	if (cell->count != 1 || named->count != 1)
		return false;
	const struct near_word *a = cell->words, *b = named->words;
	uint16_t number = number_alone(a);
	return is_initial(a, b) || is_initial(b, a) ||
	       (number && number == number_alone(b));
}
