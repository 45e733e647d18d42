/*
 * paper/testsheet.h - a page to hold a stationery against its envelope.
 *
 * The stationery's own page at full size, with its pictures, its texts and an
 * invented address as long as its frame takes; the window drawn where the file
 * says it is, rulers in millimetres, and what to do. Makes nobody's letter.
 */
#ifndef PAPER_TESTSHEET_H
#define PAPER_TESTSHEET_H

#include "base/words.h"
#include "layout/stationery.h"

struct testsheet_spec {
	const struct stationery *stationery;
	const char *out; /* the PDF; not there yet */
	const struct words *words; /* of what the page says */
	bool shipped; /* the file is the program's own */
	bool swedish_keys; /* the file says `fönster:` */
};

/* False after a report, and there is no file. */
bool testsheet_write(const struct testsheet_spec *spec, struct diag *diag);

/* A length in millimetres with a decimal where it has one, as written in the
 * language of `words`. */
struct slice testsheet_mm(
    struct arena *mem, const struct words *words, mpt length);

#endif
