/*
 * serve/placing.h - a file that came with a form gets its name in the folder.
 */
#ifndef SERVE_PLACING_H
#define SERVE_PLACING_H

#include "serve/task.h"

/* Which of these ends the name has, in capitals or not; NULL: none. */
const char *placing_find_end(
    struct arena *mem, struct slice name, const char *const *ends);

/* Under its name at once: over what is there, or not over anything. False after
 * a report. */
bool placing_put(struct work *work, const char *name, bool replaces);

#endif
