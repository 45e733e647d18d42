/*
 * intake/survey.h - what the bytes of a whole register look like.
 *
 * One fast pass over the file before its encoding is known. It counts what
 * intake/guess.h decides by: valid and invalid UTF-8, NUL bytes, and each
 * byte above 0x7F by its neighbours, since a letter inside a word and a sign
 * between words are different evidence.
 */
#ifndef INTAKE_SURVEY_H
#define INTAKE_SURVEY_H

#include "intake/bytes.h"

enum neighbour {
	NEIGHBOUR_OTHER, /* blank, digit, sign, line or file end */
	NEIGHBOUR_LOWER, /* a-z */
	NEIGHBOUR_UPPER, /* A-Z */
	NEIGHBOUR_HIGH, /* another byte above 0x7F */
	NEIGHBOURS,
};

enum byte_order_mark { BOM_NONE, BOM_UTF8, BOM_UTF16LE, BOM_UTF16BE };

struct survey {
	uint64_t size;
	struct digest digest;
	enum byte_order_mark bom;
	uint64_t high; /* bytes above 0x7F */
	uint64_t sequences; /* valid UTF-8 characters of several bytes */
	uint64_t twice; /* of them Â, Ã, √, ├: intake/twice.h */
	uint64_t invalid; /* bytes that are in no UTF-8 character */
	uint64_t nul_even, nul_odd; /* NUL bytes by offset */
	bool zip; /* starts as a zip archive does: a spreadsheet */
	bool old_excel; /* an OLE file, .xls */
	bool markup; /* a page of HTML or XML */
	/* [byte - 0x80][before][after] */
	uint64_t seen[128][NEIGHBOURS][NEIGHBOURS];
};

/* Reads all of `bytes`. False after a report. */
bool survey_file(struct bytes *bytes, struct survey *survey, struct diag *diag);

#endif
