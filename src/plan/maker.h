/*
 * plan/maker.h - one row to one set letter: version, address, text, pages.
 *
 * Used alike by `set`, which keeps only what it learnt (pages, hash, glyphs),
 * by `write`, which makes the PDF, and by `check`. Same row, same pages.
 */
#ifndef PLAN_MAKER_H
#define PLAN_MAKER_H

#include "layout/setter.h"
#include "merge/merge.h"
#include "plan/addressee.h"

struct maker;

/* `use` may be NULL; both are borrowed. NULL after reports. */
struct maker *maker_new(struct job *job, struct glyph_use *use);
/*
 * Reads the pictures of all texts and of the stationery, also those that no
 * row's letter has, and shows them. False after reports.
 */
bool maker_check_pictures(struct maker *maker, picture_seen *seen, void *ctx);
void maker_free(struct maker *maker);

struct dictionary;

/* The hyphenation dictionaries used so far; NULL past the last. */
const struct dictionary *maker_dictionary(
    const struct maker *maker, size_t index);

/*
 * Fills values[0 … columns) from normalised cells, and computes those that are
 * computed in letter_mem: the row's values and doubts, until the next one.
 */
void maker_read_row(const struct maker *maker, struct arena *letter_mem,
    const struct slice *cells, struct value *values, struct row *row);

/* The rows of other tables that belong to the next row, as the scope has them;
 * borrowed until the one after. */
void maker_set_tables(struct maker *maker, const struct expr_rows *rows);

/* The context of a row: names, language, memory. */
struct expr_context maker_context(struct maker *maker, struct arena *letter_mem,
    const struct row *row, const char *language);

struct made_letter {
	enum addressee addressee; /* set by the caller */
	struct household_names names; /* the same; count 0: one person's */
	uint32_t version; /* index of the job's letters */
	bool large_print;
	uint32_t sheets;
	uint32_t envelope; /* index of print.envelopes, 0 without */
	struct pages pages;
	struct address address;
};

/*
 * Sets the letter that a row which the rules let through gives to
 * made->addressee. False where it cannot
 * be: *kind is the built-in rule that holds it, *why its reason.
 */
bool maker_make(struct maker *maker, struct arena *letter_mem,
    const struct row *row, struct made_letter *made, enum rule_kind *kind,
    struct problem *why);

/* Blocks of our own on the job's paper, without frames, address or marks. */
bool maker_set_blocks(struct maker *maker, struct arena *letter_mem,
    const struct node *const *blocks, size_t count, struct pages *pages,
    struct problem *why);

/* Adds the marks that carry the letter's number (layout/setter.h). */
bool maker_mark(struct maker *maker, struct arena *letter_mem, uint32_t number,
    struct made_letter *made, struct problem *why);

#endif
