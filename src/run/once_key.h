/*
 * run/once_key.h - the key of runs.jsonl (run/once.h).
 *
 * The one thing that is drawn at random: nothing that is sealed depends on it.
 */
#ifndef RUN_ONCE_KEY_H
#define RUN_ONCE_KEY_H

#include "base/arena.h"
#include "base/diag.h"

/* False after a report: the file cannot be read, or holds no key. */
bool once_key_read(struct arena *job_mem, const char *path,
    struct slice *secret, struct diag *diag);
/* Draws one, for the file at `path`. False after a report. */
bool once_key_make(struct arena *job_mem, const char *path,
    struct slice *secret, struct diag *diag);
/* Writes the file. False after a report. */
bool once_key_write(const char *path, struct slice secret, struct diag *diag);

/* The first `len` hexadecimal digits of a keyed hash, and a NUL. */
void once_key_digest(
    struct slice secret, struct slice text, char *hex, size_t len);

#endif
