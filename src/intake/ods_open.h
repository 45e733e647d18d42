/*
 * intake/ods_open.h - whether an OpenDocument file is a spreadsheet that can be
 * read, and which of its sheets; for intake/ods.c alone.
 */
#ifndef INTAKE_ODS_OPEN_H
#define INTAKE_ODS_OPEN_H

#include "intake/reader.h"
#include "ooxml/package.h"

struct ods_choice {
	size_t index; /* among the document's tables */
	const char *name; /* in job_mem */
};

/* The sheet that the options name, or the first that is not hidden. False after
 * a report. */
bool ods_choose(const struct reader_setting *setting, struct package *package,
    struct ods_choice *choice);

#endif
