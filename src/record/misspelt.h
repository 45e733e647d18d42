/*
 * record/misspelt.h - which identity numbers may a cell have meant that holds
 * none?
 *
 * For finding somebody whose own row has an unfit number. One slip of any digit
 * breaks the check digit, so there are few: about a dozen for ten digits.
 */
#ifndef RECORD_MISSPELT_H
#define RECORD_MISSPELT_H

#include "base/arena.h"
#include "record/likeness.h"

/*
 * Gives each number with a right check digit that the cell's digits are one
 * slip away from: one lost, doubled, replaced, or swapped with the next; an O
 * is a 0, an l a 1. Until `seen` returns true.
 */
void misspelt_each(struct arena *scratch, struct slice cell,
    bool (*seen)(const struct likeness *number, void *ctx), void *ctx);

#endif
