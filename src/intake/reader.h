/*
 * intake/reader.h - what a kind of register file gives to intake/intake.c.
 *
 * A reader knows its format and nothing of headers, row numbers or limits on
 * bad rows: it gives records, the first of which is the header.
 */
#ifndef INTAKE_READER_H
#define INTAKE_READER_H

#include "intake/foreign.h"
#include "intake/intake.h"
#include "intake/styles.h"
#include "intake/survey.h"

/*
 * SQLite has 2,000 columns to a table or an answer, and the ledger needs a few:
 * 17 beside all of a row and its key (ledger/read.c).
 */
#define READER_COLUMNS_MAX 1980

/* One record as the file holds it; valid until the next call. */
struct raw {
	uint32_t line;
	struct slice *cells;
	const struct beneath *beneath; /* NULL, or one for each cell */
	bool faulty; /* one of these is */
	/* A spreadsheet's: how it looks to whoever opens it. */
	bool hidden;
	unsigned char look; /* enum look of any of its cells */
	const bool *hidden_columns;
	size_t count;
	struct problem fault; /* message == NULL: none */
};

enum reader_result { READER_RECORD, READER_END, READER_FAILED };

struct reader;

struct reader_kind {
	/* FAILED after a report. */
	enum reader_result (*next)(struct reader *reader, struct raw *raw);
	void (*close)(struct reader *reader);
};

struct reader {
	const struct reader_kind *kind;
	/* An export that ends every line with a delimiter: the header's
	 * last field is not a column. */
	bool header_trails;
	/* An export that ends all lines so but the header's. */
	bool rows_trail;
	/* Some of the text may have been encoded twice (intake/twice.h). */
	bool may_be_twice;
	struct foreign foreign; /* rows of another encoding among them */
};

/* A reader is opened with these. It fills `found`. */
struct reader_setting {
	struct arena *job_mem;
	const struct intake_options *options;
	struct intake_found *found;
	struct bytes *bytes; /* borrowed; at its start */
	const struct survey *survey;
	struct diag *diag;
};

/* Each is NULL after a report. */
struct reader *csv_open(const struct reader_setting *setting);
struct reader *spreadsheet_open(const struct reader_setting *setting);

#endif
