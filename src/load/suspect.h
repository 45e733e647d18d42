/*
 * load/suspect.h - is a file of the register scrambled? Fed while it is loaded.
 *
 * Gives record/scramble.h what must agree: the address's postcode and town,
 * and the identity number with a column that is called födelsedatum, birth date
 * or the like and holds dates. Each file is judged by itself: one of ten may
 * have had a column sorted alone. A job that says `allow: {scrambled: why}`
 * goes on and has the reason in its plan.
 */
#ifndef LOAD_SUSPECT_H
#define LOAD_SUSPECT_H

#include "job/job.h"
#include "ledger/plan.h"

struct suspect;

/* What it keeps grows with postcodes and towns, not with rows. */
struct suspect *suspect_new(struct job *job);
void suspect_free(struct suspect *suspect);

/* One row, as it is kept. */
void suspect_take(
    struct suspect *suspect, uint32_t source, const struct slice *clean);

/* After the last row; false after reports. */
bool suspect_check(struct suspect *suspect, struct plan *plan);

#endif
