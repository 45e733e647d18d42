/*
 * run/own_lines.h - small files of our own, a line for each thing that they say:
 * a word, a blank, what it is.
 */
#ifndef RUN_OWN_LINES_H
#define RUN_OWN_LINES_H

#include <stdint.h>

#include "base/slice.h"

/* What follows the word and its blank, up to the line's end; the text then begins
 * behind it. False where the next line begins with no such word. */
bool own_line_take(struct slice *text, const char *word, struct slice *value);
/* A number as strbuf_print writes it. */
bool own_line_number(struct slice *text, const char *word, uint64_t *number);

#endif
