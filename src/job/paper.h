/*
 * job/paper.h - what a job's letters are set on.
 */
#ifndef JOB_PAPER_H
#define JOB_PAPER_H

#include "layout/stationery.h"
#include "shop/shop.h"

struct job_paper {
	struct stationery *stationery;
	struct font_set *fonts;
	const struct shop *shop; /* that prints it; NULL: none is named */
};

#endif
