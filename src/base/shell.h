/*
 * base/shell.h - a file's name as a word of a command that somebody copies.
 */
#ifndef BASE_SHELL_H
#define BASE_SHELL_H

#include "base/arena.h"

/* In quotes where a POSIX shell would take it apart (XCU 2.2); in the arena. */
const char *shell_word(struct arena *arena, const char *name);

#endif
