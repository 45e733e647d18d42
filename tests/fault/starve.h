/*
 * tests/fault/starve.h - glibc's allocator, which can be told to fail; for an
 * executable, or to be preloaded. cli/allocator.c stands above it.
 */
#ifndef TESTS_FAULT_STARVE_H
#define TESTS_FAULT_STARVE_H

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

/* Asked at each allocation: does this one fail? */
static bool starves(void);

#define REAL(type, name) (__extension__(type) dlsym(RTLD_NEXT, name))

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

void *
__libc_malloc(size_t size)
{
	static void *(*real)(size_t);
	real = real ? real : REAL(void *(*)(size_t), "__libc_malloc");
	return starves() ? NULL : real(size);
}

void *
__libc_calloc(size_t count, size_t size)
{
	static void *(*real)(size_t, size_t);
	real = real ? real : REAL(void *(*)(size_t, size_t), "__libc_calloc");
	return starves() ? NULL : real(count, size);
}

void *
__libc_realloc(void *memory, size_t size)
{
	static void *(*real)(void *, size_t);
	real = real ? real : REAL(void *(*)(void *, size_t), "__libc_realloc");
	return size && starves() ? NULL : real(memory, size);
}

void *
__libc_memalign(size_t alignment, size_t size)
{
	static void *(*real)(size_t, size_t);
	real = real ? real : REAL(void *(*)(size_t, size_t), "__libc_memalign");
	return starves() ? NULL : real(alignment, size);
}

#endif
