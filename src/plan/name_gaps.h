/*
 * plan/name_gaps.h - names of people of which a part is missing.
 *
 * Some have one name, so nothing is held: a letter to Åsa alone, where most
 * have a surname too, is listed by its line as a warning.
 */
#ifndef PLAN_NAME_GAPS_H
#define PLAN_NAME_GAPS_H

#include "load/watcher.h"

extern const struct watcher name_gaps_watcher;

#endif
