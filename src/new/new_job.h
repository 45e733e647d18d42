/*
 * new/new_job.h - a first job file and letter for a register, to be read and
 * changed by the person whose mailing it is.
 *
 * What is guessed (from header names and from what the columns hold) is said
 * in a comment beside it; what cannot be guessed stands as a gap that the
 * check refuses. Values are shown by the rules of new/profile.h. Nothing is
 * ever overwritten.
 */
#ifndef NEW_NEW_JOB_H
#define NEW_NEW_JOB_H

#include "base/diag.h"
#include "text/date.h"

/* The register, and what is stated of it where it cannot be found out. */
struct new_register {
	const char *path; /* with odbc: of the query's text */
	const char *odbc; /* a connection to a database; NULL: path is a file */
	const char *encoding, *sheet; /* NULL: found */
	char delimiter; /* 0: found */
	uint32_t header_row; /* 0: found */
	bool sheet_guessed, header_guessed; /* they were found by new_open.h */
	bool again; /* over what is as `new` made it */
};

/* One sign, or "tab"; false where it can be none. */
bool new_job_read_delimiter(const char *text, char *delimiter);

struct new_job {
	const char *job; /* path of the job file written */
	const char *letter; /* and of the letter */
	const char *paper; /* and of the stationery */
	uint32_t rows;
	size_t columns;
	struct slice found; /* how the register was read */
};

/*
 * Reads the register and writes job.yaml, brev.md and stationery into `folder`
 * (NULL: the register's). What is stated of it is stated in the job too.
 * `words`: the language of the job, of its letter and of the comments. False
 * after a report.
 */
bool new_job_write(struct arena *job_mem, const struct new_register *from,
    const char *folder, const struct words *words, struct diag *diag,
    struct new_job *made);

#endif
