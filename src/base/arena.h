/*
 * base/arena.h - memory with one lifetime for many items.
 *
 * Two arenas serve the program: job_mem (as long as the job) and letter_mem
 * (reset after each letter or row). A parameter's name says which it is and
 * comes first. Items are never freed one by one. Built with
 * -Darena_items=true every item is a malloc of its own, so that
 * AddressSanitizer sees an overrun of one item into the next and a use after
 * reset.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/slice.h"

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* Ends the life of every item; the memory is kept for the next ones. */
void arena_reset(struct arena *arena);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);

/* Zeroed, aligned for any type, never NULL. */
void *arena_take(struct arena *arena, size_t size);

/* As arena_take, but not zeroed. */
void *arena_raw(struct arena *arena, size_t size);

#define ARENA_NEW(arena, type) ((type *)arena_take((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count)                                        \
	((type *)arena_take((arena), arena_size((count), sizeof(type))))

/* count * size; ends the program where that does not fit a size_t. */
size_t arena_size(size_t count, size_t size);

/* A NUL-terminated copy; the NUL is not counted in len. */
struct slice arena_dup(struct arena *arena, struct slice text);

/* The same as a C string. */
const char *arena_dup_text(struct arena *arena, struct slice text);

/* printf into the arena, NUL-terminated. */
struct slice arena_print(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));

/* Copies of the parts one after another, `between` in each gap. */
struct slice arena_join(struct arena *arena, const struct slice *parts,
    size_t count, struct slice between);

/* Grows an arena array by doubling; old items are copied, new not zeroed. */
void *arena_grow(
    struct arena *arena, void *items, size_t *room, size_t need, size_t size);

#endif
