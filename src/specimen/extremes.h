/*
 * specimen/extremes.h - what is long or full about a letter.
 */
#ifndef SPECIMEN_EXTREMES_H
#define SPECIMEN_EXTREMES_H

#include "compose/composer.h"
#include "layout/page.h"
#include "layout/stationery.h"
#include "specimen/cover.h"

void extremes_measure(const struct stationery *paper,
    const struct composed *letter, const struct pages *pages,
    int64_t extremes[EXTREMES]);

/* Of EXTREME_FULL and EXTREME_BREAK: the mpt and the lines behind the number. */
int64_t extremes_room(int64_t full);
int64_t extremes_lines(int64_t near_break);

#endif
