/*
 * intake/cut.h - where one CSV record ends and the next begins.
 *
 * libcsv gives no positions and swallows what a stray quote opens, so records
 * are cut here and libcsv is given one at a time. Quotes follow RFC 4180,
 * with blanks allowed around a quoted field; a quote inside a field that does
 * not begin with one is a character like any other. Line ends are LF, CRLF,
 * CR and CRCRLF, in any mixture.
 */
#ifndef INTAKE_CUT_H
#define INTAKE_CUT_H

#include <stdint.h>

#include "base/slice.h"

#define CUT_FIELD_MAX (1u << 20) /* bytes */

enum cut_fault {
	CUT_FINE,
	CUT_MORE, /* the text ends inside the record: read more */
	CUT_UNCLOSED, /* a quote is open at the file's end */
	CUT_STRAY, /* text after a closing quote */
	CUT_LONG, /* a field over CUT_FIELD_MAX */
};

struct cut_place {
	uint32_t line, column;
};

struct cut {
	struct slice text; /* the record without its line end */
	size_t taken; /* bytes with it */
	uint32_t lines; /* line ends taken; 0 only at the file's end */
	unsigned line_end; /* one of enum line_end, 0 at the file's end */
	bool quotes; /* holds a quote somewhere */
	bool quoted_lines; /* a line end stands inside quotes */
	bool blanks; /* blanks around a quoted field */
	bool bare_quotes; /* a quote in an unquoted field */
	struct cut_place opened; /* faults: where the quote was opened */
	struct cut_place at; /* CUT_STRAY: the text after it */
};

/*
 * Cuts the record that begins at text.at, on physical line `line`. `last`:
 * no text follows what is here. `text` is UTF-8.
 */
enum cut_fault cut_record(struct slice text, bool last, char delimiter,
    uint32_t line, struct cut *cut);

/*
 * Bytes of the first physical line with its end, quotes apart; 0 where the text
 * ends before it is clear.
 */
size_t cut_line(struct slice text, bool last);

/*
 * For a record with quoted line ends: how many of its physical lines would
 * be whole rows of `columns` fields if their quotes were not there. What a
 * stray quote has swallowed looks so.
 */
size_t cut_count_swallowed(struct slice record, char delimiter, size_t columns);

#endif
