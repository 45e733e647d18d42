/*
 * record/people.h - people who must be recognised wherever they stand.
 *
 * Those with protected identity, as the register tells of them: by the digits
 * of their numbers (record/likeness.h), and by name and street. Nothing but
 * hashes is kept. A hash that two people share can hold somebody else's row;
 * it never lets one through.
 *
 * Names are compared word by word, in any order, without case, signs, marks and
 * blanks, by what their letters look like (text/skeleton.h); one may have more
 * first names than the other. Streets are compared up to the house number and
 * its letter: floors and apartments are written in too many ways. "Storg. 5 B"
 * is "Storgatan 5b".
 */
#ifndef RECORD_PEOPLE_H
#define RECORD_PEOPLE_H

#include <stdint.h>

#include "base/slice.h"

struct people;

struct people *people_new(void);
/* Accepts NULL. */
void people_free(struct people *people);

/* Every number in the cell that has a date; also after people_close. */
void people_add_number(struct people *people, struct slice cell);
/*
 * The cell should hold a number and does not quite: every number that it is one
 * slip away from, a digit lost, doubled, replaced or swapped with the next, an
 * O for a 0.
 */
void people_add_misspelt_number(struct people *people, struct slice cell);
/* A person whose name has these parts; any of the texts may be empty. */
void people_add_home(struct people *people, const struct slice *names,
    size_t count, struct slice street, struct slice postcode);
/* No more homes are added: the questions below may be asked. */
void people_close(struct people *people);

/* Whether there is nobody. */
bool people_is_empty(const struct people *people);

/* Whether a number in the cell is one of theirs. */
bool people_has_number(struct people *people, struct slice cell);

/* The hash of a street; 0 where the text has no house number, unless it is
 * known to be a street. */
uint64_t people_street(
    struct people *people, struct slice text, bool is_street);
/* Whether one of them has that street; quick. */
bool people_has_street(const struct people *people, uint64_t street);

/*
 * Whether one of them lives in the street whose name is in these cells: in one
 * cell, in two beside each other, or in those that `own` lists taken together.
 */
bool people_has_home(struct people *people, uint64_t street,
    const struct slice *cells, size_t count, const size_t *own,
    size_t own_count);

/*
 * Whether one of them is named in a cell together with the street, "Cia Ek,
 * Storg. 5", or is named in another of the cells while the street stands
 * somewhere in this one.
 */
bool people_has_home_in(struct people *people, struct slice cell,
    const struct slice *cells, size_t count);

/*
 * Whether any of those cells, which may be a name, shares a word with somebody
 * in the street: C. Lind, Cia Lindh and her husband for Cia Lind.
 */
bool people_has_kin(struct people *people, uint64_t street,
    const struct slice *cells, size_t count);

/*
 * Whether one of them has this name and, as far as both are known, the same
 * street or postcode.
 */
bool people_has_name(struct people *people, struct slice name,
    struct slice street, struct slice postcode);

#endif
