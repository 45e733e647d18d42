/*
 * specimen/specimen.h - a proof: a few letters of a mailing, made to be looked
 * at before anything is printed.
 *
 * Goes through all letters of a plan and takes those that together show every
 * branch of every text and the extremes of the register (specimen/cover.h),
 * sets them for invented people (specimen/invent.h) on the job's own paper, and
 * puts a page before them that says why each is here. Every page says that it
 * is a proof. Letters are composed and set as a run does, so what is seen is
 * what would be printed.
 *
 * An invented letter stands for a real one only where it meets the same
 * branches and takes as many pages, lines and rows.
 */
#ifndef SPECIMEN_SPECIMEN_H
#define SPECIMEN_SPECIMEN_H

#include "base/sink.h"
#include "fate/numbers.h"
#include "plan/account.h"

/* Where a proof of invented people says, in its information dictionary, of which
 * mailing it is: the mailing's mark. One of real people does not say it. */
#define SPECIMEN_KEY "UtskickProof"

struct specimen_spec {
	const char *plan; /* of the job */
	const struct account *account;
	struct slice mark; /* of the mailing (approve/approval.h) */
	const struct numbers *rows; /* theirs alone; NULL: the fewest for all */
	bool real; /* the people as they are */
};

/* One of its letters. */
struct specimen_letter {
	uint32_t page; /* its first one, in the whole proof */
	uint32_t row; /* 0: the proof does not say it */
	struct slice why; /* it is there: lives as long as the job */
};

struct specimen_made {
	const struct specimen_letter
	    *at; /* `letters` of them, in their order */
	uint32_t letters, pages; /* the first pages are not letters */
	uint32_t least; /* letters that are needed for all */
	uint32_t shown, all; /* things that letters can be */
	uint32_t left_out; /* letters that nobody could be invented for */
};

/*
 * The PDF, whole; the caller ends the sink. The job's plan was made in this
 * process: files beside the register are read. False after reports.
 */
bool specimen_write(struct sink *sink, struct job *job,
    const struct specimen_spec *spec, struct specimen_made *made,
    struct diag *diag);

#endif
