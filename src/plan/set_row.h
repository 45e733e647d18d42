/*
 * plan/set_row.h - the letters of one row that gets any, as the plan keeps
 * them.
 *
 * Needs nothing but the row: records of different rows can be made in any
 * order, by any row_setter, and taken into the plan in the order of the rows.
 * Only the glyphs that were set gather in the setter (font/use.h), to be merged
 * with other setters' once all are done.
 */
#ifndef PLAN_SET_ROW_H
#define PLAN_SET_ROW_H

#include "pdf/check.h"
#include "plan/household.h"
#include "plan/sort_key.h"
#include "set/typesetter.h"

/* With what rows are set. */
struct row_setter {
	/* Borrowed. */
	struct job *job;
	struct diag *diag;
	struct plan *plan; /* whose rows are set */
	struct households *households; /* to be asked; NULL: none */
	struct glyph_use *use;
	/* Own. */
	struct composer *composer;
	struct typesetter *typesetter;
	struct sort_keys *sort_keys;
	struct pdf_check *pdf_check; /* what the PDF would refuse later */
	struct arena *letter_mem;
	struct slice *cells; /* of the row at hand */
	struct value *values;
};

/*
 * Looks at the paper and at all pictures before any text is put on them. NULL
 * after reports. `use` gets the glyphs.
 */
struct row_setter *row_setter_new(struct job *job, struct plan *plan,
    struct households *households, struct glyph_use *use, struct diag *diag);
void row_setter_free(struct row_setter *setter);

/* One letter. */
struct set_one {
	enum addressee addressee;
	struct household_names names; /* of those who share it; count 0: none */
	struct address address; /* its lines, each with what it is */
	uint32_t version; /* index of the job's letters */
	bool large_print;
	uint32_t enclosed; /* see struct composed */
	uint32_t pages, sheets;
	uint32_t envelope; /* index of print.envelopes, 0 without */
	struct digest digest;
	char code[RESPONSE_SIZE]; /* its response code, or empty */
	uint32_t code_number;
};

/* All that the plan needs to know of the row from now on. */
struct set_record {
	uint32_t row;
	struct set_one at[ADDRESSEES_MAX];
	size_t count; /* 0: it cannot be set, and is held */
	enum rule_kind kind; /* by which built-in rule, where it is held */
	struct problem why;
	struct slice file; /* of their own file, where they have one */
	struct slice sort_key; /* within the envelope class */
	struct slice part, group; /* a change starts a batch; gets a banner */
	struct findings findings; /* of all its letters, the worst */
	bool may_join; /* then nothing is final before all rows are set */
	struct household_member member;
};

/*
 * Sets all letters of a row, or with `names` (may be NULL) the one that these
 * share. The record lives in letter_mem. False only after a report: no PDF
 * could hold what was set.
 */
bool set_row(struct row_setter *setter, const struct row *row,
    const struct expr_rows *tables, const struct household_names *names,
    struct set_record *record);

#endif
