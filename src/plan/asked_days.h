/*
 * plan/asked_days.h - days that rules ask and that programs write of none.
 *
 * "Till < 2026-04-01" is true of 1900-01-01, and its person gets no letter, as
 * if somebody had decided it. 9999-12-31 is passed over: of a day without an
 * end the comparison says what was meant.
 */
#ifndef PLAN_ASKED_DAYS_H
#define PLAN_ASKED_DAYS_H

#include "load/watcher.h"

/* Sees all rows: those whom it costs the letter have none. */
extern const struct watcher asked_days_watcher;

#endif
