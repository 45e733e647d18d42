/* Abbreviations: the word that two others, or a few letters, stand for. */
#include "base/utf8.h"
#include "expr/near_word.h"

/* The tail begins inside the word as the word goes on, up to an ending. */
static bool
is_tail_at(const struct near_word *tail, struct slice word)
{
	size_t same = 0;
	while (same < tail->text.len && same < word.len &&
	       tail->text.at[same] == word.at[same])
		same++;
	if (tail->after == '.' && same == tail->text.len)
		return same >= 2;
	struct slice rest = slice_from(word, same);
	return same >= 3 && near_ends_well(rest) &&
	       (!rest.len || near_ends_well(slice_from(tail->text, same)));
}

bool
near_is_head_and_tail(const struct near_word *head,
    const struct near_word *tail, const struct near_word *whole)
{
	size_t from = head->text.len;
	bool cut =
	    head->after == '.' || head->after == '-' || head->after == '/';
	if (head->is_number || tail->is_number || (!cut && head->letters < 3) ||
	    from + 3 > whole->text.len ||
	    !slice_equal(slice_part(whole->text, 0, from), head->text))
		return false;
	for (size_t at = from + 1; at + 2 < whole->text.len; at++) {
		if (is_tail_at(tail, slice_from(whole->text, at)))
			return true;
	}
	return false;
}

struct code {
	struct slice letters;
	const struct near_text *of;
	bool vowels; /* SH has none, so its letters may begin parts of words */
};

/* Where one letter of a code was found. */
struct spot {
	size_t word, at; /* behind the letter */
	bool next_word; /* some letter began a later word than the first */
	bool jumped;
};

static bool
has_vowel(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if ((unsigned char)text.at[i] >= 0x80 ||
		    strchr("aeiouy", text.at[i]))
			return true;
	}
	return false;
}

static size_t
letter_size(struct slice text, size_t at)
{
	size_t next = at;
	utf8_next(text, &next);
	return next - at;
}

static bool
stands_at(struct slice letter, struct slice word, size_t at)
{
	return slice_equal(slice_part(word, at, letter.len), letter);
}

static size_t spell(
    const struct code *code, size_t used, const struct spot *from);

/* The next letter begins a later part of the same word: service|hus. */
static size_t
spell_inside(const struct code *code, size_t used, const struct spot *from,
    struct slice letter)
{
	struct slice word = code->of->words[from->word].text;
	if (code->vowels && !from->next_word)
		return 0;
	for (size_t at = from->at > 3 ? from->at + 1 : 3; at + 3 <= word.len;
	     at++) {
		struct spot spot = {
		    from->word, at + letter.len, from->next_word, true};
		size_t end = stands_at(letter, word, at)
				 ? spell(code, used + letter.len, &spot)
				 : 0;
		if (end)
			return end;
	}
	return 0;
}

/* Index behind the last word that the letters from `used` on reach; 0: none. */
static size_t
spell(const struct code *code, size_t used, const struct spot *from)
{
	const struct near_text *of = code->of;
	if (used == code->letters.len)
		return from->jumped ? from->word + 1 : 0;
	struct slice letter =
	    slice_part(code->letters, used, letter_size(code->letters, used));
	struct spot spot = *from;
	spot.at += letter.len;
	size_t end = stands_at(letter, of->words[from->word].text, from->at)
			 ? spell(code, used + letter.len, &spot)
			 : 0;
	for (size_t skip = 1; !end && skip <= 2; skip++) {
		spot = (struct spot){from->word + skip, letter.len, true, true};
		if (spot.word < of->count &&
		    stands_at(letter, of->words[spot.word].text, 0))
			end = spell(code, used + letter.len, &spot);
		if (spot.word >= of->count || of->words[spot.word].letters > 3)
			break;
	}
	return end ? end : spell_inside(code, used, from, letter);
}

size_t
near_code_covers(struct slice letters, const struct near_text *of, size_t from)
{
	size_t count = utf8_count(letters);
	struct code code = {letters, of, has_vowel(letters)};
	size_t first = letter_size(letters, 0);
	struct spot spot = {.word = from, .at = first};
	if (!stands_at(slice_part(letters, 0, first), of->words[from].text, 0))
		return 0;
	size_t end = spell(&code, first, &spot);
	size_t covered = 0;
	for (size_t i = from; i < end; i++)
		covered += of->words[i].letters;
	return covered >= 2 * count ? end - from : 0;
}
