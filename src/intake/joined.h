/*
 * intake/joined.h - several registers read as one.
 *
 * Ten municipalities merge theirs: each file has its own encoding, delimiter
 * and column names. The columns are those of all files, in the order they are
 * met; what a file has under another name is renamed, and what it has not is
 * empty in its rows, with a warning that names the nearest of its own columns.
 *
 * The result is a struct intake like any other: rows are numbered through, a
 * record's `source` says which file it came from and `line` is that file's.
 */
#ifndef INTAKE_JOINED_H
#define INTAKE_JOINED_H

#include "intake/intake.h"

/* columns: {Förnamn: Etunimi}: our name, and the file's; empty where it is
 * known to have none: then nothing is said. */
struct joined_rename {
	struct slice name, theirs;
	struct span span;
};

struct joined_source {
	struct intake_options options;
	const struct joined_rename *renames;
	size_t rename_count;
};

/*
 * NULL after one or more reports: a file that is refused, a rename of a column
 * that is not there, two columns that end up with one name. intake_close
 * closes all. intake_found's names are the joined ones; its digest is of the
 * files' digests in order, its other facts are the first file's.
 */
struct intake *joined_open(struct arena *job_mem,
    const struct joined_source *sources, size_t count, struct diag *diag);

/* One of the files as it turned out to be, with its own names. */
const struct intake_found *joined_found(
    const struct intake *intake, size_t source);

/* The names of one file's columns after renaming. */
const struct slice *joined_names(
    const struct intake *intake, size_t source, size_t *count);

#endif
