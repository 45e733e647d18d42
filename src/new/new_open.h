/*
 * new/new_open.h - the register of a first job, at the table that holds people.
 *
 * Where nothing is stated, the first sheet or line may be a note, a title or
 * the upper one of two lines of headers. Then the other sheets and the lines
 * below are looked at, and the one whose names say most is taken: the job then
 * states it, as somebody would have who had looked.
 */
#ifndef NEW_NEW_OPEN_H
#define NEW_NEW_OPEN_H

#include "intake/intake.h"
#include "new/new_job.h"

/* What was stated, and what was found: *from then says so. NULL after a report.
 */
struct intake *new_open(
    struct arena *job_mem, struct new_register *from, struct diag *diag);

#endif
