/*
 * record/postcode.h - Swedish and Finnish postcodes.
 *
 * Five digits, kept as "NNN NN" (Sweden); Finland's 0xxxx stays in one piece.
 * "S-123 45", "SE-12345", "123  45" and NBSP are read; anything else is not a
 * postcode, and no digit is ever added.
 */
#ifndef RECORD_POSTCODE_H
#define RECORD_POSTCODE_H

#include "base/arena.h"

/* Normalised, in the arena or borrowed; false where it is none. */
bool postcode_read(struct arena *arena, struct slice text, struct slice *clean);

/* True for what postcode_read gives: "NNN NN", "0NNNN", "FI-NNNNN". */
bool postcode_is_clean(struct slice text);

#endif
