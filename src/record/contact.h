/*
 * record/contact.h - organisation numbers, e-mail addresses, phone numbers.
 *
 * Organisationsnummer (Skatteverket, SKV 709; Bolagsverket): ten digits, the
 * third at least 2 so that none is a date, check digit by modulus 10 with
 * weights 2,1; twelve digits start with 16. A sole trader's number is a
 * personnummer and is none of these.
 */
#ifndef RECORD_CONTACT_H
#define RECORD_CONTACT_H

#include "base/arena.h"

/* "NNNNNN-NNNN", in the arena or borrowed; false where it is none. */
bool organisation_read(
    struct arena *arena, struct slice text, struct slice *clean);

/*
 * One address of the form local@domain.tld, at most 254 bytes (RFC 5321
 * 4.5.3.1); no display name, no list, no quoted local part.
 */
bool email_is_valid(struct slice text);

/*
 * A phone number as people write it: '+' or '0' first, 5 to 15 digits (E.164)
 * with blanks, hyphens, slashes and a pair of parentheses between.
 */
bool phone_is_valid(struct slice text);

#endif
