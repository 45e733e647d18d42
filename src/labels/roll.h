/*
 * labels/roll.h - a list of the people whose letters a sealed run has: for a
 * meeting, or for whoever delivers by hand.
 *
 * A table of columns that the run's ledger holds, a row for each row of the
 * register with a letter, in mailing order. Rows of people with protected
 * identity have no letter and no cell there; who had only withdrawn letters
 * is left out.
 */
#ifndef LABELS_ROLL_H
#define LABELS_ROLL_H

#include "base/diag.h"

struct roll_spec {
	const char *run;
	const char *columns; /* "Förnamn,Efternamn,Adress" */
	const char *out; /* the PDF; not there yet */
	bool sign; /* a last column with lines to sign on */
};

struct roll_made {
	uint32_t rows, pages, withdrawn;
};

/*
 * Upright, or across where the table is wider than that. False after reports,
 * and there is no file: no such run, ledger or column, a table that does not
 * fit, no row.
 */
bool roll_make(
    const struct roll_spec *spec, struct roll_made *made, struct diag *diag);

#endif
