/*
 * serve/sheet.h - the register of a job as it lies: its first rows, and what its
 * columns hold.
 *
 * Nobody's values are shown before the job says who is protected and the whole
 * register was looked through for them (load/protected.h): until then, and of a
 * row that cannot be judged, a cell shows its shape alone.
 */
#ifndef SERVE_SHEET_H
#define SERVE_SHEET_H

#include "intake/peek.h"
#include "job/job.h"
#include "new/profile.h"
#include "serve/task.h"

#define SHEET_ROWS 30
#define SHEET_EXAMPLES 3

enum sheet_verdict {
	SHEET_OVER, /* over the header */
	SHEET_HEADER,
	SHEET_SHAPE, /* nobody has judged it */
	SHEET_SHOWN,
	SHEET_PROTECTED, /* nothing of it is shown */
};

struct sheet_line {
	uint32_t line;
	enum sheet_verdict verdict;
	bool broken, hidden, coloured, struck;
	struct slice *cells;
	size_t count;
};

struct sheet_column {
	struct slice name; /* the job's */
	struct slice theirs; /* the file's own */
	bool hidden;
	struct slice examples[SHEET_EXAMPLES]; /* as they may be shown */
	size_t example_count;
};

struct sheet_view {
	struct work *work;
	/* What the job says of it, however much else is wrong with the job;
	 * NULL: nothing that can be read. */
	const struct job_register *said;
	const struct yaml *protected_; /* what marks protection, or NULL */
	bool persons;
	day today;
	struct intake_options options;
	const struct intake_found
	    *found; /* NULL: the register cannot be read */
	struct profile profile;
	bool judged; /* who is protected is known */
	struct sheet_line lines[SHEET_ROWS];
	size_t line_count;
	struct sheet_column *columns;
	size_t column_count;
};

/* A register that is asked for in a database has no sheet. */
static inline bool
sheet_is_query(const struct sheet_view *view)
{
	return view->said && view->said->odbc.text.len;
}

/*
 * Reads the register of job.yaml, or another of its sheets (1 is the first; 0:
 * the job's), which then is not judged. What is odd about it is reported to the
 * work's diag, what the job lacks to `lacks`.
 */
void sheet_look(struct sheet_view *view, struct work *work, size_t other,
    struct diag *lacks);

/* The table, in a form whose fields say which row is the header. */
void sheet_write(const struct sheet_view *view);

#endif
