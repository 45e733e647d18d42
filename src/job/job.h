/*
 * job/job.h - a job with all that it names, checked.
 *
 * Opened by load/open.h, in the steps of job/job_steps.h.
 */
#ifndef JOB_JOB_H
#define JOB_JOB_H

#include "intake/intake.h"
#include "job/job_file.h"
#include "layout/stationery.h"
#include "letter/letter.h"
#include "record/address.h"
#include "record/protection.h"
#include "rule/rule.h"

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
};

/* A frame of the stationery with a text of its own. */
struct job_frame {
	struct letter *letter; /* NULL: address, body, mark */
	bool by_row; /* it can differ from one letter to another */
};

struct corrections;
struct protected_people;
struct computed;

/* One file of the register. */
struct register_source {
	const char *path;
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

struct order_key {
	size_t columns[4]; /* compared one after another */
	size_t count;
	bool descending;
};

struct job {
	struct arena *mem;
	struct diag *diag;
	struct job_file *file;
	const char *language; /* of manifest and reasons */
	const char *concerning; /* "Gäller": before a guardian's client */
	bool only_protected; /* see load_open_protected */
	uint32_t gaps; /* places where somebody must still write */
	struct slice again; /* why the mailing is made once more, or empty */
	struct protected_people
	    *protected_people; /* load/protected.h; NULL until asked for */

	struct intake *intake; /* at the first row of the first file */
	const struct intake_found *found;
	struct register_source *sources; /* by intake_record.source */
	size_t source_count;
	size_t source_column; /* where rows say it; COLUMN_NONE: nowhere */
	size_t preferred; /* source whose row stands, or SOURCE_NONE */
	const char *corrections_path; /* NULL: none */
	struct corrections *corrections;
	struct columns columns; /* the register's, then those computed */
	struct computed *computed; /* job/computed.h; NULL: none */
	size_t key, guardian; /* COLUMN_NONE: none */
	struct mark_columns protected_, deceased;
	size_t person; /* identity numbers beside another key, or COLUMN_NONE */

	struct scope scope; /* of rules and letters */
	struct scope paper_scope; /* of the stationery: own names first */
	struct beside *beside; /* beside/beside.h */
	size_t addressee_name, names_name; /* indices in scope.names */
	struct rule_set rules;
	struct address_columns address;
	struct address_columns guardian_address;
	struct job_letter *letters;
	size_t letter_count;
	uint32_t text_count; /* of all letters */
	struct expr *large_print; /* NULL: no row's */
	/* Columns of `print:`, or COLUMN_NONE. */
	size_t new_batch, group_by, named_by;
	size_t household_column; /* COLUMN_NONE: by address */
	struct stationery *stationery;
	struct job_frame *frames; /* one per frame of the stationery */
	struct font_set *fonts;
	struct order_key *order;
	size_t order_count;
	size_t *manifest; /* columns shown */
	size_t manifest_count;
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

/* Whether the column is a part of the address's name, or made from the same. */
bool job_is_name(const struct job *job, size_t column);

#endif
