/*
 * job/job_parts.h - the steps of opening a job, one file each.
 *
 * For job/job.c only. Each reports all its faults and gives false where there
 * was one.
 */
#ifndef JOB_JOB_PARTS_H
#define JOB_JOB_PARTS_H

#include "job/job.h"

/* job/job.c: an absent name is COLUMN_NONE and fine. */
bool job_find_column(
    struct job *job, const struct conf_text *name, size_t *column);
/* A column with a role has its type unless the job says otherwise. */
void job_type_by_role(struct job *job, size_t index, enum column_type type);

/* job/job_roles.c: `roles:`; then, once address and guardian are found, that
 * no column which looks like a mark is without a role or a reason. */
bool job_find_roles(struct job *job);
bool job_check_marks(struct job *job);
/* Whether the register, or a file beside it, has a mark of protection. */
bool job_marks_anybody(const struct job *job);

/* job/job.c: a name that no column has, with the nearest. */
void job_report_no_column(struct job *job, const struct conf_text *name);

/*
 * job/job_rules.c: facts and own names into scope; then the rules. Names that
 * are the same for every letter alone, fact_count + JOB_OWN_NAMES at most:
 * job_name_facts, which returns how many.
 */
#define JOB_OWN_NAMES 8
size_t job_name_facts(struct job *job, struct named_value *names);
bool job_name_values(struct job *job);
bool job_make_rules(struct job *job);

/* job/job_paper.c: letters, stationery with its frames' texts, fonts. */
bool job_read_paper(struct job *job);

#endif
