/*
 * record/likeness.h - what in a cell can be somebody's identity number, however
 * it is written and whatever stands around it.
 *
 * For finding people where they should not be, not for reading numbers
 * (record/identity.h does that): nothing is judged. "Cia, 330404 – 9830" and
 * "193304049830" are the same; so is a number with a wrong century or check
 * digit, since no two people alive share the nine digits before it.
 */
#ifndef RECORD_LIKENESS_H
#define RECORD_LIKENESS_H

#include "base/strbuf.h"

struct likeness {
	char ten[10]; /* YYMMDD (Finnish, Norwegian: DDMMYY) and the last
			 four, of Norwegian five without the last; letters are
			 capitals */
	bool spelt; /* in a form that nothing else has: then the first nine
		       say who it is. Otherwise it may be a telephone number,
		       and all ten have to agree */
};

/* False where there are not digits enough; quick, for every cell. */
bool likeness_may_hold(struct slice cell);

/*
 * Gives each number in the cell to `seen` until that returns true; whether it
 * did. `scratch` is written over.
 */
bool likeness_each(struct slice cell, struct strbuf *scratch,
    bool (*seen)(const struct likeness *number, void *ctx), void *ctx);

/* Whether month and day are such as a number of some kind has. */
bool likeness_has_date(const struct likeness *number);

#endif
