/*
 * new/new_again.h - a first job made once more, over its own untouched files.
 *
 * The last line of a new job file holds the hashes of the three files as they
 * were made, so that one in which somebody has written is told from them.
 */
#ifndef NEW_NEW_AGAIN_H
#define NEW_NEW_AGAIN_H

#include "base/hash.h"
#include "base/strbuf.h"

enum new_file { NEW_FILE_JOB, NEW_FILE_LETTER, NEW_FILE_PAPER, NEW_FILES };

struct new_again {
	bool said; /* the job file has the line */
	bool known; /* the job file is one of ours, and as it was made */
	struct digest made[NEW_FILES];
};

/* Adds the line to the job's text. */
void new_again_write(
    struct strbuf *job, struct slice letter, struct slice paper);

/* What the job file at `path` says; nothing where there is none. */
void new_again_read(const char *path, struct new_again *again);

/* Whether the file at `path` is as it was made. */
bool new_again_untouched(
    const struct new_again *again, enum new_file file, const char *path);

/*
 * The same by the job file at `job` alone, in which somebody may have written
 * since: its last line still says how the file was made.
 */
bool new_again_is_own(const char *job, enum new_file file, const char *path);

#endif
