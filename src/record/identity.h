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
	IDENTITY_CENTURY, /* two centuries are possible, or '+' on a younger
			   */
	IDENTITY_OLD, /* over AGE_MOST on the day */
	IDENTITY_UNBORN, /* born after the day */
};

/* Nobody has lived longer in the Nordic countries; who seems older is a slip.
 */
#define AGE_MOST 120

/* The check digit fits, though the number may be nobody's on that day. */
static inline bool
identity_is_number(enum identity_fault fault)
{
	return fault == IDENTITY_FINE || fault >= IDENTITY_CENTURY;
}

struct identity {
	enum identity_kind kind;
	enum identity_fault fault;
	char digits[14]; /* "YYYYMMDD-NNNN" and NUL: normalised, sorts by age */
	/* Of ten digits: the same in the other century, where somebody so old
	 * may live; otherwise "". */
	char other[14];
	day born;
};

/*
 * Reads 10 or 12 digits with '-', '+' or nothing between. `today` settles the
 * century of ten-digit forms: '-' within the last 100 years, '+' before. Where
 * '-' or nothing makes a child of at most 12, somebody of 100 to 112 may be
 * meant, since few people and fewer programs know of '+': IDENTITY_CENTURY.
 */
struct identity identity_read(struct slice text, day today);

/*
 * "YYMMDDNNNN", by which two numbers may be one person's, of any text that
 * looks like an identity number: any century, sign and blanks, check digit or
 * not. For comparing where a miss would harm; false, and "", where it has no
 * such look.
 */
bool identity_ten(struct slice text, char to[11]);

#endif
