/*
 * expr/near_language.h - codes and names of one language: sv, swe, svenska.
 *
 * A register says in its own way which language somebody reads; a letter is
 * chosen by it. Inside expr/ only.
 */
#ifndef EXPR_NEAR_LANGUAGE_H
#define EXPR_NEAR_LANGUAGE_H

#include <stddef.h>

#include "base/slice.h"

/* A number for the language that the whole text is the code or the name of; 0
 * where it is none that is known. */
size_t near_language(struct slice text);

#endif
