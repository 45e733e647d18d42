/*
 * intake/other_sheets.h - sheets of a workbook whose rows nobody reads.
 */
#ifndef INTAKE_OTHER_SHEETS_H
#define INTAKE_OTHER_SHEETS_H

#include "intake/intake.h"

/*
 * Warns of the visible sheets of the workbook at `path`, other than the one that
 * was read, that have rows under half its column names or more: one sheet a
 * district, say. What is wrong with such a sheet is not reported; false after a
 * report where it is the system that cannot read it.
 */
bool other_sheets_warn(struct arena *job_mem, const char *path,
    const struct intake_found *found, struct diag *diag);

#endif
