/*
 * text/file_name.h - a value as the name of a file, on any system.
 *
 * Letters, digits, blanks and - _ . are kept; anything else (separators,
 * wildcards, quotes, controls, what only turns the direction) becomes a hyphen.
 * Windows takes no name that ends in a dot or blank and none of its devices
 * ("CON", "COM1.txt"); a dot at the start hides a file elsewhere.
 */
#ifndef TEXT_FILE_NAME_H
#define TEXT_FILE_NAME_H

#include "base/arena.h"

#define FILE_NAME_MOST 100 /* characters, without the suffix */

/* False where nothing is left to call a file by, or too much. */
bool text_file_name(struct arena *arena, struct slice text, struct slice *name);

#endif
