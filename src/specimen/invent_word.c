/* invent_word.c - a word like another, and nobody's. */
#include "specimen/invent_parts.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "text/normal.h"

enum {
	LETTERS_MOST = 64, /* of a word; what is longer is made in parts */
	TRIES = 200,
	CANDIDATES = 8, /* of which the one of nearest width is taken */
	LATIN_END = 0x250,
};

struct letters {
	uint32_t at[LETTERS_MOST];
	size_t count;
};

static struct letters
read_letters(struct slice text)
{
	struct letters letters = {.count = 0};
	for (size_t at = 0; at < text.len && letters.count < LETTERS_MOST;)
		letters.at[letters.count++] = utf8_next(text, &at);
	return letters;
}

static struct slice
write_letters(struct arena *mem, const struct letters *letters)
{
	char *to = arena_raw(mem, letters->count * 4 + 1);
	size_t len = 0;
	for (size_t i = 0; i < letters->count; i++)
		len += utf8_encode(to + len, letters->at[i]);
	to[len] = '\0';
	return (struct slice){to, len};
}

/* ---- letters */

/* A letter's width in twelfths of the size, roughly as in any text face. */
static int
width_of(uint32_t code)
{
	if (code < 0x80 && strchr("ijl", (int)code))
		return 3;
	if (code < 0x80 && strchr("frt", (int)code))
		return 4;
	if (code < 0x80 && strchr("mw", (int)code))
		return 10;
	return 6;
}

static int
width_of_all(const struct letters *letters)
{
	int width = 0;
	for (size_t i = 0; i < letters->count; i++)
		width += width_of(letters->at[i]);
	return width;
}

/* Of a script whose letters are not Latin: another from the same row. */
static uint32_t
other_letter(struct inventor *inventor, uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} rows[] = {
	    {0x3AC, 0x3AF}, /* Greek, with tonos and without */
	    {0x3B1, 0x3C1},
	    {0x430, 0x44F}, /* Cyrillic */
	    {0x5D0, 0x5EA}, /* Hebrew */
	    {0x628, 0x63A}, /* Arabic */
	    {0x641, 0x648},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (code >= rows[i].first && code <= rows[i].last)
			return rows[i].first +
			       inventor_next(
				   inventor, rows[i].last - rows[i].first + 1);
	}
	for (int tries = 0; tries < 20; tries++) {
		uint32_t other =
		    (code & ~0x1fu) + inventor_next(inventor, 0x20);
		if (other != code && code_is_letter(other))
			return other;
	}
	return code;
}

/* Letters that have more than A to Z stand somewhere in the new word too. */
static void
place_marked(
    struct inventor *inventor, const struct letters *from, struct letters *to)
{
	for (size_t i = 0; i < from->count; i++) {
		if (from->at[i] < 0x80)
			continue;
		for (int tries = 0; tries < 20; tries++) {
			size_t at =
			    inventor_next(inventor, (uint32_t)to->count);
			if (to->at[at] >= 0x80)
				continue;
			to->at[at] = from->at[i];
			break;
		}
	}
}

static bool
is_latin(const struct letters *letters)
{
	for (size_t i = 0; i < letters->count; i++) {
		if (letters->at[i] < LATIN_END)
			return true;
	}
	return false;
}

static struct letters
draw(struct inventor *inventor, const struct letters *from)
{
	static const char vowels[] = "aeiou", others[] = "bdfghjklmnprstv";
	struct letters to = {.count = from->count};
	bool vowel = inventor_next(inventor, 3) == 0;
	for (size_t i = 0; i < to.count; i++) {
		if (!is_latin(from)) {
			to.at[i] = other_letter(inventor, from->at[i]);
			continue;
		}
		uint32_t of = vowel ? sizeof vowels - 1 : sizeof others - 1;
		to.at[i] =
		    (unsigned char)(vowel
					? vowels
					: others)[inventor_next(inventor, of)];
		/* now and then two of the same kind beside each other */
		if (!(i && !vowel && inventor_next(inventor, 5) == 0))
			vowel = !vowel;
	}
	if (is_latin(from))
		place_marked(inventor, from, &to);
	return to;
}

