/*
 * base/named_file.h - a YAML file that is asked for by its name: stationery,
 * the profile of a print shop.
 */
#ifndef BASE_NAMED_FILE_H
#define BASE_NAMED_FILE_H

#include "base/arena.h"
#include "base/suggest.h"

/*
 * The path of NAME.yaml in the first of the folders that has it (they are
 * NULL-terminated); the name may end in .yaml itself. NULL where none has, and
 * then *best holds the nearest name that one of them has.
 */
const char *named_file_find(struct arena *job_mem, struct slice name,
    const char *const *folders, struct suggestion *best);

#endif
