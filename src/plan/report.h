/*
 * plan/report.h - what `utskick check` says beside the account: letters by
 * language, what they read, how hard they are to read, and what to repair.
 *
 * Lines and column names only, never a value.
 */
#ifndef PLAN_REPORT_H
#define PLAN_REPORT_H

#include "plan/plan_job.h"

/* `words`: the language of whoever asks. */
void report_write(struct strbuf *out, const struct words *words,
    struct job *job, const struct account *account);

#endif
