/*
 * base/real_path.h - where a path leads, also one that is not there yet.
 */
#ifndef BASE_REAL_PATH_H
#define BASE_REAL_PATH_H

#include "base/arena.h"

/* Absolute, without "." and "..", all links followed; in the arena. */
const char *path_real(struct arena *mem, const char *path);

/* Whether a path, as path_real gives it, is the folder or lies below it. */
bool path_real_is_in(const char *real, const char *folder);

#endif
