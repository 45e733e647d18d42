/*
 * record/scramble.h - was one column sorted alone?
 *
 * Sorting a single column of a spreadsheet gives everybody somebody else's
 * value in it, and nothing looks wrong. It shows where columns must agree: a
 * Swedish postcode has one town, a town's postcodes begin with the same two
 * digits, and a personnummer begins with the day its owner was born.
 *
 * How often places agree says little by itself: where nine in ten live in one
 * town, nine in ten agree after any sort. So it is compared with what chance
 * would give. Of all pairs of rows let P be the share with the same postcode,
 * T with the same town, B with both. Columns without any bond give B = P T;
 * columns of which one tells the other give B = min(P, T). Where B stands
 * between the two is the bond: about 1 in a register as it was, about 0 in a
 * scrambled one, whatever the sizes of towns and postcodes, and (1 - f)^2 where
 * the share f of the rows is scrambled.
 *
 * Not seen: a column that nothing else bears on, such as names; towns sorted
 * alone in a register whose postcodes are in order too.
 */
#ifndef RECORD_SCRAMBLE_H
#define RECORD_SCRAMBLE_H

#include "base/diag.h"
#include "text/date.h"

struct scramble;

/* Grows with the pairs of postcode and town met, not with the rows. */
struct scramble *scramble_new(void);
void scramble_free(struct scramble *scramble);

/* One row's postcode and town, as they were kept; empty ones do not count,
 * nor a postcode that has not five digits, nor a town that no other row has:
 * that is a typing error mostly. */
void scramble_add_place(
    struct scramble *scramble, struct slice postcode, struct slice town);

/* The birth dates of one row by its key and by another column. */
void scramble_add_births(struct scramble *scramble, day by_key, day by_column);

/* How two columns agree. */
struct agreement {
	uint32_t rows; /* whose group holds other rows too */
	uint32_t odd; /* of these, with another value than most of the group */
	double bond;
	bool suspected;
};

struct scramble_counts {
	/* Towns by the whole postcode; its first two digits by the town,
	 * which serves where too few rows share a postcode. */
	struct agreement towns, areas;
	uint32_t births, odd_births;
	bool births_suspected;
};

/*
 * Suspected: at least 10 odd rows, one in twenty, and a bond below a half. Of
 * areas only where fewer than 20 rows share a postcode. For birth dates: 10
 * odd rows and one in twenty, or 5 and every second.
 */
struct scramble_counts scramble_count(const struct scramble *scramble);

/* Reports what is suspected at `span`, with the counts; false where it did. */
bool scramble_check(
    const struct scramble *scramble, struct span span, struct diag *diag);

#endif
