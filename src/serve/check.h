/*
 * serve/check.h - the account of every row on one page: of the folder's own job,
 * or of a colleague's whose mailing is to be approved.
 */
#ifndef SERVE_CHECK_H
#define SERVE_CHECK_H

#include "approve/approval.h"
#include "run/once.h"
#include "serve/account.h"
#include "serve/pages.h"

struct check {
	struct work *work;
	struct job job;
	struct account account;
	struct once_found before;
	struct slice mark; /* of the mailing, as on its proof */
	struct approval_found approved;
	bool planned, would_run;
	/* Where the job is not ours to change: asked with the plan's path,
	 * after all else. NULL: it is ours. */
	bool (*look)(struct check *check, const char *plan);
	void *ctx;
	const char *const *writes; /* as in struct aside */
};

/* Plans the job aside and keeps what is to be told; ended by check_end. */
void check_make(struct check *check);
void check_end(struct check *check);

/* All of the account; what can be done with it is for the page. */
void check_write(struct check *check);

/* Who has approved it, and what it is. */
void check_write_approved(struct check *check);

/* Whether as many have approved it as the job wants. */
bool check_is_approved(const struct check *check);

#endif
