/*
 * run/once_line.h - a line of runs.jsonl: written in one form, and read in no
 * other.
 *
 *	{"date":"2012-03-19","job":"3f…","key":"9a…","recipients":"00a1…"}
 *
 * `recipients` are eight hexadecimal digits each, rising.
 */
#ifndef RUN_ONCE_LINE_H
#define RUN_ONCE_LINE_H

#include "base/strbuf.h"
#include "text/date.h"

#define ONCE_JOB_LEN 16 /* hexadecimal digits */
#define ONCE_KEY_LEN 8
#define ONCE_JOB_AT 28 /* where the job's digest begins in a line */

struct once_line {
	day date; /* the job's */
	struct slice job, key; /* digests of its name, and of the key */
	struct slice recipients; /* as it stands in the line */
};

/* Without its line feed; borrows. False for anything else. */
bool once_line_read(struct slice text, struct once_line *line);

/* The digest at an index; false past the last. */
bool once_line_recipient(
    const struct once_line *line, size_t index, uint32_t *digest);

/* With its line feed. */
void once_line_write(struct strbuf *out, const struct once_line *line,
    const uint32_t *recipients, size_t count);

#endif
