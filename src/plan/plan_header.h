/*
 * plan/plan_header.h - what a plan says of the job as a whole: its names, the
 * rules with their counts, the files it was made of, the fonts' glyphs.
 */
#ifndef PLAN_PLAN_HEADER_H
#define PLAN_PLAN_HEADER_H

#include "font/use.h"
#include "job/job.h"
#include "ledger/plan.h"

/* Once every letter is set and the rules are counted; false after a report. */
bool plan_header_add(struct plan *plan, const struct job *job,
    const struct glyph_use *use, struct diag *diag);

#endif
