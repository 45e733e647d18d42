/*
 * intake/letters.h - how well a reading of the bytes above 0x7F looks like
 * Swedish or Finnish text.
 */
#ifndef INTAKE_LETTERS_H
#define INTAKE_LETTERS_H

#include "intake/decode.h"
#include "intake/survey.h"

/* Points for one character between such neighbours: 4 for å ä ö where they
 * belong, down to -4 for what no text has and -8 for an undefined byte. */
int letters_weigh(uint32_t code, enum neighbour before, enum neighbour after);

/* How often the byte, above 0x7F, occurs. */
uint64_t letters_count(const struct survey *survey, unsigned byte);

/* Between how many kinds of neighbours it occurs, and the points of one of
 * each where it is read as `code`. */
int64_t letters_places(const struct survey *survey, unsigned byte);
int64_t letters_weigh_places(
    const struct survey *survey, unsigned byte, uint32_t code);

/* Points for the whole file; false where a byte is undefined. */
bool letters_score(const struct survey *survey, const struct code_table *table,
    int64_t *score);

#endif
