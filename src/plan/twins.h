/*
 * plan/twins.h - different keys with the same name and address.
 *
 * Father and son, or one person with two numbers: nobody can tell from here, so
 * nothing is held; their lines are listed as a warning. Keeps 24 bytes a row.
 */
#ifndef PLAN_TWINS_H
#define PLAN_TWINS_H

#include "load/watcher.h"

extern const struct watcher twins_watcher;

#endif
