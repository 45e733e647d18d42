/*
 * record/address_cell.h - may a cell stand in an address?
 *
 * Asked of each cell before address.c makes lines of them: what stands for
 * nothing, what a spreadsheet made of a house number, what no line begins with.
 */
#ifndef RECORD_ADDRESS_CELL_H
#define RECORD_ADDRESS_CELL_H

#include "base/problem.h"

/* In bytes: nothing longer is a line of an address in any alphabet. */
#define ADDRESS_CELL_MOST 400

enum address_part {
	PART_NAME,
	PART_NEXT_NAME, /* not the first on its line */
	PART_CARE_OF, /* with its c/o */
	PART_LINE, /* street; a c/o without its c/o */
	PART_POSTCODE,
	PART_TOWN,
	PART_COUNTRY,
};

/*
 * False, and why, of a cleaned text that is not empty; `column` is its column's
 * name. Results live in letter_mem.
 */
bool address_cell_fits(struct arena *letter_mem, enum address_part part,
    struct slice column, struct slice text, struct problem *why);

/*
 * The same of a cell of which a line is made with others: a number is a house's
 * there. `joined`: it stands in the line as it is.
 */
bool address_piece_fits(struct arena *letter_mem, enum address_part part,
    bool joined, struct slice column, struct slice text, struct problem *why);

#endif
