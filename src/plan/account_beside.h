/*
 * plan/account_beside.h - the account of the files read beside the register:
 * to whom their rows belong.
 */
#ifndef PLAN_ACCOUNT_BESIDE_H
#define PLAN_ACCOUNT_BESIDE_H

#include "plan/account.h"

/* Into the plan and the account; false after a report. */
bool account_take_beside(
    const struct job *job, struct plan *plan, struct account *account);

#endif
