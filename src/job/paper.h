/*
 * job/paper.h - what a job's letters are set on.
 */
#ifndef JOB_PAPER_H
#define JOB_PAPER_H

#include "layout/stationery.h"
#include "shop/shop.h"

/* One of the job's stationeries. */
struct job_stationery {
	struct slice name; /* as the job calls it */
	struct span span; /* where it does so first */
	struct stationery *stationery;
	size_t first_frame; /* of its own among those of job/writes.h */
	bool has_letters; /* not only pages of our own */
};

struct job_paper {
	/* Each once. The first is that of `stationery:`. */
	struct job_stationery *at;
	size_t count;
	struct word_list *lists; /* of joints, of all of them */
	size_t list_count;
	struct font_set *fonts;
	const struct shop *shop; /* that prints it; NULL: none is named */
};

/* By the name in the job file; the first where there is no such. */
uint32_t job_paper_find(const struct job_paper *paper, struct slice name);

#endif
