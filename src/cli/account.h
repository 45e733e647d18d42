/*
 * cli/account.h - the account of every row: the waterfall on the terminal.
 */
#ifndef CLI_ACCOUNT_H
#define CLI_ACCOUNT_H

#include "cli/answer.h"
#include "plan/plan_job.h"

/* Rows read, left after each rule, held by cause, letters, sheets. */
void account_write(struct strbuf *out, const struct words *words,
    const struct job *job, const struct account *account);

/*
 * The same of a check, with all that plan/report.h tells: first what is to be
 * done, last what the columns look like.
 */
void account_write_check(struct strbuf *out, const struct words *words,
    struct job *job, const struct account *account);

/* The same as keys of an open JSON object; `out` is NULL for check. */
void account_write_json(struct json *json, const struct words *words,
    const struct job *job, const struct account *account, const char *out);

/* A rule's reason, or the words for its kind; in `to`. */
struct slice account_rule_title(
    struct strbuf *to, const struct words *words, const struct rule *rule);

/* EXIT_DONE, or EXIT_HELD after saying so where more is held than expected. */
int account_exit_code(struct answer *answer, const struct account *account);

/* Closes the answer of what makes a folder, whole or not at all; NULL: it was not
 * made, and that is said. The exit code. */
int account_close(struct answer *answer, const struct account *account);

#endif
