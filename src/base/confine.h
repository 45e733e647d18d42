/*
 * base/confine.h - what this process may still do to files, and no more.
 *
 * An engine that has read its job writes into one folder, starts no program and
 * talks to nobody. Said here, the kernel holds it and its children to that for
 * the rest of their lives (Landlock, linux/landlock.h; landlock(7)), so that a
 * fault in a reader of foreign bytes cannot reach further. A kernel that has no
 * Landlock, or less of it, holds less; nothing else depends on it. What is
 * refused fails with EACCES, as any file that may not be opened.
 *
 * Descriptors that are open already stay what they were.
 */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include <stdbool.h>

struct confine {
	/* Folders in which all may be made, written and removed. Lists end with
	 * NULL; NULL is an empty one. */
	const char *const *below;
	/* Folders in which, at any depth, folders may be renamed and empty
	 * ones removed: the kernel knows no right for one depth. */
	const char *const *moves;
	/* Files that may be written in place. */
	const char *const *files;
	/* The one program that may be started, as execvp finds it, or NULL. */
	const char *program;
	bool network; /* TCP stays allowed */
};

/* No file is written, no program started but these; all may still be read. */
void confine_writes(const struct confine *allowed);

/* Lists as above. */
struct readable {
	const char *const *paths; /* files, and folders with all below them */
	const char *const *lists; /* folders whose names may be listed, at any
				     depth */
};

/* No file is read but these, the system's, and the program's own. */
void confine_reads(const struct readable *allowed);

#endif
