/*
 * plan/guardian_home.h - guardians at their client's address, or of the
 * client's name.
 *
 * A mother may live with her son, and have been given his name: nothing is
 * held, their lines are listed as a warning.
 */
#ifndef PLAN_GUARDIAN_HOME_H
#define PLAN_GUARDIAN_HOME_H

#include "load/watcher.h"

extern const struct watcher guardian_home_watcher;

#endif
