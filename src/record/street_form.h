/*
 * record/street_form.h - streets that are one however they are written.
 *
 * Compared up to the house number and its letter: floors and apartments are
 * written in too many ways. "Storg. 5 B" is "Storgatan 5b".
 */
#ifndef RECORD_STREET_FORM_H
#define RECORD_STREET_FORM_H

#include <stdint.h>

#include "base/arena.h"

/* A text that begins with a letter, holds a number and is not too long. */
bool street_may_be(struct slice text);

/* Of plain letters (record/plain.h); 0 where they have no house number, unless
 * they are known to be a street. */
uint64_t street_form_hash(
    struct arena *scratch, struct slice plain, bool is_street);

#endif
