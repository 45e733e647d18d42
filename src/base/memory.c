#include "base/memory.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void
memory_exhausted(void)
{
	/* No gettext and no stdio here: both may want memory. */
	static const char words[] = "utskick: out of memory\n";
	ssize_t ignored = write(STDERR_FILENO, words, sizeof words - 1);
	(void)ignored;
	_exit(4);
}

void
mem_keep_freed(void)
{
	mallopt(M_MMAP_THRESHOLD, 32 << 20); /* glibc's most */
	mallopt(M_TRIM_THRESHOLD, 256 << 20);
	mallopt(M_TOP_PAD, 1 << 20);
}

void *
mem_new(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size ? size : 1);
	if (!memory)
		memory_exhausted();
	return memory;
}

void *
mem_room(size_t size)
{
	void *memory = malloc(size);
	if (!memory)
		memory_exhausted();
	return memory;
}

void *
mem_grow(void *items, size_t *room, size_t need, size_t size)
{
	if (need <= *room && items)
		return items;
	size_t wanted = *room ? *room : 8;
	while (wanted < need) {
		if (wanted > SIZE_MAX / 2)
			memory_exhausted();
		wanted *= 2;
	}
	if (wanted > SIZE_MAX / size)
		memory_exhausted();
	void *grown = realloc(items, wanted * size);
	if (!grown)
		memory_exhausted();
	*room = wanted;
	return grown;
}

/* The pages that the kernel gives where it is asked for large ones. */
#define LARGE_PAGE ((size_t)2 << 20)

void *
mem_settle(void *items, size_t *room, size_t count, size_t size)
{
	size_t len = count * size;
	if (len < 2 * LARGE_PAGE)
		return items;
	size_t taken = (len + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
	void *settled = aligned_alloc(LARGE_PAGE, taken);
	if (!settled)
		memory_exhausted();
	/* A kernel that has none gives small ones. */
	madvise(settled, taken, MADV_HUGEPAGE);
	memcpy(settled, items, len);
	free(items);
	*room = count;
	return settled;
}
