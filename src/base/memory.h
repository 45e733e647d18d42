/*
 * base/memory.h - heap memory that is there or the program ends.
 *
 * Running out of memory is met in one place: memory_exhausted() says so on
 * stderr and ends the process with exit code 4. Nothing half-written is left
 * behind that looks whole, since every output is made under another name and
 * moved into place last (base/file.h).
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* Zeroed memory; free with free(). Never NULL, not even for size 0. */
void *mem_new(size_t count, size_t size);

/* Not zeroed: of a large room, the system gives what is written to. */
void *mem_room(size_t size);

/*
 * Grows a heap array so that it holds at least `need` items, doubling its
 * room; *room is updated. New items are not zeroed.
 */
void *mem_grow(void *items, size_t *room, size_t need, size_t size);

/*
 * For a heap array that has all its items: the room it does not need is given
 * back. A large one moves into large pages, so that looking at items far from
 * each other does not wait for the page tables too.
 */
void *mem_settle(void *items, size_t *room, size_t count, size_t size);

/*
 * From now on, memory that is freed stays with the process. A process that does
 * the same again and again (a batch, a batch …) would otherwise give megabytes
 * back and have them zeroed anew each time.
 */
void mem_keep_freed(void);

_Noreturn void memory_exhausted(void);

#endif
