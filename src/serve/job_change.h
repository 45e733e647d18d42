/*
 * serve/job_change.h - `letters:` and `stationery:` of job.yaml changed by a
 * form, all other bytes as they were (conf/edit.h).
 */
#ifndef SERVE_JOB_CHANGE_H
#define SERVE_JOB_CHANGE_H

#include "conf/edit.h"
#include "job/job_file.h"
#include "serve/editing.h"

struct job_change {
	struct work *work;
	struct editing editing; /* of job.yaml */
	struct edit *edit;
	const struct job_file *file; /* as it was opened */
};

/* False after a report: there is none that can be read and edited.
 * job_change_close in any case. */
bool job_change_open(struct job_change *change, struct work *work);
void job_change_close(struct job_change *change);
/* Writes the file where anything is other. False after a report. */
bool job_change_save(struct job_change *change);

/* Each of these is false after a report, with nothing changed by it. */

/* Every entry that has the one text has the other in its place. */
bool job_change_text(
    struct job_change *change, struct slice from, struct slice to);

/* To whom an entry goes: rows in which the column has the value; everybody,
 * where the column is empty. */
struct job_change_to {
	struct slice column, value;
};
bool job_change_entry_to(
    struct job_change *change, size_t entry, const struct job_change_to *to);
/* The paper of an entry; empty: the job's. */
bool job_change_entry_paper(
    struct job_change *change, size_t entry, struct slice paper);
/* A new entry before all others: the first that fits counts. */
bool job_change_add(struct job_change *change, struct slice text,
    const struct job_change_to *to);
bool job_change_remove(struct job_change *change, size_t entry);
bool job_change_paper(struct job_change *change, struct slice paper);

#endif
