/*
 * font/word.h - words shaped before, found again by font, size, language and
 * text.
 *
 * Bounded: at WORDS_MAX words it takes no more. What it holds lives as long
 * as the cache.
 */
#ifndef FONT_WORD_H
#define FONT_WORD_H

#include "font/shape.h"

#define WORDS_MAX 32768
/* Longer pieces are not words and stay out. */
#define WORD_LEN_MAX 128

struct word_key {
	const struct font *font;
	mpt size;
	struct slice text;
	const char *language;
};

/* What a look-up gives: the word, or the place where it belongs. */
struct word_slot {
	const struct shaped *shaped;
	bool full; /* no room: shape it yourself */
	uint32_t hash;
	uint32_t index;
};

struct word_cache;

struct word_cache *word_cache_new(void);
void word_cache_free(struct word_cache *cache);

struct word_slot word_cache_find(
    struct word_cache *cache, const struct word_key *key);

/* The arena for the glyphs of words to be kept. */
struct arena *word_cache_arena(struct word_cache *cache);

/* Keeps a word whose glyphs are in the cache's arena. */
const struct shaped *word_cache_keep(struct word_cache *cache,
    const struct word_key *key, struct word_slot slot, struct shaped shaped);

#endif
