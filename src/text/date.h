/*
 * text/date.h - days, read and written.
 *
 * A day is a count from 1970-01-01 in the proleptic Gregorian calendar; years
 * 1 to 9999. There is no clock here: dates come from job and register.
 */
#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include <stdint.h>

#include "base/arena.h"

typedef int32_t day;

#define DAY_NONE INT32_MIN

/* DAY_NONE where there is no such day. */
day day_of(int year, int month, int day_of_month);
void day_split(day when, int *year, int *month, int *day_of_month);

/* "2012-03-19" and nothing else; DAY_NONE otherwise. */
day day_parse_iso(struct slice text);
/* Also 20120319, 19/3 2012, 19.3.2012, 2012/03/19, "19 mars 2012". */
day day_parse(struct slice text);

/* "2012-03-19": 10 bytes and a NUL. */
void day_write_iso(day when, char to[11]);

enum date_style {
	DATE_ISO, /* 2012-03-19 */
	DATE_SHORT, /* 19 mars */
	DATE_LONG, /* 19 mars 2012 */
	DATE_FULL, /* måndagen den 19 mars 2012 where the language has it */
};

/* By ICU in the language ("sv", "fi", …), in the arena. */
struct slice date_write(struct arena *arena, day when, enum date_style style,
    const char *language);

/* Whole years of somebody born on `born`, on `when`. */
int years_between(day born, day when);

#endif
