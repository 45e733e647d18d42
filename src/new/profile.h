/*
 * new/profile.h - what the columns of a register hold, without a word of it.
 *
 * Counts of shapes and, for columns of few values, the values: only those that
 * stand in PROFILE_SHOWN rows or more may be shown to anybody, and none of a
 * column with more than PROFILE_VALUES. Rows of protected persons count as
 * rows and nothing else.
 */
#ifndef NEW_PROFILE_H
#define NEW_PROFILE_H

#include "intake/intake.h"
#include "record/marks.h"
#include "text/date.h"

#define PROFILE_VALUES 30
#define PROFILE_SHOWN 5

/* One way to write a value: "Eget boende", "EGET BOENDE". */
struct profile_spelling {
	struct slice text;
	uint32_t rows;
};

#define PROFILE_SPELLINGS 6

struct profile_value {
	struct slice text; /* its commonest spelling, cleaned */
	struct slice folded;
	uint32_t rows;
	/* The first that were met. */
	struct profile_spelling spellings[PROFILE_SPELLINGS];
};

struct profile_column {
	struct slice name;
	uint32_t filled, empty;
	/* How many of the filled cells are such. */
	uint32_t identities, organisations, dates, postcodes, phones, emails;
	uint32_t surname_first; /* "Jönsson, Gösta" */
	uint32_t postals; /* "999 14 Norrviken" */
	struct profile_value values[PROFILE_VALUES + 1]; /* most rows first */
	size_t value_count; /* PROFILE_VALUES + 1: more than that */
	bool repeats; /* two rows are the same, as far as was looked */
	/* Every filled cell is a yes or a no (ja, x, 1, nej …). */
	bool flags;
	bool crosses; /* and none of them is a word: an empty cell means no */
	uint32_t yes; /* how many of the filled ones say yes */
};

struct profile {
	struct profile_column *columns;
	size_t count;
	uint32_t rows; /* malformed ones too */
	uint32_t malformed, protected_;
	uint32_t sums, first_sum; /* rows that add up others, and a line */
};

/*
 * Reads all rows. `marks` says of each column whether it marks protected
 * identity; `today` settles the century of identity numbers. False after a
 * report.
 */
bool profile_read(struct arena *job_mem, struct intake *intake,
    const enum mark_kind *marks, day today, struct profile *profile);

#endif
