/*
 * record/henkilotunnus.h - Finnish personal identity codes.
 *
 * Source: Digital and Population Data Services Agency (DVV), "The personal
 * identity code": DDMMYY, a sign for the century, an individual number of
 * three digits (002-899; 900-999 is temporary) and a control character, the
 * remainder of the nine digits by 31. Signs since 2023: + for 1800, - Y X W
 * V U for 1900, A B C D E F for 2000.
 */
#ifndef RECORD_HENKILOTUNNUS_H
#define RECORD_HENKILOTUNNUS_H

#include "record/identity.h"

struct henkilotunnus {
	enum identity_fault fault; /* never IDENTITY_CENTURY: a sign says it */
	bool temporary; /* individual number 900-999: not a person's own */
	char text[12]; /* "131052-308T" and NUL, letters upper case */
	day born;
};

/* `today`: nobody is born after it, or lives to be over AGE_MOST. */
struct henkilotunnus henkilotunnus_read(struct slice text, day today);

#endif
