/*
 * plan/odd_cells.h - cells that are printed as a program left them.
 *
 * 'Åsa, Bj?rkgården, TRUE, None, 2012-03-01 00:00:00: each may be meant, so
 * nothing is held, and their lines are listed as a warning. Asked of columns
 * of texts that a letter prints, and of those of the address, where the worst
 * of them hold the row (record/address_cell.h).
 */
#ifndef PLAN_ODD_CELLS_H
#define PLAN_ODD_CELLS_H

#include "load/watcher.h"

extern const struct watcher odd_cells_watcher;

/* Whether the value is a day that programs write of none. */
bool odd_cells_no_day(const struct job *job, const struct value *value);

#endif
