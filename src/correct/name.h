/*
 * correct/name.h - the job comes to name its new list of corrections.
 */
#ifndef CORRECT_NAME_H
#define CORRECT_NAME_H

#include "job/job.h"

/* Adds the key to job.yaml, and changes no other byte of it. False after a
 * report. */
bool correct_name_list(const struct job *job, struct diag *diag);

#endif
