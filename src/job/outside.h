/*
 * job/outside.h - what rules and letters ask beyond the register: lists,
 * earlier runs, tables.
 *
 *	in_list('sparr.csv')               a file, a row a member
 *	had_letter_in('../out/2012-03-19') a sealed run of ours
 *	look_up('enheter.csv', Enhet, 'Telefon')
 *
 * Names are relative to the job's folder. Files are read once, like any
 * register; identity numbers are compared in one form, other values folded.
 * A purged run refuses: it no longer knows, and "nobody" would be a lie.
 */
#ifndef JOB_OUTSIDE_H
#define JOB_OUTSIDE_H

#include "job/job.h"

/* The hooks of job->scope.outside, in the job's memory. */
const struct expr_outside *outside_new(struct job *job);
/* Ends what was opened. Accepts NULL. */
void outside_free(const struct expr_outside *outside);

/* The form in which a value is compared: an identity number, or folded. */
struct slice outside_form(struct arena *arena, struct slice text, day today);

#endif
