/*
 * job/job.h - a job with all that it names, checked.
 *
 * Opened by load/open.h, in the steps of job/job_steps.h. Whoever needs one
 * part of it takes that part, with the struct diag that it reports through.
 */
#ifndef JOB_JOB_H
#define JOB_JOB_H

#include "job/decides.h"
#include "job/job_file.h"
#include "job/paper.h"
#include "job/pile.h"
#include "job/reads.h"
#include "job/writes.h"
#include "record/marks.h"

struct job {
	struct arena *mem;
	const struct job_file *file; /* what it says, as it is written */
	const char *language; /* of manifest and reasons */
	struct words *words; /* its catalogue */
	const char *concerning; /* "Gäller": before a guardian's client */
	bool only_protected; /* see load_open_protected */
	uint32_t gaps; /* places where somebody must still write */
	struct slice again; /* why the mailing is made once more, or empty */
	/* Of response codes; empty where no letter has one. */
	struct slice response_key;

	struct job_reads reads;
	struct job_decides decides;
	struct job_writes writes;
	struct job_paper paper;
	struct job_pile pile;
};

/*
 * The first column whose cell speaks of protection, or of death
 * (record/mark_words.h), and that neither a role nor `not_marks:` names;
 * COLUMN_NONE.
 */
size_t job_find_words(
    const struct job *job, const struct slice *cells, enum mark_kind kind);

/* Whether the column is a part of the address's name, or made from the same. */
bool job_is_name(const struct job_reads *reads, size_t column);

#endif
