/*
 * proof/names.h - the files that were made in a folder, by their paths there.
 *
 * Whoever makes a file that is to be sealed says so here; a folder with another
 * name in it (a library's temporary file, somebody's note) is not sealed.
 */
#ifndef PROOF_NAMES_H
#define PROOF_NAMES_H

#include "base/diag.h"
#include "proof/walk.h"

struct names {
	struct arena *mem;
	const char **at;
	size_t count, room;
};

/* `path` must live as long as the names do. */
void names_add(struct names *names, const char *path);
/* The file of that name in a folder, "" for none; copied. */
void names_add_in(struct names *names, const char *folder, struct slice name);

/* In byte order. */
void names_sort(struct names *names);

/*
 * Whether these files are there and no other, nor an empty folder; sorts the
 * names. False after a report of each.
 */
bool names_are_all(
    struct names *names, const struct walk *walk, struct diag *diag);

#endif
