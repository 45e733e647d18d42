/*
 * base/terminal.h - the one way by which text reaches a terminal.
 *
 * Names, reasons and lines come from files that anybody wrote. No control
 * character of theirs steers the terminal, and none turns the direction in
 * which a line is read.
 */
#ifndef BASE_TERMINAL_H
#define BASE_TERMINAL_H

#include <stdint.h>
#include <stdio.h>

#include "base/slice.h"

/*
 * C0 and C1 but for tab and line feed, DEL, line and paragraph separators, the
 * marks and embeddings of UAX 9 (U+061C too), and what is not UTF-8.
 */
bool terminal_is_hostile(uint32_t code);

/* Prints `text` with U+FFFD in the place of what is hostile. */
void terminal_print(FILE *to, struct slice text);

#endif
