/*
 * manifest/report.h - report.html: a run on one page, for people.
 *
 * Made of the ledger alone, so that whoever verifies a run makes it again and
 * compares. Rows stand there by number: no cell of the register, but the names
 * of areas where the job divides its letters by a column.
 */
#ifndef MANIFEST_REPORT_H
#define MANIFEST_REPORT_H

#include "base/sink.h"
#include "ledger/read.h"
#include "manifest/facts.h"

/* What a page of later shows beside: what happened since the seal. */
struct report_later {
	struct slice note; /* beneath the head: as of when it is */
	bool (*show)(struct facts *facts, void *ctx);
	void *ctx;
	/* Pages of a proof with invented people, as PNG files; or none. */
	const struct slice *pages;
	size_t page_count;
};

/* The same page of later, which is not sealed. False after a report; the caller
 * ends the sink. */
bool report_html_write_later(struct sink *sink, struct ledger *ledger,
    const struct words *words, const struct areas *areas,
    const struct report_later *later, struct diag *diag);

/* In the job's language; the areas are the ledger's. False after a report; the caller ends the sink. */
bool report_html_write(struct sink *sink, struct ledger *ledger,
    const struct words *words, const struct areas *areas, struct diag *diag);

/* Compares a written report with the ledger, byte for byte. False after a
 * report. */
bool report_html_check(const char *path, struct ledger *ledger,
    const struct words *words, const struct areas *areas, struct diag *diag);

#endif
