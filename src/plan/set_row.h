/*
 * plan/set_row.h - the letters of one row that gets any, as the plan keeps
 * them.
 *
 * Needs nothing but the row: records of different rows can be made in any
 * order, by any process, and taken into the plan in the order of the rows. Only
 * the glyphs that were set gather in the setter (font/use.h), to be merged with
 * other setters' once all are done.
 */
#ifndef PLAN_SET_ROW_H
#define PLAN_SET_ROW_H

#include "pdf/check.h"
#include "plan/sort_key.h"
#include "set/typesetter.h"

/* With what rows are set; all borrowed. */
struct row_setter {
	const struct job *job;
	struct diag *diag;
	struct composer *composer;
	struct typesetter *typesetter;
	struct sort_keys *sort_keys;
	struct pdf_check *pdf_check; /* what the PDF would refuse later */
};

/* One letter; its texts live in the letter_mem that it was set in. */
struct set_one {
	enum addressee addressee;
	struct household_names names; /* of those who share it; count 0: none */
	struct address address;
	uint32_t version; /* index of the job's letters */
	bool large_print;
	uint32_t pages, sheets;
	uint32_t envelope; /* index of print.envelopes, 0 without */
	struct digest digest;
};

struct set_record {
	uint32_t row;
	struct set_one at[ADDRESSEES_MAX];
	size_t count; /* 0: it cannot be set, and is held */
	enum rule_kind kind; /* by which built-in rule, where it is held */
	struct problem why;
	struct slice file; /* of their own file, where they have one */
	struct slice sort_key; /* within the envelope class */
};

/*
 * Sets all letters of a row, or with `names` (may be NULL) the one that these
 * share. False only after a report: no PDF could hold what was set.
 */
bool set_row(const struct row_setter *setter, struct arena *letter_mem,
    const struct row *row, const struct household_names *names,
    struct set_record *record);

#endif
