/*
 * layout/patterns.h - dictionaries of libhyphen, each parsed once in a process.
 *
 * Parsing one takes as long as setting a hundred letters, and several setters
 * and their forks need the same. What is parsed is kept under the hash of its
 * bytes until the process ends, and never changes.
 */
#ifndef LAYOUT_PATTERNS_H
#define LAYOUT_PATTERNS_H

#include <hyphen.h>

#include "base/slice.h"

/* NULL where the bytes are no dictionary. Not to be freed. */
HyphenDict *patterns_parse(struct slice bytes);

#endif
