/*
 * layout/stops.h - where lines may end, from a block's atoms.
 *
 * Used by layout/atom.c and paragraph.c only. It decides the cost of a stop beside its line's
 * demerits.
 */
#ifndef LAYOUT_STOPS_H
#define LAYOUT_STOPS_H

#include "layout/atom.h"

/* Lets punctuation hang out of the lines of justified text. */
void stops_hang(struct atoms *atoms);

/* Fills atoms->stops and places; false, and why, where shaping failed. */
bool stops_make(const struct setting *setting, struct atoms *atoms);

#endif
