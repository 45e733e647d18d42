/*
 * plan/odd_lines.h - addresses that say a thing twice, or in another's place.
 *
 * "999 10 999 10 Norrviken", "c/o Storgatan 12", "Åsa Åsa Ek": the letter may
 * arrive, so nothing is held, and their lines are listed as a warning.
 */
#ifndef PLAN_ODD_LINES_H
#define PLAN_ODD_LINES_H

#include "load/watcher.h"

extern const struct watcher odd_lines_watcher;

#endif