/* The one of several that is nearly as wide. */
static struct letters
draw_wide(struct inventor *inventor, const struct letters *from)
{
	struct letters best = draw(inventor, from);
	int want = width_of_all(from);
	for (int i = 1; i < CANDIDATES; i++) {
		struct letters next = draw(inventor, from);
		if (abs(width_of_all(&next) - want) <
		    abs(width_of_all(&best) - want))
			best = next;
	}
	return best;
}

/* ---- words */

static bool
is_used(const struct inventor *inventor, struct slice shown)
{
	for (size_t i = 0; i < inventor->word_count; i++) {
		if (slice_equal(inventor->words[i].shown, shown))
			return true;
	}
	return false;
}

/* The ending of a street's name says nothing of whose it is. */
static struct slice
street_ending(struct slice folded)
{
	static const char *const endings[] = {"gatan", "vägen", "gränd",
	    "stigen", "backen", "torget", "veien", "vegen", "katu", "polku"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t len = strlen(endings[i]);
		if (folded.len > len + 2 && slice_ends(folded, endings[i]))
			return slice_view(endings[i]);
	}
	return (struct slice){NULL, 0};
}

static struct slice
make_word(struct inventor *inventor, struct slice folded)
{
	struct slice ending = street_ending(folded);
	struct letters from =
	    read_letters(slice_part(folded, 0, folded.len - ending.len));
	struct slice made = folded;
	for (int tries = 0; tries < TRIES; tries++) {
		struct letters to = draw_wide(inventor, &from);
		struct slice parts[] = {
		    write_letters(inventor->mem, &to), ending};
		made = arena_join(inventor->mem, parts, 2, SLICE(""));
		if (!slice_equal(made, folded) && !is_used(inventor, made) &&
		    (from.count < 2 || !inventor_is_taken(inventor, made)))
			break;
	}
	return made;
}

static struct slice
find_word(struct inventor *inventor, struct slice folded)
{
	for (size_t i = 0; i < inventor->word_count; i++) {
		if (slice_equal(inventor->words[i].real, folded))
			return inventor->words[i].shown;
	}
	struct slice made = make_word(inventor, folded);
	inventor->words =
	    arena_grow(inventor->mem, inventor->words, &inventor->word_room,
		inventor->word_count + 1, sizeof *inventor->words);
	inventor->words[inventor->word_count++] = (struct invented_pair){
	    .real = arena_dup(inventor->mem, folded), .shown = made};
	return made;
}

/* Capitals as in the word that it stands for: ANNA, Anna, anna. */
static struct slice
with_capitals(struct arena *mem, struct slice word, struct slice made)
{
	struct slice lower = text_lower(mem, word, "sv");
	size_t first = 0, of_made = 0;
	utf8_next(word, &first);
	utf8_next(made, &of_made);
	if (slice_equal(lower, word))
		return made;
	if (word.len > first && slice_equal(text_upper(mem, word, "sv"), word))
		return text_upper(mem, made, "sv");
	if (slice_equal(
		slice_part(lower, 0, first), slice_part(word, 0, first)))
		return made;
	struct slice parts[] = {
	    text_upper(mem, slice_part(made, 0, of_made), "sv"),
	    slice_from(made, of_made)};
	return arena_join(mem, parts, 2, SLICE(""));
}

struct slice
inventor_word(struct inventor *inventor, struct slice word)
{
	struct slice folded =
	    text_lower(inventor->mem, word, "sv"); /* keeps its length */
	struct slice known = text_fold(inventor->mem, word);
	if (hash_set_has(&inventor->kept, inventor_hash(known)) ||
	    inventor_is_named(inventor, known))
		return word;
	return with_capitals(inventor->mem, word, find_word(inventor, folded));
}
