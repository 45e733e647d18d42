/*
 * manifest/control.h - control.csv: one line per envelope, for an inserter.
 *
 * Letter, file, its place among the file's letters, its sheets there from and
 * to, how many, and the envelope's class. A banner sheet is counted among the
 * sheets and has no line: nothing is to be inserted. Where the print shop has
 * marks: what they say on each of the letter's sheets, parted by blanks. No
 * personal data. Comma-separated, CRLF (RFC 4180).
 */
#ifndef MANIFEST_CONTROL_H
#define MANIFEST_CONTROL_H

#include "base/sink.h"
#include "ledger/read.h"
#include "shop/shop.h"

/* How the letters were printed. */
struct control_spec {
	uint32_t sides; /* of a sheet */
	const struct shop *shop; /* whose marks they have; NULL: none */
	/* The job's envelope classes, by which the marks number them. */
	const struct slice *classes;
	size_t class_count;
};

/* False after a report; the caller ends the sink. */
bool control_write(struct sink *sink, struct ledger *ledger,
    const struct control_spec *spec, struct diag *diag);

#endif
