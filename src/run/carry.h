/*
 * run/carry.h - files of a plan's folder into the run that is made of it.
 *
 * A file gets a second name where the disk can do so, and is copied otherwise:
 * until the run is in its place nothing is taken away from the plan's folder, so
 * that whoever is stopped on the way can begin again.
 */
#ifndef RUN_CARRY_H
#define RUN_CARRY_H

#include "base/diag.h"

/* Below: false after a report. */
bool carry_file(const char *from, const char *to, struct diag *diag);
/* A copy of its own, readable and writable by us alone. */
bool carry_copy(const char *from, const char *to, struct diag *diag);
/* All files of a folder and of the folders in it. */
bool carry_folder(const char *from, const char *to, struct diag *diag);

#endif
