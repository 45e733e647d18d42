/*
 * plan/set_rows.h - the rows of a plan that have a letter, set in ranges.
 *
 * Between decide (plan/decide.c), which gave each row its outcome, and take
 * (plan/take.c), which puts the records into the plan. Ranges can be set in any
 * order, each by a setter of its own: what they give, put back in the order of
 * the rows, is the same.
 */
#ifndef PLAN_SET_ROWS_H
#define PLAN_SET_ROWS_H

#include "plan/set_row.h"

/* Records in the order in which they were set, with all that they say. */
struct set_records {
	struct arena *mem;
	struct set_record **at;
	size_t count, room;
};

struct set_records set_records_make(void);
/* Nothing is left in them. */
void set_records_clear(struct set_records *records);
void set_records_fini(struct set_records *records);

/* As bytes for another process of this program, and back; false where they are
 * not whole. */
void set_records_pack(const struct set_records *records, struct strbuf *out);
bool set_records_unpack(struct set_records *records, struct slice packed);

/*
 * Sets each row from `first` to `last` that has a letter, and adds a record of
 * it. False after a report.
 */
bool set_rows(struct row_setter *setter, uint32_t first, uint32_t last,
    struct set_records *to);

/* The same of the letter that a household shares; the record is its first
 * row's. */
bool set_household(struct row_setter *setter, const struct household *household,
    struct set_records *to);

/* A row that shares another's letter: what it has in other tables counts. */
bool set_count_member(
    struct row_setter *setter, uint32_t number, bool in_letter);

#endif
