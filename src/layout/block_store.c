#include <stdlib.h>

#include "base/memory.h"
#include "layout/setter_parts.h"

enum {
	BLOCKS_MOST = 4096, /* of one generation */
	SLOTS = 4 * BLOCKS_MOST, /* a power of two */
};

/* By all stores of the process, so that no serial ever comes again. */
static _Atomic uint64_t blocks_made;

struct entry {
	uint64_t hash;
	struct slice key;
	const struct block *block;
};

struct generation {
	struct arena *mem;
	struct entry *slots;
	size_t count;
};

struct block_store {
	struct generation young;
	struct arena *old; /* only kept alive */
	struct strbuf key;
};

struct block_store *
block_store_new(void)
{
	struct block_store *store = mem_new(1, sizeof *store);
	store->young.mem = arena_new();
	store->young.slots = mem_new(SLOTS, sizeof *store->young.slots);
	store->old = arena_new();
	return store;
}

void
block_store_free(struct block_store *store)
{
	if (!store)
		return;
	arena_free(store->young.mem);
	arena_free(store->old);
	free(store->young.slots);
	strbuf_fini(&store->key);
	free(store);
}

void
block_store_tidy(struct block_store *store)
{
	if (store->young.count < BLOCKS_MOST)
		return;
	struct arena *old = store->old;
	arena_reset(old);
	store->old = store->young.mem;
	store->young.mem = old;
	store->young.count = 0;
	memset(store->young.slots, 0, SLOTS * sizeof *store->young.slots);
}

static char *
write_slice(char *to, struct slice text)
{
	uint32_t len = (uint32_t)text.len;
	memcpy(to, &len, sizeof len);
	to += sizeof len;
	if (len)
		memcpy(to, text.at, len);
	return to + len;
}

static void
add_slices(struct strbuf *key, const struct slice *texts, size_t count)
{
	size_t len = count * sizeof(uint32_t);
	for (size_t i = 0; i < count; i++)
		len += texts[i].len;
	char *to = strbuf_reserve(key, len);
	for (size_t i = 0; i < count; i++)
		to = write_slice(to, texts[i]);
	key->len += len;
}

/* Everything about a node that its look depends on. */
static void
add_node(struct strbuf *key, const struct node *node)
{
	const uint32_t plain[] = {(uint32_t)node->kind, node->id,
	    node->column_count, (uint32_t)node->start, node->level,
	    (uint32_t)node->alignment,
	    (uint32_t)(node->ordered | node->tight << 1 |
		       node->is_header << 2)};
	strbuf_add(key, (struct slice){(const char *)plain, sizeof plain});
	const struct slice texts[] = {node->text, node->origin, node->language,
	    node->target, node->style, node->section};
	bool leaf = node->kind == NODE_TEXT;
	add_slices(key, texts, leaf ? 3 : 6);
	if (leaf)
		return;
	for (const struct node *n = node->first; n; n = n->next)
		add_node(key, n);
	strbuf_add_char(key, ')');
}

static uint64_t
hash_key(struct slice key)
{
	uint64_t hash = key.len;
	for (; key.len >= 8; key = slice_from(key, 8)) {
		uint64_t eight;
		memcpy(&eight, key.at, 8);
		hash = (hash ^ eight) * 0x9E3779B97F4A7C15u;
		hash ^= hash >> 32;
	}
	for (size_t i = 0; i < key.len; i++)
		hash = (hash ^ (unsigned char)key.at[i]) * 0x100000001B3u;
	return hash ^ hash >> 29;
}

static struct entry *
find_slot(struct generation *young, uint64_t hash, struct slice key)
{
	size_t at = hash & (SLOTS - 1);
	while (young->slots[at].block &&
	       (young->slots[at].hash != hash ||
		   !slice_equal(young->slots[at].key, key)))
		at = (at + 1) & (SLOTS - 1);
	return &young->slots[at];
}

