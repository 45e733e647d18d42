/*
 * intake/foreign.h - rows of another encoding in an encoding of one byte a
 * character.
 *
 * A care system that was fed from DOS or a Mac holds "Malm”" where the rest
 * is Windows-1252. Such bytes are signs inside words, or capitals behind small
 * letters, in the register's encoding, and å ä ö in the other.
 */
#ifndef INTAKE_FOREIGN_H
#define INTAKE_FOREIGN_H

#include "intake/letters.h"

struct foreign {
	uint32_t codes[128]; /* as the register's encoding reads them */
	size_t count; /* 0: the usual case, and nothing to look for */
};

/* Which characters of the file may be foreign; `own` is its encoding's table,
 * `others` those of the encodings it may be. */
void foreign_find(struct foreign *foreign, const struct survey *survey,
    const struct code_table *own, const struct code_table *others,
    size_t count);

/* The first foreign character of a text, or 0. */
uint32_t foreign_in_text(const struct foreign *foreign, struct slice text);

#endif
