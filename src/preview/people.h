/*
 * preview/people.h - rows of the register whose letters show a text: few, by
 * what is long or rare about them.
 *
 * The register is read once; nothing of people with protected identity, nor of
 * rows that speak of one, is kept. Rows as they are never come out of preview/:
 * invented people stand for them (specimen/invent.h).
 */
#ifndef PREVIEW_PEOPLE_H
#define PREVIEW_PEOPLE_H

#include "job/job.h"
#include "preview/preview.h"
#include "specimen/invent.h"
#include "specimen/make.h"

struct people_row {
	enum preview_why why;
	uint32_t version; /* index of the job's letters */
	size_t length; /* of the name */
	bool excluded; /* it has no letter; nobody of that version has */
	struct original original;
};

struct people {
	struct people_row *at;
	size_t count, room;
};

/*
 * Reads the register of a job whose rows are open, and its letters as far as
 * they can be read; `inventor` is told of every word. Rows live in job->mem.
 * False after a report.
 */
bool people_find(struct job *job, struct people *people,
    struct inventor *inventor, struct diag *diag);

#endif
