/*
 * job/job_file_parts.h - the parts of a job file that no schema describes.
 *
 * For job/job_file.c, one file for each two; what is not written is fine. Each
 * gives false after all its faults are reported.
 */
#ifndef JOB_JOB_FILE_PARTS_H
#define JOB_JOB_FILE_PARTS_H

#include "job/job_file.h"

/* Whether the value is of that kind; otherwise the message. */
bool job_want_kind(const struct yaml *yaml, enum yaml_kind kind,
    const struct message *message, struct diag *diag);

/* job/job_file_columns.c */
bool job_read_columns(
    struct arena *job_mem, struct job_file *job, struct diag *diag);
bool job_read_facts(
    struct arena *job_mem, struct job_file *job, struct diag *diag);

/* job/job_file_rules.c */
bool job_read_rules(
    struct arena *job_mem, struct job_file *job, struct diag *diag);
bool job_read_versions(
    struct arena *job_mem, struct job_file *job, struct diag *diag);
bool job_read_enclosed(
    struct arena *job_mem, struct job_file *job, struct diag *diag);

#endif
