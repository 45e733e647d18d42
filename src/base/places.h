/*
 * base/places.h - where the program's own files lie.
 *
 * Templates, fonts.yaml and message catalogues are looked for in $UTSKICK_DATA,
 * then beside the installed program (../share/utskick), then in the source
 * tree it was built from.
 */
#ifndef BASE_PLACES_H
#define BASE_PLACES_H

#include "base/arena.h"

/* "<data>/templates", "<data>/fonts" …; NULL where no place holds `name`. */
const char *places_find(struct arena *arena, const char *name);

/* The folder of message catalogues. */
const char *places_catalogues(struct arena *arena);

#endif
