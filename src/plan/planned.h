/*
 * plan/planned.h - what a plan says of the mailing as a whole, for those who
 * write its batches and papers: they ask the plan, not the job file.
 */
#ifndef PLAN_PLANNED_H
#define PLAN_PLANNED_H

#include "job/job.h"
#include "ledger/options.h"

struct planned {
	struct plan_options options;
	int date[3]; /* year, month, day */
	int profile; /* enum pdf_profile */
	enum print_split split;
};

/* False after a report. */
bool planned_add(struct plan *plan, const struct job *job);

/* The same again, in the arena; false after a report. */
bool planned_read(struct ledger *ledger, struct arena *mem,
    struct planned *planned, struct diag *diag);

/*
 * Tells the job's columns what only the whole register shows: where an empty
 * cell means no. For those who read cells from the plan; false after a report.
 */
bool planned_settle(struct ledger *ledger, struct arena *mem,
    struct columns *columns, struct diag *diag);

#endif
