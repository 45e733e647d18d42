/*
 * record/apartment.h - the apartment number in an address line.
 *
 * Source: Lantmäteriet's apartment register (lägenhetsregistret): four digits,
 * the first two for the storey from 10, written after the street address as
 * "lgh 1201". Exports hold it as Lgh1201, lgh. 1201, LGH  1201, lägenhet 1201
 * or lgh nr 1201; "lgh 3" and the like are the landlord's own numbers.
 */
#ifndef RECORD_APARTMENT_H
#define RECORD_APARTMENT_H

#include "base/arena.h"

/* The four digits, as a view; empty where the line holds no such number. */
struct slice apartment_find(struct slice line);

/* The line with its number as "lgh 1201", in the case it was written in;
 * itself where nothing is to be changed. */
struct slice apartment_write(struct arena *arena, struct slice line);

#endif
