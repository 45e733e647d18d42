/*
 * intake/guess.h - in which encoding a register is written.
 *
 * In this order: the byte order mark; NUL bytes at every second place
 * (UTF-16); valid UTF-8; letter statistics between Windows-1252, ISO 8859-15,
 * Mac Roman and CP850: what Swedish and Finnish text has between letters
 * (å ä ö é) counts for an encoding, what it has not (capitals inside a word,
 * signs between letters) against it. A stated encoding is checked against
 * the bytes in the same way: what cannot be is refused.
 */
#ifndef INTAKE_GUESS_H
#define INTAKE_GUESS_H

#include "intake/foreign.h"
#include "intake/intake.h"
#include "intake/survey.h"

struct guess {
	const char *encoding; /* a name of text/encoding.h */
	size_t skip; /* bytes of byte order mark */
	bool stated;
	struct foreign foreign; /* characters of another encoding */
};

/*
 * False after one or more reports: unknown name, broken bytes, two encodings
 * in one file, or two readings that are both plausible and differ. `file` is
 * the register's number in diag's sources.
 */
bool guess_encoding(const struct intake_options *options, uint32_t file,
    struct bytes *bytes, const struct survey *survey, struct diag *diag,
    struct guess *guess);

#endif
