/*
 * job/job_steps.h - the steps of opening a job, one after another.
 *
 * load/open.c takes them: between them the register and the files beside it are
 * opened, which this folder knows nothing of. Each reports all its faults and
 * gives false where there was one; but for job_read and where it says so, the
 * next step is taken all the same, so that all faults are said in one go.
 */
#ifndef JOB_JOB_STEPS_H
#define JOB_JOB_STEPS_H

#include "job/job.h"

/* The job file alone, into *job; it borrows job_mem. */
bool job_read(struct job *job, struct arena *job_mem, const char *path,
    struct diag *diag);

/* ---- once the register is open: job->reads.found */

bool job_declare_columns(struct job *job, struct diag *diag);
/* job/job_roles.c: `roles:`. */
bool job_find_roles(struct job *job, struct diag *diag);
/*
 * Addresses of client and guardian; then, since these are not marks, that no
 * column which looks like a mark is without a role or a reason. Prepares the
 * register's own columns.
 */
bool job_find_addresses(struct job *job, struct diag *diag);

/* ---- once the files beside it are known: job->reads.beside */

/* Types of computed columns, and the values of all. */
bool job_check_columns(struct job *job, struct diag *diag);

/*
 * job/job_rules.c: facts and own names into scope; then the rules. Names that
 * are the same for every letter alone, fact_count + JOB_OWN_NAMES at most:
 * job_name_facts, which returns how many.
 */
#define JOB_OWN_NAMES 10
size_t job_name_facts(struct job *job, struct named_value *names);
bool job_name_values(struct job *job, struct diag *diag);
bool job_make_rules(struct job *job, struct diag *diag);

/* job/job_paper.c: letters, stationery with its frames' texts, fonts. */
bool job_read_paper(struct job *job, struct diag *diag);
/* job/job_enclosures.c: after the paper, whose size they have. */
bool job_read_enclosures(struct job *job, struct diag *diag);

/*
 * job/job_households.c: the column of `households:`; then, where no fault was
 * found, that no letter prints a name itself, since one that is joined would
 * greet one person only.
 */
bool job_find_households(struct job *job, struct diag *diag);
bool job_check_households(struct job *job, struct diag *diag);
/* The columns of `print:`. */
bool job_find_print_columns(struct job *job, struct diag *diag);
/* `order:` and `manifest:`; only where no fault was found, for they speak of
 * address columns. */
bool job_find_order(struct job *job, struct diag *diag);

/* ---- what the steps share */

/* job/job.c: an absent name is COLUMN_NONE and fine. */
bool job_find_column(struct job *job, const struct conf_text *name,
    size_t *column, struct diag *diag);
/* A name that no column has, with the nearest. */
void job_report_no_column(
    struct job *job, const struct conf_text *name, struct diag *diag);
/* A column with a role has its type unless the job says otherwise. */
void job_type_by_role(struct job *job, size_t index, enum column_type type);

/* job/job_roles.c */
bool job_check_marks(struct job *job, struct diag *diag);
/* Whether the register, or a file beside it, has a mark of protection. */
bool job_marks_anybody(const struct job *job);

#endif
