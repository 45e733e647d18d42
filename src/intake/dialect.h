/*
 * intake/dialect.h - which delimiter a CSV file uses.
 *
 * Tried on the file's head: the delimiter by which the header has at least
 * two fields and most records as many as the header. Where two do equally
 * well the job must state it.
 */
#ifndef INTAKE_DIALECT_H
#define INTAKE_DIALECT_H

#include <stdint.h>

#include "base/slice.h"

struct dialect {
	char delimiter; /* 0: none found */
	char rival; /* another that does as well, or 0 */
	bool header_trails, rows_trail; /* see struct reader */
};

/*
 * `head` is the decoded text from the header on; `whole` where it is all of
 * it. `stated`: the delimiter to use, or 0.
 */
struct dialect dialect_find(struct slice head, bool whole, char stated);

/* A delimiter as people state it: the sign itself, or "tab". False where it
 * is none: a letter, a digit, a quote, a line end. */
bool dialect_read_name(struct slice name, char *delimiter);

/* Excel's first line "sep=;": its delimiter, or 0; *len is the line's. */
char dialect_read_sep(struct slice head, size_t *len);

#endif
