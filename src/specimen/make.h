/*
 * specimen/make.h - letters of a plan composed and set once more, as they are
 * or for invented people, and what each of them met.
 */
#ifndef SPECIMEN_MAKE_H
#define SPECIMEN_MAKE_H

#include "ledger/read.h"
#include "specimen/circumstances.h"
#include "specimen/cover.h"
#include "specimen/invent.h"

/* A letter as the plan has it. */
struct original {
	uint32_t number, row, line, pages;
	enum addressee addressee;
	struct slice names; /* of a household, or empty */
	const struct slice *cells;
};

struct maker;

/*
 * All are borrowed, the ledger is that of the job's plan; NULL: there is none,
 * and rows of tables are joined anew. `use` may be NULL and
 * gets every glyph set. beside_read comes before. NULL after reports.
 */
struct maker *maker_open(struct job *job, struct ledger *ledger,
    const struct circumstances *circumstances, struct glyph_use *use,
    struct diag *diag);
void maker_close(struct maker *maker);

/* A letter that was made; lives until the next one is. */
struct made {
	struct composed letter;
	struct set_letter set;
	struct branch_set met; /* circumstances among them */
	int64_t extremes[EXTREMES];
};

/* As a run makes it. False after a report: it is not the plan's letter. */
bool maker_make(
    struct maker *maker, const struct original *original, struct made *made);

/*
 * The same letter for people that `inventor`, which was started in
 * maker_memory, invents. False without a report where they cannot have it; with
 * one, *failed is set.
 */
bool maker_invent(struct maker *maker, const struct original *original,
    struct inventor *inventor, struct made *made, bool *failed);
/* Why they cannot; until the next letter is made. */
const struct problem *maker_why(const struct maker *maker);

/* Adds the proof's mark and stamp. False, and why: a glyph is missing. */
bool maker_stamp(struct maker *maker, const struct stamp *stamp,
    struct pages *pages, struct problem *why);

/* Where letters live until the next one; for what goes with one. */
struct arena *maker_memory(struct maker *maker);
struct typesetter *maker_typesetter(struct maker *maker);
void maker_forget(struct maker *maker);

#endif
