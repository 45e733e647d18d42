/*
 * set/banner_sheet.h - a banner sheet set on its letters' own paper.
 *
 * In the language of the job. Nothing of a person stands on it: where
 * the register is of persons, the value of a column only if it is one that the
 * job itself lists.
 */
#ifndef SET_BANNER_SHEET_H
#define SET_BANNER_SHEET_H

#include "job/job.h"
#include "ledger/plan.h"
#include "set/typesetter.h"

/*
 * Where a column's value cannot be set (a glyph that no font has, a word wider
 * than the page), the sheet is made without and *without says why; otherwise
 * that is empty. False after a report.
 */
bool banner_sheet_set(const struct job *job, struct typesetter *typesetter,
    struct arena *letter_mem, const struct banner *banner, struct pages *pages,
    struct slice *without, struct diag *diag);

/*
 * Sets all of a plan's, to be refused now and for the glyphs that the plan then
 * fixes; warns of values left out. False after a report.
 */
bool banner_sheets_check(const struct job *job, struct typesetter *typesetter,
    struct plan *plan, struct diag *diag);

#endif
