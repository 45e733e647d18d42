/*
 * intake/sheet_names.h - the sheets that a spreadsheet has, and the one meant.
 */
#ifndef INTAKE_SHEET_NAMES_H
#define INTAKE_SHEET_NAMES_H

#include "intake/reader.h"

struct sheet_names {
	struct sheet_name {
		struct slice name;
		bool hidden;
	} * at;
	size_t count, room;
};

/* The name is copied to the arena. */
void sheet_names_add(struct sheet_names *names, struct arena *mem,
    const char *name, bool hidden);

/* The sheet that the options name, or the first that is not hidden; false after
 * a report, with the nearest name or all of them. */
bool sheet_names_choose(const struct sheet_names *names,
    const struct reader_setting *setting, size_t *index);

#endif
