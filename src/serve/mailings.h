/*
 * serve/mailings.h - the sealed runs of a job's folder, by name.
 *
 * A name that a browser gives is compared with those that are there, and never
 * becomes part of a path itself.
 */
#ifndef SERVE_MAILINGS_H
#define SERVE_MAILINGS_H

#include "base/arena.h"

/* The names of the folders in <folder>/out that hold a run, in order. */
const char **mailings_list(
    struct arena *mem, const char *folder, size_t *count);

/* "<folder>/out/<name>" */
const char *mailings_path(
    struct arena *mem, const char *folder, const char *name);

/* The path of the run of that name; NULL where there is none. */
const char *mailings_find(
    struct arena *mem, const char *folder, struct slice name);

#endif
