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
#define DAY_FIRST (-719162) /* 0001-01-01 */
#define DAY_LAST 2932896 /* 9999-12-31 */

/* True for a day of the years 1 to 9999; sums of days may leave them. */
static inline bool
day_is_valid(int64_t when)
{
	return when >= DAY_FIRST && when <= DAY_LAST;
}

/* DAY_NONE where there is no such day. */
day day_of(int year, int month, int day_of_month);
/* `when` must be valid, here and below. */
void day_split(day when, int *year, int *month, int *day_of_month);

/*
 * The day (UTC) of the file's own date: when it was made, as far as anybody but
 * its maker can say, for those who ask no clock. 0 where it has none.
 */
day day_of_file(const char *path);

/* "2012-03-19" and nothing else; DAY_NONE otherwise. */
day day_parse_iso(struct slice text);
/*
 * Also 20120319, 19/3 2012, 19.3.2012, 2012/03/19, "19 mars 2012" (months of
 * any language in base/languages.h), and an ISO date with a time of midnight,
 * as exports write it. Years have four digits; 19/3/2012, which an American
 * reads differently, is not a date.
 */
day day_parse(struct slice text);

/*
 * Whether a text is a month's name or short name with one or two numbers, as
 * spreadsheets show days: 03-apr, apr-03, "3. Apr 12". Of nine languages.
 */
bool day_is_named(struct slice text);

/* "2012-03-19": 10 bytes and a NUL. */
void day_write_iso(day when, char to[11]);

enum date_style {
	DATE_ISO, /* 2012-03-19 */
	DATE_SHORT, /* 19 mars */
	DATE_LONG, /* 19 mars 2012 */
	DATE_FULL, /* måndagen den 19 mars 2012 where the language has it */
};

/*
 * In the language ("sv", "fi", …), in the arena. Swedish, Finnish and English
 * have tables of their own, which a test holds against ICU's; ICU writes the
 * others.
 */
struct slice date_write(
    struct arena *arena, day when, enum date_style style, const char *language);

/*
 * By a word processor's picture: d dd dddd M MM MMM MMMM yy yyyy, text in
 * quotes, and signs and blanks as they stand. Other letters mean the time of
 * day, or nothing: such a picture is not known, nor are names of days and
 * months in a language without a row in base/languages.h.
 */
bool date_picture_is_known(struct slice picture, const char *language);
struct slice date_write_as(
    struct arena *arena, day when, struct slice picture, const char *language);

/*
 * Whole years of somebody born on `born`, on `when`. A person born on 29
 * February has the birthday on the 28th in other years, as terms of years end
 * by lag (1930:173) om beräkning av lagstadgad tid, 1 §: where the last month
 * lacks the day, on that month's last. That it holds for ages is our reading; a
 * source that says so was not found.
 */
int years_between(day born, day when);

#endif
