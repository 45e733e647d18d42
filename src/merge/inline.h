/*
 * merge/inline.h - the lines of one block with the row's values in them.
 *
 * Inside merge/ only.
 */
#ifndef MERGE_INLINE_H
#define MERGE_INLINE_H

#include "merge/merge.h"

/* One letter while it is made. */
struct merger {
	struct arena *letter_mem;
	const struct letter *letter;
	struct expr_context context;
	struct branch_set *met; /* NULL: nobody asks */
	struct problem *why;
	struct value *extras; /* ours, where the job has other tables */
	uint32_t silent; /* field of the EACH before if it printed nothing */
	/* Those that lists of "1." and of "1)" go on with; 0: none was there. */
	struct list_goes_on {
		int32_t next[2];
	} numbers;
	struct node *grown; /* the last list whose items are this letter's */
	struct node_list {
		const struct node **at;
		size_t count, room;
	} top;
	/* Lists whose start is counted, in their order; some may be gone. */
	struct counted_lists {
		struct node **at;
		size_t count, room;
	} lists;
};

/*
 * Puts values and chosen branches of `from` below `to`. *vanished: nothing is
 * left, and what should have been there was optional. False: the row is held.
 */
bool inline_merge(struct merger *merger, const struct node *from,
    struct node *to, bool *vanished);

/* The letter takes a tag's branch, the index-th from its first. */
static inline void
merge_meet(
    struct merger *merger, const struct letter_field *field, size_t index)
{
	if (merger->met && field->branch)
		branch_set_add(merger->met, field->branch - 1 + index);
}

/* The chosen branch of an IF, NULL for none; false: undecidable. */
bool merge_choose(struct merger *merger, const struct node *choice,
    const struct node **branch);

/*
 * The rows of an EACH: kept = merge_keep_row; for (i = 0; i < merge_rows; i++)
 * { merge_enter_row; … } merge_leave_rows(kept). An EACH may stand in another.
 */
struct value *merge_keep_row(struct merger *merger, const struct node *each);
/*
 * The branch of an EACH without rows, or with rows that print nothing: its else,
 * or NULL where the letter says that there need be none. False: the row is held.
 */
bool merge_no_row(
    struct merger *merger, const struct node *each, const struct node **branch);
/*
 * The else of an EACH comes next behind it, as one of the same field with a
 * branch alone; it is wanted where the other printed nothing.
 */
bool merge_is_else(const struct node *each);
bool merge_wants_else(const struct merger *merger, const struct node *each);
size_t merge_rows(const struct merger *merger, const struct node *each);
/* The letter takes the branch of an EACH for one row or for several. */
void merge_meet_rows(struct merger *merger, const struct node *each);
void merge_enter_row(
    struct merger *merger, const struct node *each, size_t row);
void merge_leave_rows(
    struct merger *merger, const struct node *each, const struct value *kept);

/* The block placed last: below `to`, or of the letter's own where NULL. */
const struct node *merge_last(
    const struct merger *merger, const struct node *to);
/*
 * Counts a list's items, and gives it its numbers where it goes on. NULL where
 * it has become one with the list above; otherwise it is to be placed.
 */
struct node *merge_count(
    struct merger *merger, struct node *to, struct node *list);
void merge_count_fixed(struct merger *merger, const struct node *list);

/* Gives the merger extras of its own, and single rows their values. */
void merge_open_tables(struct merger *merger);

/* Numbers the lists that were met, by what is left of the letter. */
void merge_count_lists(struct merger *merger);

/* A node of this letter; its children are not copied. */
struct node *merge_copy(struct merger *merger, const struct node *node);

#endif
