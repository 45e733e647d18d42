/*
 * job/writes.h - what a job writes: the texts of its letters, and of the frames
 * around them.
 */
#ifndef JOB_WRITES_H
#define JOB_WRITES_H

#include "letter/letter.h"

/* One text of an entry of `letters:`. */
struct job_text {
	struct letter *letter;
	const char *language; /* NUL-terminated */
	uint32_t slot; /* its number among all texts of the job */
};

/* One entry of `letters:`; several texts go in one envelope, in order. */
struct job_letter {
	struct expr *condition; /* NULL: any row */
	struct job_text *texts;
	size_t count;
	uint32_t stationery; /* index of the job's */
	/* Of that stationery: indexes of job_writes.frames. */
	size_t first_frame, frame_end;
};

/* A frame of a stationery with a text of its own. */
struct job_frame {
	struct slice name;
	struct span span; /* of its text */
	struct letter *letter; /* NULL: address, body, mark */
	bool by_row; /* it can differ from one letter to another */
};

struct enclosure; /* layout/enclosure.h */

/* One entry of `enclose:`. */
struct job_enclosure {
	struct expr *condition; /* NULL: any row */
	const struct enclosure *enclosure;
	struct slice file; /* as the job names it */
	size_t page_count;
};

/* Which a letter has are bits of 32. */
#define JOB_ENCLOSURES_MAX 16

struct job_writes {
	struct job_letter *letters;
	size_t letter_count;
	uint32_t text_count; /* of all letters */
	uint32_t next_block; /* the first number that no block of them has */
	struct expr *large_print; /* NULL: no row's */
	struct job_frame *frames; /* of all stationeries, one after another */
	size_t frame_count;
	struct job_enclosure *enclosures;
	size_t enclosure_count;
};

#endif
