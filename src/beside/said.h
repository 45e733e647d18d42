/*
 * beside/said.h - what the job says of a file beside the register.
 *
 *	tables:
 *	  möten: {file: moten.csv, match: {distrikt: Distrikt}, order: tid}
 *	lists:
 *	  stopp.xlsx: {sheet: Spärrade, unfit: skip, why: gamla kundnummer}
 *	  sparr: {odbc: "DSN=klienter", query: sparr.sql}
 *
 * Form only; what the names mean is known once the file's header is read.
 */
#ifndef BESIDE_SAID_H
#define BESIDE_SAID_H

#include "conf/schema.h"
#include "intake/intake.h"

/* A row with a cell that does not fit its column refuses the job or is skipped. */
enum said_unfit { UNFIT_REFUSE, UNFIT_SKIP };

struct said {
	struct span span; /* file 0: nothing is said */
	struct conf_text file, order; /* tables only; of a database: the
					 query's */
	struct conf_text odbc, query; /* a connection, and what it is asked */
	const struct yaml *match; /* tables only */
	struct conf_text encoding, delimiter, sheet, why;
	struct conf_number header;
	struct conf_word unfit; /* enum said_unfit */
	const struct yaml *columns;
	const struct yaml *protected_; /* for beside_guard; NULL: not said */
};

/* One entry of `tables:` or `lists:`; false after all faults are reported. */
bool said_read_table(struct arena *mem, const struct yaml_pair *pair,
    struct said *said, struct diag *diag);
bool said_read_list(struct arena *mem, const struct yaml_pair *pair,
    struct said *said, struct diag *diag);

/* The part of it that the reader needs; false after a report. */
bool said_options(struct arena *mem, const struct said *said,
    struct intake_options *options, struct diag *diag);

#endif
