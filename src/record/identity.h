/*
 * record/identity.h - Swedish identity numbers.
 *
 * Source: Skatteverket's legal guidance on personnummer (2020.9/330245):
 * YYMMDD, birth number of three digits, check digit by modulus 10 with weights
 * 2,1; the hyphen becomes '+' from the year the person turns 100. A
 * coordination number (samordningsnummer) has 60 added to the day.
 */
#ifndef RECORD_IDENTITY_H
#define RECORD_IDENTITY_H

#include "base/arena.h"
#include "text/date.h"

enum identity_kind {
	IDENTITY_NONE, /* no identity number */
	IDENTITY_PERSON,
	IDENTITY_COORDINATION,
	IDENTITY_INTERIM, /* a letter among the last four: recognised, no check
			   */
};

enum identity_fault {
	IDENTITY_FINE,
	IDENTITY_SHAPE, /* not 10 or 12 digits in a known form */
	IDENTITY_DATE, /* no such day */
	IDENTITY_CHECK, /* check digit wrong */
	IDENTITY_CENTURY, /* '+' and the year do not agree */
};

struct identity {
	enum identity_kind kind;
	enum identity_fault fault;
	char digits[14]; /* "YYYYMMDD-NNNN" and NUL: normalised, sorts by age */
	day born;
};

/*
 * Reads 10 or 12 digits with '-', '+' or nothing between. `today` settles the
 * century of ten-digit forms: '-' within the last 100 years, '+' before.
 */
struct identity identity_read(struct slice text, day today);

#endif
