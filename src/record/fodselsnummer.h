/*
 * record/fodselsnummer.h - Norwegian identity numbers.
 *
 * Source: Skatteetaten, "Fødselsnummer" and "D-nummer", and the regulation on
 * the population register (forskrift til folkeregisterloven, 2-2): DDMMYY, an
 * individual number of three digits that says the century, and two check
 * digits by modulus 11. A D-number, for people who do not live in the country,
 * has 40 added to the day. Of people invented for tests the month has 80 more
 * (Skatteetaten's Tenor) or 40 more.
 */
#ifndef RECORD_FODSELSNUMMER_H
#define RECORD_FODSELSNUMMER_H

#include "record/identity.h"

struct fodselsnummer {
	enum identity_fault fault; /* never IDENTITY_CENTURY */
	bool temporary; /* a D-number */
	bool invented; /* of somebody who exists in tests only */
	char text[12]; /* "01019012345" and NUL; "" for IDENTITY_SHAPE */
	day born;
};

/*
 * Eleven digits, with a blank or a hyphen after the sixth or nothing. `today`:
 * nobody is born after it, or lives to be over AGE_MOST.
 */
struct fodselsnummer fodselsnummer_read(struct slice text, day today);

#endif
