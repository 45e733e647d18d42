/*
 * set/typesetter.h - a composed letter on the job's paper: pages, sheets,
 * envelope.
 *
 * Used alike by the plan, which keeps only what it learnt (pages, hash,
 * glyphs), by the writers, which make the PDF, and by check. Same letter, same
 * pages, whichever letters were set before it: any process may set any row.
 */
#ifndef SET_TYPESETTER_H
#define SET_TYPESETTER_H

#include "compose/composer.h"
#include "job/paper.h"
#include "job/writes.h"
#include "layout/setter.h"
#include "set/preflight.h"
#include "shop/marks.h"

struct typesetter;

/*
 * All are borrowed; `use` may be NULL and gets every glyph set. NULL after
 * reports: a font, or a style that a text names, is missing.
 */
struct typesetter *typesetter_new(struct arena *job_mem,
    const struct job_writes *writes, const struct job_paper *paper,
    const struct job_print *print, day today, struct glyph_use *use,
    struct diag *diag);
void typesetter_free(struct typesetter *typesetter);

/*
 * Reads the pictures of all texts and stationeries, also those that no
 * row's letter has, and shows them. False after reports.
 */
bool typesetter_check_pictures(
    struct typesetter *typesetter, picture_seen *seen, void *ctx);

struct set_letter {
	struct pages pages;
	uint32_t sheets;
	uint32_t envelope; /* index of print.envelopes, 0 without */
	struct findings
	    findings; /* set also where the letter is not to be had */
};

/* False, and why, where the page, the window or the envelope does not take the
 * letter. */
bool typesetter_set(struct typesetter *typesetter, struct arena *letter_mem,
    const struct composed *letter, struct set_letter *set, struct problem *why);

/*
 * Composes and sets the letter to letter->addressee. False where it cannot be:
 * *kind is the built-in rule that holds it, *why its reason.
 */
bool typesetter_make(struct typesetter *typesetter, struct composer *composer,
    struct arena *letter_mem, const struct row *row, struct composed *letter,
    struct set_letter *set, enum rule_kind *kind, struct problem *why);

/*
 * Adds the marks of the job's print shop, if it names one. `first` tells the
 * letter's first sheet, but for its envelope class and the number of sheets.
 */
void typesetter_mark_sheets(struct typesetter *typesetter,
    struct arena *letter_mem, const struct shop_sheet *first,
    struct set_letter *set);

/* Blocks of our own in a language on one of the job's stationeries, in large
 * print or not, without frames, address or marks. */
bool typesetter_set_blocks(struct typesetter *typesetter,
    struct arena *letter_mem, uint32_t stationery, const char *language,
    const struct node *const *blocks, size_t count, bool large_print,
    struct pages *pages, struct problem *why);

/* Stamps pages as those of a proof (layout/setter.h). */
bool typesetter_stamp(struct typesetter *typesetter, struct arena *letter_mem,
    const struct stamp *stamp, struct pages *pages, struct problem *why);

/* Adds the marks that carry the letter's number (layout/setter.h). */
bool typesetter_mark(struct typesetter *typesetter, struct arena *letter_mem,
    const struct composed *letter, uint32_t number, struct set_letter *set,
    struct problem *why);

#endif
