/*
 * text/workday.h - working days in Sweden.
 *
 * All but Saturdays, Sundays, the public holidays of lag (1989:253) om allmänna
 * helgdagar, and midsummer's, Christmas and New Year's eves, which semesterlag
 * (1977:480) 3 a § counts as Sundays. The national day counts in all years.
 */
#ifndef TEXT_WORKDAY_H
#define TEXT_WORKDAY_H

#include "text/date.h"

bool day_is_working(day when);

/* The day that so many working days lie before; `when` itself for 0. */
day day_before_working(day when, uint32_t days);

#endif
