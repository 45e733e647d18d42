/*
 * beside/side.h - one file beside the register, opened and read.
 *
 * The one reader: encoding, delimiter and sheet as for a register
 * (intake/intake.h), each column that is used read by record/column.h.
 * For beside/ only.
 */
#ifndef BESIDE_SIDE_H
#define BESIDE_SIDE_H

#include "beside/beside.h"
#include "beside/lines.h"
#include "beside/said.h"

struct side {
	const struct beside_setting *setting;
	enum input_role role;
	struct slice name; /* as the job writes it */
	const char *path;
	const struct intake_query *query; /* NULL: a file */
	struct span asked; /* where the job names it */
	struct said said;
	struct intake *intake; /* until it is read */
	const struct intake_found *found;
	struct columns columns; /* as they are read; by side_open all text */
	bool *used; /* columns that are read */
	void *guarded; /* NULL: none of it is printed */
	/* What was met. */
	uint32_t rows; /* taken */
	struct lines_told unfit; /* passed over, or refused */
	struct lines_told nobodys; /* say of nobody whose they are */
	bool read;
};

/*
 * Opens the file whose name, asked and said are set: its header becomes
 * columns. False after a report.
 */
bool side_open(struct side *file);
void side_close(struct side *file);

/* Something of it can be printed: rows of protected people are left out. */
bool side_guard(struct side *file);
/* Reads it once for them, before any file's rows, where its guard asks to. */
bool side_learn(const struct side *file);

/* The column of that name; false after a report with the nearest, at span. */
bool side_find_column(
    struct side *file, struct slice name, struct span span, size_t *index);

/* Types the columns as `columns:` says; false after reports. */
bool side_type_columns(struct side *file);

/*
 * Makes a column to be read as `as` is, unless `columns:` types it: *matched
 * is then how both sides are read. False after a report: the two can never be
 * equal. `as` NULL: a text.
 */
bool side_match_column(struct side *file, size_t index, const struct column *as,
    struct span span, struct column *matched);

/*
 * Whether the header looks as if it were the first row; a report where it
 * does. Not where the job says which row is the header.
 */
bool side_check_header(struct side *file, size_t index);

/* One row: values of the columns that are used. */
struct side_row {
	uint32_t number, line;
	const struct value *values;
};

/*
 * Reads all rows, each given to take; it ends, false, where take returns false
 * or after reports. Values live until take returns.
 */
bool side_read(struct side *file,
    bool (*take)(void *ctx, const struct side_row *row), void *ctx);

#endif
