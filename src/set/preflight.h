/*
 * set/preflight.h - what would look wrong in the envelope or on the press.
 *
 * Looks at the pages of a letter as they are set, before anything is numbered:
 * whether all ink of the address is in the envelope's window and no other ink
 * is, whether the print shop's margins are clear, whether an identity number
 * stands where strangers read it. Ink is measured glyph by glyph, in mpt; what
 * is rendered agrees with it.
 */
#ifndef SET_PREFLIGHT_H
#define SET_PREFLIGHT_H

#include "base/problem.h"
#include "layout/page.h"
#include "layout/stationery.h"
#include "set/findings.h"
#include "shop/shop.h"
#include "text/date.h"

#define SPILL_LINES_MOST 3

struct preflight {
	const struct stationery *stationery; /* borrowed */
	const struct shop *shop; /* borrowed; may be NULL */
	uint32_t sides; /* of a sheet that are printed */
	day today;
	struct diag *diag;
	bool *reported; /* by frame: what is fixed is said once */
};

/*
 * Looks at one text's pages. False, and why, where the letter is not to be
 * printed. What is the same in every letter is also reported as an error at its
 * frame.
 */
bool preflight_pages(struct preflight *preflight, const struct pages *pages,
    struct findings *findings, struct problem *why);

/*
 * The same of the whole letter, whose texts follow each other: whether other
 * ink stands where the print shop's marks will, on the front of each sheet.
 */
bool preflight_sheets(struct preflight *preflight, const struct pages *pages,
    struct findings *findings, struct problem *why);

/* The same of the lines that show in the window. */
bool preflight_address(const struct preflight *preflight,
    const struct slice *lines, size_t count, struct findings *findings,
    struct problem *why);

/* A note where nobody has held a test sheet against the envelope. */
void preflight_note_window(
    const struct stationery *stationery, struct diag *diag);

#endif
