/*
 * base/library.h - the libraries that a program runs with, by name and version:
 * part of what a run was made of.
 *
 * A folder that has libraries tells of them in its libraries.h. The version is
 * that of the library that is there now, not of the headers that the program
 * was built with; a library that cannot tell it is not listed.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include "base/arena.h"

#define LIBRARIES_MAX 32

struct library {
	const char *name, *version;
};

struct libraries {
	struct arena *mem;
	struct library at[LIBRARIES_MAX];
	size_t count;
};

/* Copies both. */
void library_add(
    struct libraries *libraries, const char *name, const char *version);

#endif
