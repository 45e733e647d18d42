/*
 * new/new_text.h - the text of a new job file and letter: new_text.c and
 * new_columns.c write the job, new_letter.c the letter, line by line through
 * new_write.c.
 */
#ifndef NEW_NEW_TEXT_H
#define NEW_NEW_TEXT_H

#include "base/strbuf.h"
#include "new/new_guess.h"
#include "new/new_job.h"

struct new_source {
	const struct intake_found *found;
	const struct new_register *stated;
	const struct profile *profile;
	const struct new_guess *guess;
	const char *file; /* the register, as the job names it */
	const struct words *words; /* of its texts and comments */
	const char *language; /* the same: "sv" */
	day taken; /* the date of the register's file */
};

/* `job.yaml`, with comments. */
void new_text_job(struct strbuf *out, const struct new_source *source);

/* `brev.md`. */
void new_text_letter(struct strbuf *out, const struct new_source *source);

/*
 * The job's own stationery: the text of the shipped one, and a sender that is
 * to be filled in.
 */
void new_text_paper(
    struct strbuf *out, const struct words *words, struct slice shipped);
/* "brevpapper" or "stationery", by the job's language. */
const char *new_paper_name(const char *language);

#endif
