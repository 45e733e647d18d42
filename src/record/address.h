/*
 * record/address.h - the address lines of one letter.
 *
 * Order and number of lines as Swedish post asks: name, c/o, street, postcode
 * and town; no blank line, no country inside Sweden. Names are never
 * case-changed; the town is set in capitals only where the job says so.
 * Where a country is named, the last lines take its form (record/land.h) and
 * end with its name; one that is not known there makes no address.
 */
#ifndef RECORD_ADDRESS_H
#define RECORD_ADDRESS_H

#include "record/row.h"

/* Which columns make the address; COLUMN_NONE where the job names none. */
struct address_columns {
	size_t name[4];
	size_t name_count;
	size_t co;
	size_t street;
	size_t street2;
	size_t postcode;
	size_t town;
	size_t country;
	bool town_capitals;
	bool may_lack; /* street, postcode or town may be missing */
	bool of_guardian; /* what it lacks is said of the guardian's */
	bool any_postcode; /* a postcode that is none is printed as it is */
	const char *language; /* that the country's name is written in */
};

/* Seven of one row, and three names that share the letter. */
#define ADDRESS_LINES_MAX 10

/* What a line is, for those who need more than its text. */
enum address_line {
	ADDRESS_NAME,
	ADDRESS_CONCERNING, /* below a guardian's name: for whom */
	ADDRESS_CARE_OF,
	ADDRESS_STREET, /* or a box */
	ADDRESS_PLACE, /* postcode and town, together or each on its own */
	ADDRESS_COUNTRY,
};

struct address {
	struct slice lines[ADDRESS_LINES_MAX];
	enum address_line kinds[ADDRESS_LINES_MAX]; /* of each line */
	size_t count;
	/* As the country writes it; empty where there is none. */
	struct slice postcode;
};

/*
 * Makes the lines in letter_mem. False, and why, where name, street (or
 * a box), postcode or town is missing, the postcode is not
 * one of the country's, or a line was to be computed and could not be. A line
 * that is too long (SPAR: 35, name 36, town 27) is not a fault here: layout
 * measures it.
 * `judged`: lines were made of this row before, and their cells are not judged
 * again.
 */
bool address_make(struct arena *letter_mem, const struct address_columns *from,
    const struct columns *columns, const struct row *row, bool judged,
    struct address *address, struct problem *why);

/*
 * The first of the columns whose text is longer than the population register
 * lets it be (SPAR: name 36 characters, c/o and street lines 35, town 27), with
 * that limit; COLUMN_NONE where none is. A reason to look, not a fault.
 */
size_t address_find_long(
    const struct address_columns *from, const struct row *row, size_t *limit);

#endif
