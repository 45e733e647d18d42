/*
 * job/computed_language.h - columns that are computed in one language and
 * printed in another.
 */
#ifndef JOB_COMPUTED_LANGUAGE_H
#define JOB_COMPUTED_LANGUAGE_H

#include "job/job.h"
#include "letter/letter.h"

/*
 * Warns where a checked letter prints a text that `is:` writes in the job's
 * language, a date in words or a list, in a text in another one.
 */
void computed_warn_of_language(
    const struct job *job, const struct letter *letter, struct diag *diag);

#endif
