/*
 * text/date_names.h - reading the names of months, in any language of the
 * table; for text/ alone.
 */
#ifndef TEXT_DATE_NAMES_H
#define TEXT_DATE_NAMES_H

#include "base/slice.h"

/* 1 to 12 of a month's name or short name, otherwise 0. */
int date_names_month(struct slice word);

#endif
