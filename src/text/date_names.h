/*
 * text/date_names.h - months and weekdays of the languages letters are
 * mostly written in; for text/ alone.
 */
#ifndef TEXT_DATE_NAMES_H
#define TEXT_DATE_NAMES_H

#include "base/slice.h"

struct date_names {
	const char *language;
	/* January first, as they stand in a date. */
	const char *months[12];
	const char *short_months[12]; /* without a full stop */
	/* Monday first, in the form they have before "den 19 mars". */
	const char *weekdays[7];
	/* {d} day, {m} month, {w} weekday; a year follows after {y}. */
	const char *short_form, *long_form, *full_form;
};

/* The three of them. */
extern const struct date_names date_names[];
#define DATE_NAMES 3

/* By the language part of "sv" or "sv-FI"; NULL where ICU must do it. */
const struct date_names *date_names_find(const char *language);

/* 1 to 12 of a month's name or short name in any of them, else 0. */
int date_names_month(struct slice word);

#endif
