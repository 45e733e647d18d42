/*
 * The program's malloc, for every library too: memory is there, or the process
 * ends in one place.
 *
 * A library that goes on without memory may leave something that looks whole:
 * HarfBuzz takes an empty object in place of one that it could not make, which
 * gives a letter without text, and libxlsxwriter leaves out a cell. The engine's
 * supervisor clears away what a process that ended here had begun.
 *
 * The work is glibc's: an executable's malloc comes before a library's (glibc
 * manual, "Replacing malloc"). Sanitizers bring their own, and stay.
 */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void *memalign(size_t alignment, size_t size);

static void *
there(void *memory)
{
	if (!memory)
		memory_exhausted();
	return memory;
}

void *
malloc(size_t size)
{
	return there(__libc_malloc(size));
}

void *
calloc(size_t count, size_t size)
{
	return there(__libc_calloc(count, size));
}

void *
realloc(void *memory, size_t size)
{
	void *grown = __libc_realloc(memory, size);
	/* Size 0 frees, and NULL is no failure then. */
	return size ? there(grown) : grown;
}

void *
reallocarray(void *memory, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		memory_exhausted();
	return realloc(memory, count * size);
}

void *
memalign(size_t alignment, size_t size)
{
	return there(__libc_memalign(alignment, size));
}

void *
aligned_alloc(size_t alignment, size_t size)
{
	return there(__libc_memalign(alignment, size));
}

int
posix_memalign(void **memory, size_t alignment, size_t size)
{
	/* A power of two, and of pointers at least (POSIX). */
	if (alignment < sizeof(void *) || (alignment & (alignment - 1)))
		return EINVAL;
	*memory = there(__libc_memalign(alignment, size));
	return 0;
}

#endif
