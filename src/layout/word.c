#include "layout/word.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "layout/word_make.h"

enum {
	SLOTS_FIRST = 1024,
	VALUES_MOST = 16384, /* words of rows kept at a time */
	LANGUAGES_MOST = 64,
};

struct entry {
	struct word_request key;
	const struct word *word;
	uint32_t hash;
};

/* Open addressing; a power of two, at most half full. */
struct table {
	struct arena *mem;
	struct entry *slots;
	size_t size, count;
};

struct word_store {
	struct word_maker maker;
	struct table own, values;
	struct arena *languages_mem;
	const char *languages[LANGUAGES_MOST];
	size_t language_count;
};

static void
table_init(struct table *table)
{
	table->mem = arena_new();
	table->size = SLOTS_FIRST;
	table->slots = mem_new(table->size, sizeof *table->slots);
}

static void
table_fini(struct table *table)
{
	arena_free(table->mem);
	free(table->slots);
}

struct word_store *
word_store_new(struct shaper *shaper, struct font_set *fonts,
    struct glyph_use *use, struct diag *diag)
{
	struct word_store *store = mem_new(1, sizeof *store);
	store->maker = (struct word_maker){shaper, fonts, use, diag};
	store->languages_mem = arena_new();
	table_init(&store->own);
	table_init(&store->values);
	return store;
}

void
word_store_free(struct word_store *store)
{
	if (!store)
		return;
	table_fini(&store->own);
	table_fini(&store->values);
	arena_free(store->languages_mem);
	free(store);
}

void
word_store_tidy(struct word_store *store)
{
	struct table *values = &store->values;
	if (values->count < VALUES_MOST)
		return;
	arena_reset(values->mem);
	memset(values->slots, 0, values->size * sizeof *values->slots);
	values->count = 0;
}

const char *
word_store_language(struct word_store *store, const char *language)
{
	for (size_t i = 0; i < store->language_count; i++) {
		if (strcmp(store->languages[i], language) == 0)
			return store->languages[i];
	}
	const char *kept =
	    arena_dup_text(store->languages_mem, slice_view(language));
	if (store->language_count < LANGUAGES_MOST)
		store->languages[store->language_count++] = kept;
	return kept;
}

static uint64_t
mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 32;
}

static uint32_t
hash_request(const struct word_request *request)
{
	uint64_t hash =
	    mix((uint64_t)request->font->id << 32 | (uint32_t)request->size,
		(uintptr_t)request->language);
	struct slice text = request->text;
	for (; text.len >= 8; text = slice_from(text, 8)) {
		uint64_t eight;
		memcpy(&eight, text.at, 8);
		hash = mix(hash, eight);
	}
	uint64_t rest = request->text.len;
	for (size_t i = 0; i < text.len; i++)
		rest = rest << 8 | (unsigned char)text.at[i];
	return (uint32_t)mix(hash, rest);
}

static bool
same_request(const struct word_request *a, const struct word_request *b)
{
	return a->font == b->font && a->size == b->size &&
	       a->language == b->language && a->script == b->script &&
	       a->hyphenator == b->hyphenator && a->family == b->family &&
	       a->face == b->face && a->tabular == b->tabular &&
	       a->right_to_left == b->right_to_left &&
	       slice_equal(a->text, b->text);
}

/* The entry of a request, or the free slot where it belongs. */
static struct entry *
find_slot(const struct table *table, const struct word_request *request,
    uint32_t hash)
{
	size_t at = hash & (table->size - 1);
	while (table->slots[at].word &&
	       (table->slots[at].hash != hash ||
		   !same_request(&table->slots[at].key, request)))
		at = (at + 1) & (table->size - 1);
	return &table->slots[at];
}

static void
table_double(struct table *table)
{
	struct entry *old = table->slots;
	size_t old_size = table->size;
	table->size *= 2;
	table->slots = mem_new(table->size, sizeof *table->slots);
	for (size_t i = 0; i < old_size; i++) {
		if (old[i].word)
			*find_slot(table, &old[i].key, old[i].hash) = old[i];
	}
	free(old);
}

const struct word *
word_store_find(struct word_store *store, const struct word_request *request)
{
	struct table *table = request->value ? &store->values : &store->own;
	uint32_t hash = hash_request(request);
	struct entry *entry = find_slot(table, request, hash);
	if (entry->word)
		return entry->word;

	struct word_request kept = *request;
	kept.text = arena_dup(table->mem, request->text);
	const struct word *word = word_make(&store->maker, table->mem, &kept);
	if (!word)
		return NULL;
	*entry = (struct entry){kept, word, hash};
	if (++table->count * 2 > table->size)
		table_double(table);
	return word;
}
