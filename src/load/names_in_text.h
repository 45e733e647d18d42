/*
 * load/names_in_text.h - names of the register in the fixed text of its
 * letters.
 *
 * "Hej Åsa Ek!" in a letter that goes to everybody was meant for one. Whether
 * it is a namesake who signs the letter, nobody can tell from here: warned of,
 * with the place and without the name. Looked for are first name and surname
 * beside each other, with or without the further first names.
 */
#ifndef LOAD_NAMES_IN_TEXT_H
#define LOAD_NAMES_IN_TEXT_H

#include "load/watcher.h"

extern const struct watcher names_in_text_watcher;

#endif
