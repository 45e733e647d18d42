/*
 * plan/own_file.h - files of single letters that are named after a column.
 *
 * `print: {named_by: …}`; only for registers of organisations. A row whose
 * value cannot name a file is held; two files of one name, which no folder
 * could hold on every system, refuse the job.
 */
#ifndef PLAN_OWN_FILE_H
#define PLAN_OWN_FILE_H

#include "job/job.h"
#include "ledger/plan.h"

/*
 * The name without ".pdf"; empty where no column names them and files have
 * their letter's number. False, and why, where the row has no such name.
 */
bool own_file_name(const struct columns *columns, size_t named_by, day today,
    struct arena *letter_mem, const struct row *row, struct slice *name,
    struct problem *why);

/* Once all letters are drafted. False after a report. */
bool own_files_check(
    const struct job *job, struct plan *plan, struct diag *diag);

#endif
