/*
 * intake/describe.h - what a file of the register turned out to be, as text.
 *
 * For the account of `check` and `run`, the head of a new job file and the
 * plan: intake/ finds it, this says it.
 */
#ifndef INTAKE_DESCRIBE_H
#define INTAKE_DESCRIBE_H

#include "base/strbuf.h"
#include "intake/intake.h"

/*
 * "windows-1252, delimiter ';', line ends CRLF, header on line 1, 2 blank
 * lines, the first 17". Line ends and blank lines are known once the last row
 * was read.
 */
void intake_describe(struct strbuf *out, const struct words *words,
    const struct intake_found *found);

/* ";", or "tab"; nothing for a spreadsheet. */
void intake_describe_delimiter(
    struct strbuf *out, const struct intake_found *found);

/* "CRLF, LF"; nothing where there was none. */
void intake_describe_line_ends(
    struct strbuf *out, const struct intake_found *found);

#endif
