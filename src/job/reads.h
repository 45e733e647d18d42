/*
 * job/reads.h - what a job reads: the files of its register, and what their
 * columns are and mean.
 *
 * Filled by the steps of job/job_steps.h, with what load/ opens in between;
 * later on only tallies change.
 */
#ifndef JOB_READS_H
#define JOB_READS_H

#include "intake/intake.h"
#include "record/address.h"
#include "record/column.h"
#include "record/protection.h"

struct beside;
struct computed;
struct corrections;
struct protected_people;

/* One file of the register. */
struct register_source {
	const char *path; /* of a query: intake_query_name */
	const struct intake_query *query; /* NULL: a file */
	struct slice name; /* what the job calls it */
	const struct intake_found *found; /* with its own columns' names */
};

#define SOURCE_NONE SIZE_MAX

/* A column that marks rows, and how many it marks once they are loaded. */
struct mark_column {
	size_t column;
	uint32_t rows;
};

/* One mark in several columns: a row that any of them marks is marked. */
struct mark_columns {
	struct mark_column *at;
	size_t count;
};

struct job_reads {
	struct intake *intake; /* at the first row of the first file */
	const struct intake *like; /* where a single file is read again */
	const struct intake_found *found;
	struct register_source *sources; /* by intake_record.source */
	size_t source_count;
	size_t source_column; /* where rows say it; COLUMN_NONE: nowhere */
	size_t preferred; /* source whose row stands, or SOURCE_NONE */
	const char *corrections_path; /* NULL: none */
	struct corrections *corrections;
	struct beside *beside; /* beside/beside.h: the files beside it */
	struct protected_people *protected_people; /* load/protected.h; NULL
						      until asked for */
	struct columns columns; /* the register's, then those computed */
	struct computed *computed; /* job/computed.h; NULL: none */
	bool unfit_passes; /* a cell may stand that does not fit: allow */
	size_t key, guardian; /* COLUMN_NONE: none */
	size_t person; /* identity numbers beside another key, or COLUMN_NONE */
	bool *worded; /* by column: its cells are looked at for words of
			 protection and death; NULL: organisations */
	struct mark_columns protected_, deceased;
	struct address_columns address, guardian_address;
};

/* Whether the column is one of these; whether any of them is set in the row. */
bool mark_columns_hold(const struct mark_columns *marks, size_t column);
bool mark_columns_set(
    const struct mark_columns *marks, const struct slice *cells);
/* The surest of what they say. */
enum death mark_columns_death(
    const struct mark_columns *marks, const struct slice *cells);
/* Counts a row where it is marked, column by column. */
void mark_columns_count(
    const struct mark_columns *marks, const struct slice *cells);

#endif
