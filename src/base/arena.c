#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

#define BLOCK_SIZE ((size_t)64 * 1024)

/* A block of a chain; in item mode each item is a block of its own. */
struct block {
	struct block *next;
	size_t size;
	size_t used;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *first;
	struct block *current;
	size_t taken;
};

struct arena *
arena_new(void)
{
	return mem_new(1, sizeof(struct arena));
}

static void
free_blocks(struct block *block)
{
	while (block) {
		struct block *next = block->next;
		free(block);
		block = next;
	}
}

void
arena_free(struct arena *arena)
{
	if (!arena)
		return;
	free_blocks(arena->first);
	free(arena);
}

static struct block *
new_block(size_t size)
{
	if (size > SIZE_MAX - sizeof(struct block))
		memory_exhausted();
	struct block *block = malloc(sizeof *block + size);
	if (!block)
		memory_exhausted();
	block->next = NULL;
	block->size = size;
	block->used = 0;
	return block;
}

void
arena_reset(struct arena *arena)
{
#ifdef ARENA_ITEMS
	free_blocks(arena->first);
	arena->first = NULL;
#endif
	arena->current = arena->first;
	if (arena->current)
		arena->current->used = 0;
	arena->taken = 0;
}

size_t
arena_used(const struct arena *arena)
{
	return arena->taken;
}

#ifdef ARENA_ITEMS
static void *
take(struct arena *arena, size_t size)
{
	struct block *block = new_block(size);
	block->next = arena->first;
	arena->first = block;
	return block->bytes;
}
#else
static void *
take(struct arena *arena, size_t size)
{
	size = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	struct block *block = arena->current;
	while (block && block->size - block->used < size) {
		block = block->next;
		if (block)
			block->used = 0;
	}
	if (!block) {
		block = new_block(size > BLOCK_SIZE ? size : BLOCK_SIZE);
		if (arena->current) {
			block->next = arena->current->next;
			arena->current->next = block;
		} else {
			block->next = arena->first;
			arena->first = block;
		}
	}
	arena->current = block;
	void *memory = block->bytes + block->used;
	block->used += size;
	return memory;
}
#endif

void *
arena_raw(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX / 2)
		memory_exhausted();
	arena->taken += size;
	return take(arena, size ? size : 1);
}

void *
arena_take(struct arena *arena, size_t size)
{
	void *memory = arena_raw(arena, size);
	memset(memory, 0, size);
	return memory;
}

size_t
arena_size(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		memory_exhausted();
	return count * size;
}

struct slice
arena_dup(struct arena *arena, struct slice text)
{
	char *copy = arena_raw(arena, text.len + 1);
	if (text.len)
		memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	return (struct slice){copy, text.len};
}

const char *
arena_dup_text(struct arena *arena, struct slice text)
{
	return arena_dup(arena, text).at;
}

struct slice
arena_print(struct arena *arena, const char *format, ...)
{
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int len = vsnprintf(NULL, 0, format, list);
	va_end(list);
	assert(len >= 0);
	char *text = arena_raw(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return (struct slice){text, (size_t)len};
}

struct slice
arena_join(struct arena *arena, const struct slice *parts, size_t count,
    struct slice between)
{
	size_t len = 0;
	for (size_t i = 0; i < count; i++)
		len += parts[i].len + (i ? between.len : 0);
	char *text = arena_raw(arena, len + 1), *to = text;
	for (size_t i = 0; i < count; i++) {
		if (i && between.len)
			to = mempcpy(to, between.at, between.len);
		if (parts[i].len)
			to = mempcpy(to, parts[i].at, parts[i].len);
	}
	*to = '\0';
	return (struct slice){text, len};
}

void *
arena_grow(
    struct arena *arena, void *items, size_t *room, size_t need, size_t size)
{
	if (need <= *room && items)
		return items;
	size_t wanted = *room ? *room : 8;
	while (wanted < need) {
		if (wanted > SIZE_MAX / 2)
			memory_exhausted();
		wanted *= 2;
	}
	void *grown = arena_raw(arena, arena_size(wanted, size));
	if (items)
		memcpy(grown, items, *room * size);
	*room = wanted;
	return grown;
}
