/*
 * proof/walk.h - every file below a folder, by its path there.
 */
#ifndef PROOF_WALK_H
#define PROOF_WALK_H

#include "base/diag.h"

struct walk {
	struct arena *mem;
	const char *folder;
	const char **file; /* in byte order */
	size_t file_count, file_room;
	const char **odd; /* neither file nor folder */
	size_t odd_count, odd_room;
	const char **empty; /* folders with nothing in them */
	size_t empty_count, empty_room;
};

/* Follows no links. False after a report: a folder could not be read. */
bool walk_folder(struct walk *walk, struct arena *mem, const char *folder,
    struct diag *diag);

#endif
