/*
 * job/job_delivery.h - `delivery:` of the job file: what the print shop is to
 * know and do, on the delivery note and in delivery.json.
 */
#ifndef JOB_JOB_DELIVERY_H
#define JOB_JOB_DELIVERY_H

#include "conf/schema.h"

struct job_delivery {
	struct conf_text contact; /* whom the shop asks */
	struct conf_text paper; /* "80 g, vitt" */
	struct conf_list inserts; /* that go into every envelope */
	struct conf_date posted; /* when the shop hands the letters in */
	/* By when the files must be there; from `posted` and the shop's days
	 * of notice where the job does not say. */
	struct conf_date arrives;
	struct conf_date destroy_by; /* files and spoiled sheets */
};

extern const struct schema job_delivery_schema;

struct job_file;

/* Whether its dates make sense, the shop's notice among them. False after a
 * report. */
bool job_delivery_check(struct job_file *file, struct diag *diag);

#endif
