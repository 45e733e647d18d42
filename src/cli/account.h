/*
 * cli/account.h - the account of every row: the waterfall on the terminal.
 */
#ifndef CLI_ACCOUNT_H
#define CLI_ACCOUNT_H

#include <stdio.h>

#include "job/plan_job.h"

/* Rows read, left after each rule, held by cause, letters, sheets. */
void account_print(
    FILE *to, const struct job *job, const struct account *account);

/* The same as one JSON object (RFC 8259); `out` is NULL for check. */
void account_print_json(FILE *to, const struct job *job,
    const struct account *account, const char *out);

/* EXIT_DONE, or EXIT_HELD after saying so where more is held than expected. */
int account_exit_code(const struct account *account);

#endif
