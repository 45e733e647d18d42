/*
 * compose/said.h - does what is left of a letter say something?
 *
 * Inside compose/ only.
 */
#ifndef COMPOSE_SAID_H
#define COMPOSE_SAID_H

#include "merge/merge.h"

/*
 * Whether whoever opens the envelope is told something. A word or number of a
 * paragraph, a list, a table or a note tells; a heading or a picture does where
 * the letter, as it is written, has nothing more. A signature, a QR code, a
 * rule, blanks and signs tell nothing.
 */
bool said_something(const struct letter *letter, const struct merged *body);

#endif
