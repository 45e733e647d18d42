/*
 * plan/long_lines.h - address lines longer than the population register's.
 *
 * SPAR cuts names at 36 characters, street lines at 35 and towns at 27. A
 * longer text was written by hand, or two columns are in one: nothing is held
 * for it (layout measures what fits), but somebody should look.
 */
#ifndef PLAN_LONG_LINES_H
#define PLAN_LONG_LINES_H

#include "load/watcher.h"

extern const struct watcher long_lines_watcher;

#endif
