/*
 * preview/preview.h - one letter as it will be printed, of a text that is being
 * written, for an invented person.
 *
 * Opened once for a job: the register is read, and few rows are kept that
 * letters can be shown for. Then, in a process of its own for each (fork), one
 * letter is made of the texts as they are now. So a letter of a mailing to
 * 200,000 people is shown as quickly as one to ten. Nothing is written to a
 * disk, but for what tables hold, in a file without a name.
 */
#ifndef PREVIEW_PREVIEW_H
#define PREVIEW_PREVIEW_H

#include "base/problem.h"
#include "job/job.h"

/* Why somebody can be shown: the first in the register, the longest name, in
 * large print, to a guardian. */
enum preview_why {
	PREVIEW_FIRST,
	PREVIEW_LONGEST,
	PREVIEW_LARGE,
	PREVIEW_GUARDIAN,
	PREVIEW_WHYS
};

struct preview;

/* What is read to open it is in the account of diag (base/inputs.h), letters
 * and paper are not. NULL after reports. Lives in mem. */
struct preview *preview_open(
    struct arena *mem, const char *job_path, struct diag *diag);
void preview_close(struct preview *preview);

/* The job as it was opened, or as preview_make has read it since. */
const struct job *preview_job(const struct preview *preview);

/* Whether there is somebody of that kind who gets this entry of `letters:`. */
bool preview_has(
    const struct preview *preview, uint32_t version, enum preview_why why);

struct preview_draft {
	uint32_t version; /* index of the job's letters */
	/* A file's text that is to be in place of what the file has; its own
	 * again where `at` is NULL. name NULL: all are as they are. */
	const char *name;
	struct slice text;
	enum preview_why why; /* somebody else where there is nobody so */
	struct slice stationery; /* in place of the letter's; empty: its own */
};

struct preview_made {
	bool
	    is_read; /* letters and paper have no faults: preview_job has them */
	bool is_nobody; /* no row of the register gets this letter */
	bool is_made;
	enum preview_why why; /* who it is in the end */
	struct problem problem; /* why not, where nothing was reported */
	uint32_t pages;
};

/*
 * Makes the letter, once in a process for each state of the texts, into `pdf`.
 * False where there is none: after reports, or as *made says. What it says
 * lives as long as the preview.
 */
bool preview_make(struct preview *preview, const struct preview_draft *draft,
    struct strbuf *pdf, struct preview_made *made);

#endif
