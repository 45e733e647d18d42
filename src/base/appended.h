/*
 * base/appended.h - a file to which lines are added, by one process at a time,
 * and from which a line that did not come about is gone again.
 *
 * Opening locks it against others (flock). A file that is not there yet comes
 * with its first line, whole: until then its folder is locked.
 */
#ifndef BASE_APPENDED_H
#define BASE_APPENDED_H

#include <sys/types.h>

#include "base/slice.h"

struct appended {
	char *path, *partial, *folder;
	int fd; /* -1: there is no file yet, or it is not open */
	int folder_fd; /* locked until there is one, otherwise -1 */
	bool made; /* by us */
};

/* A link is not followed. False with errno. Close it in either case. */
bool appended_open(struct appended *appended, const char *path);

/*
 * Cuts the file to `end` bytes, adds the text and syncs both file and, where it
 * is new, its folder. False with errno; the file then ends at `end`. Asks for no
 * memory.
 */
bool appended_add(struct appended *appended, off_t end, struct slice text);

/* Cuts it to `end` bytes, and syncs; one that was made and keeps none is gone.
 * False with errno. */
bool appended_cut(struct appended *appended, off_t end);

/* Other bytes in the place of as many, synced. False with errno. */
bool appended_change(struct appended *appended, off_t at, struct slice text);

/* Accepts one of zeroes whose fd is -1. */
void appended_close(struct appended *appended);

#endif
