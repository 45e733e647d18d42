/*
 * plan/divided.h - people whom one row gives a letter and another leaves out.
 *
 * Where the job lets a person stand in several rows (allow: duplicate), its
 * rules decide each row by itself. Whoever lives in a service house by one row
 * and at home by the other may be meant or not: their lines are a warning.
 */
#ifndef PLAN_DIVIDED_H
#define PLAN_DIVIDED_H

#include "load/watcher.h"

extern const struct watcher divided_watcher;

#endif
