/*
 * manifest/report_parts.h - the parts of report.html; for manifest/ only.
 */
#ifndef MANIFEST_REPORT_PARTS_H
#define MANIFEST_REPORT_PARTS_H

#include "html/html.h"
#include "ledger/read.h"
#include "manifest/facts.h"

struct report {
	struct strbuf *page;
	const struct words *words;
	const struct areas *areas;
	struct arena *mem;
	struct ledger_counts counts;
	const struct message *title; /* of the section */
	bool wide; /* its table scrolls by itself on a narrow page */
	/* Held rows, reason by reason. */
	struct strbuf rows; /* of the reason at hand */
	struct slice reason, code;
	uint32_t count, named;
	const struct fact_table *table; /* of facts at hand */
	bool summed; /* it has its last row */
};

/* A section with its heading; closed with its table. */
void report_section(struct report *report, const struct message *title);
/* `numbers`: a bit for each column that holds numbers. */
void report_open_table(struct report *report,
    const struct message *const *heads, size_t count, uint32_t numbers);
void report_close_table(struct report *report);
/* The table's last row, which sums the others; closes the table. */
void report_open_sum(struct report *report, struct slice name);
void report_close_sum(struct report *report);
/* A row's first cell, and one with a number. */
void report_name(struct report *report, struct slice text);
void report_number(struct report *report, uint64_t number);
void report_bar(struct report *report, uint32_t from, uint32_t to,
    uint32_t whole, const char *colour);

/* Sections; none where there is nothing to say. False after a report. */
bool report_write_held(
    struct report *report, struct ledger *ledger, struct diag *diag);
bool report_write_beside(
    struct report *report, struct ledger *ledger, struct diag *diag);
bool report_write_batches(
    struct report *report, struct ledger *ledger, struct diag *diag);

/* Where the facts are shown, each table a section of the page. */
struct facts report_facts(
    struct report *report, struct ledger *ledger, struct diag *diag);

#endif
