/*
 * serve/account.h - the account of every row as tables of a page.
 */
#ifndef SERVE_ACCOUNT_H
#define SERVE_ACCOUNT_H

#include "html/html.h"
#include "plan/plan_job.h"

/* Rows by what becomes of them; they sum to the register's. */
void account_write_sum(struct strbuf *page, const struct words *words,
    const struct account *account);

/* Rows that wait, by cause, with the lines of the first, each of which leads to
 * where it can be corrected; without a token to none. */
void account_write_held(struct strbuf *page, const struct words *words,
    const struct account *account, const char *token, const struct job *job,
    const struct diag *diag);

/* The rules in the order in which they decide. */
void account_write_rules(
    struct strbuf *page, const struct words *words, const struct job *job);

/* Files beside the register: to whom their rows belong. */
void account_write_beside(struct strbuf *page, const struct words *words,
    const struct account *account);

#endif
