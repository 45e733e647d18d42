/*
 * intake/found.h - what a file of the register turned out to be, as text.
 *
 * For the account of `check` and `run`, the head of a new job file and the
 * plan: intake/ finds it, this says it.
 */
#ifndef INTAKE_FOUND_H
#define INTAKE_FOUND_H

#include "base/strbuf.h"
#include "intake/intake.h"

/*
 * "windows-1252, delimiter ';', line ends CRLF, header on line 1, 2 blank
 * lines, the first 17" in the language now spoken. Line ends and blank lines
 * are known once the last row was read.
 */
void found_write(struct strbuf *out, const struct intake_found *found);

/* ";", or "tab"; nothing for a spreadsheet. */
void found_write_delimiter(
    struct strbuf *out, const struct intake_found *found);

/* "CRLF, LF"; nothing where there was none. */
void found_write_line_ends(
    struct strbuf *out, const struct intake_found *found);

#endif
