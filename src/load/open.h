/*
 * load/open.h - a job with all it names opened and checked.
 *
 * Everything that can be wrong before a row is read is found here and said in
 * one go: columns that the register lacks, rules, letters, stationery, fonts.
 */
#ifndef LOAD_OPEN_H
#define LOAD_OPEN_H

#include "job/job.h"

/*
 * Opens `path` into *job, which load_close ends in any case. The job borrows
 * job_mem. False after reports.
 */
bool load_open(struct job *job, struct arena *job_mem, const char *path,
    struct diag *diag);
/*
 * As far as is needed to know what the register's rows are and who of them is
 * protected: what the job says of columns and roles, and corrections. False
 * after reports: then nobody's row may be shown.
 */
bool load_open_register(struct job *job, struct arena *job_mem,
    const char *path, struct diag *diag);
/*
 * As far as is needed to decide every row (plan_spec.decided): rules and the
 * files beside the register too, but no letter and no paper. The job's file may
 * be one that is not saved (sources_hold). False after reports.
 */
bool load_open_rules(struct job *job, struct arena *job_mem, const char *path,
    struct diag *diag);
/*
 * The same job for the rows with protected identity alone, which load_open's
 * leaves out: for letters that are mailed by hand.
 */
bool load_open_protected(struct job *job, struct arena *job_mem,
    const char *path, struct diag *diag);

/*
 * The same in two steps, for whoever shows a letter that is being written: the
 * register and all that its rows are decided by, once; letters and paper, as
 * they are then, as often as they change. False after reports; load_close in
 * any case.
 */
bool load_open_rows(struct job *job, struct arena *job_mem, const char *path,
    struct diag *diag);
bool load_open_letters(struct job *job, struct diag *diag);

void load_close(struct job *job);

#endif
