/*
 * intake/format.h - a spreadsheet's numbers as its cells show them.
 *
 * Number formats (ECMA-376 part 1, 18.8.30 and 18.8.31): digits, literals,
 * grouping, decimals and per cent of the section that applies, in Swedish
 * (decimal comma, groups by a blank). What makes a number a date gives ISO
 * dates whatever the cell's order of day and month is; scientific formats and
 * fractions give the plain number.
 */
#ifndef INTAKE_FORMAT_H
#define INTAKE_FORMAT_H

#include "base/strbuf.h"
#include "text/date.h"

enum format_kind {
	FORMAT_NUMBER, /* "General" too, with an empty code */
	FORMAT_TEXT, /* "@" */
	FORMAT_DATE,
	FORMAT_DATE_TIME,
	FORMAT_TIME,
};

struct format {
	enum format_kind kind;
	struct slice code; /* the code where it is more than "General" */
};

/* Of a code, or of one of the built-in numbers below 164 with code empty. */
struct format format_of(unsigned number, struct slice code);

enum format_fault {
	FORMAT_FINE,
	FORMAT_NO_NUMBER, /* not a number at all */
	FORMAT_LONG, /* more than 15 digits: the rest was lost */
	FORMAT_NO_DAY, /* a date before 1900 or after 9999 */
};

/*
 * Appends the value `text` ("40987", "1.5E3") as the format shows it.
 * `from_1904`: the workbook counts days from 1904-01-01.
 */
enum format_fault format_write(struct strbuf *out, const struct format *format,
    struct slice text, bool from_1904);

#endif
