/*
 * job/stationeries.h - the stationeries of a job, with their frames' texts: the
 * one of `stationery:`, and those of entries of `letters:`.
 */
#ifndef JOB_STATIONERIES_H
#define JOB_STATIONERIES_H

#include "job/job.h"

/*
 * Into job->paper, each once, in the order in which they are named; the letters
 * must be read before. False after a report for each that cannot be read.
 */
bool stationeries_read(
    struct job *job, const struct letter_options *options, struct diag *diag);

/* The texts of their frames, into job->writes. False after reports. */
bool stationeries_read_frames(
    struct job *job, const struct letter_options *options, struct diag *diag);

/* False after reports: the paper of another job's sender. */
bool stationeries_are_own(struct job *job, struct diag *diag);
/* False after reports: a poster for a register of persons. */
bool stationeries_are_private(struct job *job, struct diag *diag);

/* Warns of a poster that nobody signs. */
void stationeries_warn_of_senders(struct job *job, struct diag *diag);
/* False after reports: the job asks for large print where its paper has none. */
bool stationeries_have_large_print(struct job *job, struct diag *diag);

#endif
