/*
 * layout/stops.h - where lines may end, from a block's atoms.
 *
 * Used by layout/atom.c only. It decides the cost of a stop beside its line's
 * demerits.
 */
#ifndef LAYOUT_STOPS_H
#define LAYOUT_STOPS_H

#include "layout/atom.h"

/* Fills atoms->stops and places; false, and why, where shaping failed. */
bool stops_make(const struct setting *setting, struct atoms *atoms);

#endif
