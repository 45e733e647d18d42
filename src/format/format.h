/*
 * format/format.h - a spreadsheet's numbers as its cells show them.
 *
 * A number is drawn by its cell's format (format/code.h) as Excel draws
 * it on a Swedish computer: decimal comma, thousands parted by a blank, the
 * number rounded as a decimal. Two things differ on purpose: a whole date gives
 * an ISO date whatever its format's order is, and General gives all digits,
 * since how many of them show hangs on the column's width. What is not surely
 * drawn is said to be unsure, and never guessed.
 *
 * Beside what shows, the number itself is given for columns of numbers and
 * dates: 1234.5 under "1 235 kr".
 */
#ifndef FORMAT_FORMAT_H
#define FORMAT_FORMAT_H

#include "base/arena.h"
#include "base/strbuf.h"

/* A whole format; made once, and the same for all cells of a style. */
struct format;

/* Of a code as styles state it. Borrows the code; lives in mem. */
const struct format *format_of_code(struct arena *mem, struct slice code);

/* The format of a number without a code: built in below 164, otherwise unsure. */
const struct format *format_of_number(struct arena *mem, unsigned number);

/* "General". */
extern const struct format format_general;

/* The format of a style that is not there: nothing is known of it. */
extern const struct format format_unknown;

enum format_fault {
	FORMAT_FINE,
	FORMAT_UNSURE, /* what Excel shows is not surely known */
	FORMAT_NO_NUMBER, /* not a number at all */
	FORMAT_LONG, /* more than 15 digits: the rest was lost */
	FORMAT_NO_DAY, /* a date before 1900 or after 9999, a time below 0 */
};

/* A section draws a number as a number or as a moment. */
enum format_kind { FORMAT_NUMBER, FORMAT_MOMENT };

struct format_result {
	enum format_fault fault;
	enum format_kind kind;
	bool percent; /* of a number: shown and given as per cent */
};

/*
 * Appends the value `text` ("40987", "1.5E3") as the format shows it to
 * `shown`, and to `value` the number itself with at most six decimals
 * ("1234.5"; 14.5 for 14,5 %), or the ISO date. FINE and UNSURE have a value,
 * which may be empty. `from_1904`: the workbook counts days from 1904-01-01.
 */
struct format_result format_write(struct strbuf *shown, struct strbuf *value,
    const struct format *format, struct slice text, bool from_1904);

/*
 * The same of a moment that is stored as ISO 8601: "2012-03-19", with a time
 * ("2012-03-19T14:05:00", also with "Z": a sheet has no time zones), or a time
 * alone. Where the format is General it is drawn as it stands.
 */
struct format_result format_write_iso(struct strbuf *shown,
    struct strbuf *value, const struct format *format, struct slice text);

/* Whether a text cell of the format shows its text and nothing else. */
bool format_shows_text(const struct format *format);

#endif
