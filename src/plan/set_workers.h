/*
 * plan/set_workers.h - rows set side by side, by processes of their own.
 *
 * Rows go to the workers in turn, a chunk to each; what they find comes back by
 * pipes, and is had here in the order of the rows. So the plan is the same for
 * any number of workers, and so are the reports and their order. Fonts, letters
 * and paper are those of the process that started them.
 */
#ifndef PLAN_SET_WORKERS_H
#define PLAN_SET_WORKERS_H

#include "plan/set_rows.h"

struct set_workers;

/*
 * Starts `count` of them for rows 1 to `last` of the setter's plan, which is
 * published (ledger/plan.h) and is not changed before they end; so many rows
 * are a chunk. What rows ask of other files is counted by whoever sets them,
 * and not here: none may (beside_asks). NULL after a report.
 */
struct set_workers *set_workers_start(struct row_setter *setter, uint32_t last,
    uint32_t rows_in_chunk, uint32_t count);

/* The records of the next chunk, the first of them first. False after a
 * report. */
bool set_workers_next(struct set_workers *workers, struct set_records *to);

/* After the last chunk: what was read and used on the way (files, fonts, glyphs)
 * is so here too. False after a report. */
bool set_workers_finish(struct set_workers *take_workers);

/* Ends them where they are. Accepts NULL. */
void set_workers_drop(struct set_workers *take_workers);

#endif
