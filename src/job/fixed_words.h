/*
 * job/fixed_words.h - what is printed in every letter, and nobody's to be.
 *
 * A letter written for one person and sent to all is the commonest breach
 * there is. An identity number in the fixed text of a letter, a part, a frame,
 * in the job's name or reference, or in a fact that is printed, refuses the
 * job; in the name, the reference or the name of a file no reason lets it
 * pass. A name that a row of the register has is warned of once the rows are
 * read: it may be a namesake who signs the letter.
 */
#ifndef JOB_FIXED_WORDS_H
#define JOB_FIXED_WORDS_H

#include "job/job.h"
#include "letter/fixed_text.h"

/* Once letters and frames are read; false after reports. */
bool fixed_words_check(struct job *job, struct diag *diag);

/* Calls seen for each of these texts. */
void fixed_words_each(const struct job *job,
    void (*seen)(const struct fixed_text *text, void *ctx), void *ctx);

#endif
