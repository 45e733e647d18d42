/*
 * intake/locate.h - where in a register a broken byte stands.
 *
 * Slow and only used once something is known to be wrong.
 */
#ifndef INTAKE_LOCATE_H
#define INTAKE_LOCATE_H

#include "intake/bytes.h"

struct place {
	uint32_t line, column; /* from 1; column in characters */
	unsigned char byte;
};

struct places {
	struct place at[5]; /* the first ones */
	size_t count;
	uint64_t total;
};

/*
 * Finds the bytes that are not a character of the encoding, and NUL; `skip`
 * bytes of byte order mark come first. Reads `bytes` from its start. False
 * after a report.
 */
bool locate_invalid(struct bytes *bytes, const char *encoding, size_t skip,
    struct places *places, struct diag *diag);

/* Finds one byte value, in an encoding of one byte a character. */
bool locate_byte(struct bytes *bytes, const char *encoding,
    unsigned char wanted, struct places *places, struct diag *diag);

#endif