static struct slice
dup_slice(struct arena *mem, struct slice text)
{
	return text.len ? arena_dup(mem, text) : text;
}

/* The tree in the store's memory: lines point to their nodes. */
static struct node *
copy_node(struct arena *mem, const struct node *node)
{
	struct node *copy = node_new(mem, node->kind, node->span);
	*copy = *node;
	copy->parent = copy->first = copy->last = copy->next = NULL;
	copy->text = dup_slice(mem, node->text);
	copy->target = dup_slice(mem, node->target);
	copy->style = dup_slice(mem, node->style);
	copy->section = dup_slice(mem, node->section);
	copy->origin = dup_slice(mem, node->origin);
	copy->language = dup_slice(mem, node->language);
	for (const struct node *n = node->first; n; n = n->next)
		node_append(copy, copy_node(mem, n));
	return copy;
}

static const struct block *
make_block(const struct job_letter *letter, uint32_t frame,
    const struct node *node, struct arena *mem)
{
	const struct frame *f = &letter->setter->stationery->frames[frame];
	struct setting setting = setter_setting(letter, frame);
	struct block *block = ARENA_NEW(mem, struct block);
	setting.mem = mem;
	if (!block_set(&setting, copy_node(mem, node), f->width, block))
		return NULL; /* what it took counts towards the bound, too */
	block->galley.serial = ++blocks_made;
	setter_finish_galley(letter->setter, &block->galley);
	return block;
}

/* What is asked for, by a key in the store's scratch. */
struct wish {
	struct slice key;
	uint64_t hash;
	struct entry *entry; /* its own, or where it comes */
};

static struct wish
find(struct block_store *store)
{
	struct wish wish = {.key = strbuf_view(&store->key)};
	wish.hash = hash_key(wish.key);
	wish.entry = find_slot(&store->young, wish.hash, wish.key);
	return wish;
}

/* Past the bound, one letter's many blocks are not entered. */
static const struct block *
enter(struct generation *young, const struct wish *wish,
    const struct block *block)
{
	if (block && young->count < 2 * BLOCKS_MOST)
		*wish->entry = (struct entry){
		    wish->hash, arena_dup(young->mem, wish->key), block};
	young->count++;
	return block;
}

const struct block *
block_store_find(
    const struct job_letter *letter, uint32_t frame, const struct node *node)
{
	struct block_store *store = letter->setter->store;
	const uint64_t how[] = {
	    (uintptr_t)letter->tongue, setter_variant(letter, frame)};
	strbuf_reset(&store->key);
	strbuf_add(&store->key, (struct slice){(const char *)how, sizeof how});
	add_node(&store->key, node);
	struct wish wish = find(store);
	if (wish.entry->block)
		return wish.entry->block;
	return enter(&store->young, &wish,
	    make_block(letter, frame, node, store->young.mem));
}

static const struct block *
make_line(const struct job_letter *letter, uint32_t frame, struct slice text,
    const struct node *node, struct arena *mem)
{
	const struct frame *f = &letter->setter->stationery->frames[frame];
	struct setting setting = setter_setting(letter, frame);
	struct block *block = ARENA_NEW(mem, struct block);
	struct paragraph line;
	setting.mem = mem;
	if (!paragraph_set_plain(&setting, arena_dup(mem, text), node,
		setting.plain, 0, f->width, &line))
		return NULL;
	block->galley.lines = line.lines;
	block->galley.line_count = line.count;
	return block;
}

const struct block *
block_store_find_line(const struct job_letter *letter, uint32_t frame,
    struct slice text, const struct node *node)
{
	struct block_store *store = letter->setter->lines;
	strbuf_reset(&store->key);
	strbuf_add(
	    &store->key, (struct slice){(const char *)&frame, sizeof frame});
	strbuf_add(&store->key, text);
	struct wish wish = find(store);
	if (wish.entry->block)
		return wish.entry->block;
	return enter(&store->young, &wish,
	    make_line(letter, frame, text, node, store->young.mem));
}
