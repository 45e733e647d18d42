#include "record/name_words.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/code.h"
#include "base/hash.h"
#include "base/memory.h"
#include "record/plain.h"

/* Texts up to this length are remembered, and so many of them: what a first
 * or last name, a town or a unit takes. */
#define KEPT_TEXT 40
#define KEPT_MOST 512

struct kept_words {
	char text[KEPT_TEXT];
	size_t len; /* 0: free */
	struct name_words words;
};

struct name_reader {
	struct kept_words *kept; /* by hash of the text; the last one stays */
	struct name_words once; /* of a longer text */
	struct arena *scratch;
};

struct name_reader *
name_reader_new(void)
{
	struct name_reader *reader = mem_new(1, sizeof *reader);
	reader->kept = mem_new(KEPT_MOST, sizeof *reader->kept);
	reader->scratch = arena_new();
	return reader;
}

void
name_reader_free(struct name_reader *reader)
{
	if (!reader)
		return;
	free(reader->kept);
	arena_free(reader->scratch);
	free(reader);
}

bool
name_words_have(const struct name_words *words, uint64_t word)
{
	for (size_t i = 0; i < words->count; i++) {
		if (words->at[i] == word)
			return true;
	}
	return false;
}

static void
add_word(struct name_words *words, uint64_t word)
{
	if (words->count == NAME_WORDS_MOST || name_words_have(words, word))
		return;
	words->at[words->count++] = word;
	words->bits |= (uint64_t)1 << (word >> 58);
}

static void
read_words(
    struct name_reader *reader, struct name_words *words, struct slice text)
{
	struct slice plain = plain_letters(reader->scratch, text);
	for (size_t at = 0; at < plain.len;) {
		size_t start = at;
		while (at < plain.len && plain_is_word(plain.at[at]))
			at++;
		if (at > start)
			add_word(words, hash_short(0, slice_part(plain, start,
							  at - start)));
		else
			at++;
	}
	arena_reset(reader->scratch);
}

static const struct name_words *
remember(struct name_reader *reader, struct slice text)
{
	struct kept_words *kept =
	    &reader->kept[hash_short(0, text) % KEPT_MOST];
	if (slice_equal((struct slice){kept->text, kept->len}, text))
		return &kept->words;
	memcpy(kept->text, text.at, text.len);
	kept->len = text.len;
	kept->words = (struct name_words){.count = 0};
	read_words(reader, &kept->words, text);
	return &kept->words;
}

const struct name_words *
name_words_of(struct name_reader *reader, struct slice text)
{
	if (text.len && text.len <= KEPT_TEXT)
		return remember(reader, text);
	reader->once = (struct name_words){.count = 0};
	read_words(reader, &reader->once, text);
	return &reader->once;
}

void
name_words_join(struct name_words *to, const struct name_words *more)
{
	for (size_t i = 0; i < more->count; i++)
		add_word(to, more->at[i]);
}

uint64_t
name_words_sum(const struct name_words *words)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < words->count; i++)
		sum += words->at[i];
	return sum;
}

bool
name_may_be(struct slice cell)
{
	if (cell.len < 2 || cell.len > 120)
		return false;
	for (size_t i = 0; i < cell.len; i++) {
		if (char_is_digit(cell.at[i]))
			return false;
	}
	return true;
}
