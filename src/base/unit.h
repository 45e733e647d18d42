/*
 * base/unit.h - the unit of the page: thousandths of a point (1/72 inch).
 *
 * All of layout is whole numbers, so that two machines agree to the last bit.
 */
#ifndef BASE_UNIT_H
#define BASE_UNIT_H

#include <stdint.h>

typedef int32_t mpt;

#define MPT_PER_POINT 1000
/* 378 metres. Anything longer is taken to be this long, so that two can be
 * added. */
#define MPT_MOST (INT32_MAX / 2)
/* Millimetres times 100 (24 mm = 2400) to mpt, rounded: 72000 / 25.4. */
#define MPT_OF_MM100(mm100) ((mpt)(((int64_t)(mm100)*720000 + 12700) / 25400))
/* Back again, whole millimetres, rounded. */
#define MM_OF_MPT(length) ((int)(((int64_t)(length)*254 + 360000) / 720000))

#define A4_WIDTH MPT_OF_MM100(21000)
#define A4_HEIGHT MPT_OF_MM100(29700)

#endif
