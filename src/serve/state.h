/*
 * serve/state.h - whether the files of a job are as they were: what was found
 * out about them is kept until one of them changes.
 *
 * By name, size and times, not by content: a register of a gigabyte is asked
 * about with every page.
 */
#ifndef SERVE_STATE_H
#define SERVE_STATE_H

#include <time.h>

#include "base/hash.h"

/* All files of the folder itself, but for those that start with a dot, and what
 * runs it has had. */
struct digest state_of_folder(const char *folder);

/*
 * Now. The kernel stamps files by a clock that may be some milliseconds late;
 * whoever reads them only after state_let_pass can tell by this moment whether
 * they have changed since.
 */
struct timespec state_now(void);
void state_let_pass(void);

/* Whether each of these files, by NUL, is there and was not changed after that
 * moment. */
bool state_is_older(struct slice paths, struct timespec moment);

#endif
