/*
 * record/scramble.h - was one column sorted alone?
 *
 * Whoever sorts a single column of a spreadsheet gives everybody somebody
 * else's value in it, and nothing looks wrong. It shows where columns must
 * agree: a Swedish postcode has one town, and a personnummer begins with the
 * day its owner was born. A few rows disagree in any register; many do in a
 * scrambled one.
 */
#ifndef RECORD_SCRAMBLE_H
#define RECORD_SCRAMBLE_H

#include "base/diag.h"
#include "text/date.h"

struct scramble;

/* In job_mem; grows with the postcodes met, not with the rows. */
struct scramble *scramble_new(struct arena *job_mem);

/* One row's postcode and town, as they were kept; empty ones do not count. */
void scramble_add_place(
    struct scramble *scramble, struct slice postcode, struct slice town);

/* The birth dates of one row by its key and by another column. */
void scramble_add_births(struct scramble *scramble, day by_key, day by_column);

struct scramble_counts {
	/* Rows whose postcode stands in other rows too, and those of them
	 * with another town than most of these. */
	uint32_t places, odd_places;
	uint32_t births, odd_births;
	bool places_suspected, births_suspected;
};

/* Suspected: 20 rows and a fifth of all for places, 10 rows and one in
 * twenty for birth dates. */
struct scramble_counts scramble_count(const struct scramble *scramble);

/* Reports what is suspected at `span`, with the counts; false where it did. */
bool scramble_check(
    const struct scramble *scramble, struct span span, struct diag *diag);

#endif
