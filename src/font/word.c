#include "font/word.h"

#include <stdlib.h>

#include "base/memory.h"

#define SLOTS (2 * WORDS_MAX) /* a power of two, at most half full */
#define LANGUAGES_MAX 32

/* One word; the table holds hashes beside, so a miss touches one line. */
struct word {
	const struct font *font;
	mpt size;
	uint32_t language; /* index */
	struct slice text;
	struct shaped shaped;
};

struct slot {
	uint32_t hash;
	uint32_t word; /* index + 1; 0: free */
};

struct word_cache {
	struct arena *arena;
	struct slot *slots;
	struct word **words;
	size_t count;
	const char *languages[LANGUAGES_MAX];
	size_t language_count;
};

struct word_cache *
word_cache_new(void)
{
	struct word_cache *cache = mem_new(1, sizeof *cache);
	cache->arena = arena_new();
	cache->slots = mem_new(SLOTS, sizeof *cache->slots);
	cache->words = mem_new(WORDS_MAX, sizeof(struct word *));
	return cache;
}

void
word_cache_free(struct word_cache *cache)
{
	if (!cache)
		return;
	arena_free(cache->arena);
	free(cache->slots);
	free(cache->words);
	free(cache);
}

struct arena *
word_cache_arena(struct word_cache *cache)
{
	return cache->arena;
}

/* Multiply and fold, eight bytes at a time. */
static uint64_t
mix(uint64_t a, uint64_t b)
{
	uint64_t x = (a ^ b) * 0x9E3779B97F4A7C15u;
	return x ^ x >> 29;
}

static uint32_t
hash_key(const struct word_key *key, uint32_t language)
{
	uint64_t hash = mix((uint64_t)key->font->id << 40 |
				(uint64_t)language << 32 | (uint32_t)key->size,
	    key->text.len);
	const char *at = key->text.at;
	size_t left = key->text.len;
	uint64_t part = 0;
	for (; left >= sizeof part; at += sizeof part, left -= sizeof part) {
		memcpy(&part, at, sizeof part);
		hash = mix(hash, part);
	}
	part = 0;
	if (left)
		memcpy(&part, at, left);
	hash = mix(hash, part);
	return (uint32_t)(hash ^ hash >> 32);
}

/* Few languages in a job; LANGUAGES_MAX where there is no room for more. */
static uint32_t
find_language(struct word_cache *cache, const char *language)
{
	for (size_t i = 0; i < cache->language_count; i++)
		if (strcmp(cache->languages[i], language) == 0)
			return (uint32_t)i;
	if (cache->language_count == LANGUAGES_MAX)
		return LANGUAGES_MAX;
	cache->languages[cache->language_count] =
	    arena_dup_text(cache->arena, slice_view(language));
	return (uint32_t)cache->language_count++;
}

static bool
is_word(const struct word *word, const struct word_key *key, uint32_t language)
{
	return word->font == key->font && word->size == key->size &&
	       word->language == language && slice_equal(word->text, key->text);
}

struct word_slot
word_cache_find(struct word_cache *cache, const struct word_key *key)
{
	uint32_t language = find_language(cache, key->language);
	struct word_slot slot = {.hash = hash_key(key, language)};
	slot.index = slot.hash & (SLOTS - 1);
	while (cache->slots[slot.index].word) {
		const struct slot *s = &cache->slots[slot.index];
		struct word *word = cache->words[s->word - 1];
		if (s->hash == slot.hash && is_word(word, key, language)) {
			slot.shaped = &word->shaped;
			return slot;
		}
		slot.index = (slot.index + 1) & (SLOTS - 1);
	}
	slot.full = cache->count == WORDS_MAX || language == LANGUAGES_MAX ||
		    key->text.len > WORD_LEN_MAX;
	return slot;
}

const struct shaped *
word_cache_keep(struct word_cache *cache, const struct word_key *key,
    struct word_slot slot, struct shaped shaped)
{
	struct word *word = ARENA_NEW(cache->arena, struct word);
	*word = (struct word){
	    .font = key->font,
	    .size = key->size,
	    .language = find_language(cache, key->language),
	    .text = arena_dup(cache->arena, key->text),
	    .shaped = shaped,
	};
	cache->words[cache->count++] = word;
	cache->slots[slot.index] =
	    (struct slot){slot.hash, (uint32_t)cache->count};
	return &word->shaped;
}
