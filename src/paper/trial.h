/*
 * paper/trial.h - whether a drafted stationery takes its answers: read as a job
 * would read it, and each of its frames set.
 */
#ifndef PAPER_TRIAL_H
#define PAPER_TRIAL_H

#include "paper/draft.h"

struct trial {
	const char *path; /* where the stationery will lie */
	struct slice text; /* its text */
	const char *logo_path; /* beside it; NULL: none */
	struct slice logo; /* its bytes */
};

/*
 * False after a report: an answer that does not fit its frame, or has a
 * character that no font has. One that could not be told by the answers (the
 * shipped file is not as it was) is reported as a job would.
 */
bool trial_passes(
    struct arena *mem, const struct trial *trial, struct diag *diag);

#endif
