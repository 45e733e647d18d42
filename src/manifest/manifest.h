/*
 * manifest/manifest.h - the spreadsheet in which every register row stands.
 *
 * manifest.xlsx by libxlsxwriter in constant_memory mode: one sheet with a row
 * per register row, one with the summary. Identity numbers and postcodes are
 * text. Same ledger, same bytes: creation time is the job's date. The rows go
 * to manifest.csv as well, for programs: English names, dates and numbers as
 * they are.
 */
#ifndef MANIFEST_MANIFEST_H
#define MANIFEST_MANIFEST_H

#include "base/sink.h"
#include "ledger/read.h"
#include "manifest/areas.h"

struct manifest_spec {
	const size_t *columns; /* register columns to show, in order */
	size_t column_count;
	int date[3]; /* the job's date */
	const struct words *words; /* the job's language */
	const struct areas *areas; /* of the ledger */
	struct sink *csv; /* manifest.csv; NULL: none */
	const char *folder; /* for temporary files; NULL: the sink's own */
	/*
	 * For a ledger that is not sealed yet: called once rows and letters
	 * stand in the book, gives the sealed one, which the caller closes, or
	 * NULL after a report. NULL: the ledger is sealed.
	 */
	struct ledger *(*sealed)(void *ctx);
	void *sealed_ctx;
	uint32_t sheet_rows; /* rows a sheet takes with its header; 0: as many
				as Excel allows */
};

/* Rows as they went into the sheet, to be compared with the ledger's count. */
struct manifest_counts {
	uint32_t rows;
	uint32_t by_outcome[OUTCOME_COUNT];
};

/*
 * Every return code of the library is checked, and the rows of the finished
 * file are counted before any of it leaves; more rows than a sheet holds go on
 * in a further sheet. A sink that is not a path needs spec->folder. False after
 * a report, or where the sink has an error; the caller ends the sink.
 */
bool manifest_write(struct sink *sink, struct ledger *ledger,
    const struct manifest_spec *spec, struct manifest_counts *counts,
    struct diag *diag);

/*
 * Compares every cell of a written manifest with the ledger, by another reader
 * than the library that wrote it, and manifest.csv (at `csv`) with it, row for
 * row. False after reports, the first difference of each sheet among them.
 */
bool manifest_check(const char *path, const char *csv, struct ledger *ledger,
    const struct manifest_spec *spec, struct diag *diag);

#endif
