/*
 * plan/report.h - what `utskick check` says beside the account: letters by
 * language, what they read, how hard they are to read, and what to repair.
 *
 * Lines and column names only, never a value.
 */
#ifndef PLAN_REPORT_H
#define PLAN_REPORT_H

#include "plan/plan_job.h"

/* `words`: the language of whoever asks. What is to be put right, and values
 * that no rule names; nothing where there are none. */
void report_write_repairs(struct strbuf *out, const struct words *words,
    const struct job *job, const struct account *account);

/* Everything else: letters, how hard they are to read, what the columns hold.
 */
void report_write(struct strbuf *out, const struct words *words,
    struct job *job, const struct account *account);

#endif
