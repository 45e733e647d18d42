/*
 * intake/intake.h - a register file, read row by row.
 *
 * The first step of a row's way: bytes of a CSV file or a spreadsheet become
 * records of UTF-8 cells. Nothing is trimmed, typed, repaired or skipped here
 * (that is record/column.h); every line is a record, part of one, blank and
 * counted, or the reason why the file is refused. Memory does not grow with
 * the file. The file's text is personal data: diagnostics name line, column
 * and byte, and quote nothing.
 *
 * A database's answer is such a register too (intake/query.h).
 *
 * intake_open looks through the whole file once: encoding, delimiter and
 * digest are known, and broken bytes reported, before the first row is given.
 * The file is then in the account of what was read (base/inputs.h).
 *
 *	struct intake *intake = intake_open(job_mem, &options, diag);
 *	struct intake_record record;
 *	enum intake_result result;
 *	while ((result = intake_next(intake, &record)) <= INTAKE_MALFORMED)
 *		…
 *	intake_close(intake);
 *	return result == INTAKE_END;
 */
#ifndef INTAKE_INTAKE_H
#define INTAKE_INTAKE_H

#include "base/diag.h"
#include "base/inputs.h"
#include "base/problem.h"
#include "record/beneath.h"

/* A query to a database, which is asked in place of a file. */
struct intake_query {
	struct slice connection; /* "DSN=klienter" (intake/connection.h) */
	struct span connection_span;
	const char *file; /* that holds the query's text */
	struct span file_span;
};

/* The name under which its answer is in the account: "DSN=a klienter.sql". */
const char *intake_query_name(
    struct arena *job_mem, struct slice connection, struct slice file);

/* The job's statements about the file; zero or NULL: it is to be found. */
struct intake_options {
	const char *path; /* of the file, or intake_query_name */
	const struct intake_query *query; /* NULL: a file is read */
	enum input_role role; /* what it is read for */
	struct span asked; /* where the job names the file */
	const char *encoding; /* a name of text/encoding.h */
	struct span encoding_span;
	char delimiter; /* ';' ',' '\t' '|' or any ASCII character */
	struct span delimiter_span;
	const char *sheet; /* spreadsheets: by name; NULL: the first */
	struct span sheet_span;
	uint32_t
	    header_row; /* 1 for the file's first; 0: the first not blank */
	bool by_option; /* the user states these by options: hints say which */
	bool may_be_empty; /* a header without rows is fine (tables) */
	/* The caller looks at intake_record.beneath (column_read_cell); a row
	 * with a cell that is not surely shown is malformed for all others. */
	bool beneath;
	/* The same file, opened before with the same statements, or NULL: what
	 * it was found to be is taken over. A file that has changed since is
	 * refused when it ends. Of spreadsheets nothing is taken over. */
	const struct intake *like;
};

enum intake_kind { INTAKE_CSV, INTAKE_SPREADSHEET, INTAKE_QUERY };

/* Bits of intake_found.line_ends; more than one: a mixture. */
enum line_end {
	LINE_END_LF = 1,
	LINE_END_CRLF = 2,
	LINE_END_CR = 4,
	LINE_END_CRCRLF = 8,
};

/* The file as it turned out to be; printed and recorded in the plan. */
struct intake_found {
	enum intake_kind kind;
	uint32_t file; /* number in diag's sources, for spans; text is secret */
	const char *encoding; /* "windows-1252"; "" for spreadsheets */
	bool stated; /* the encoding was stated, not found */
	bool bom;
	char delimiter;
	const char *sheet; /* spreadsheets: its name */
	const struct slice *sheets; /* all that are not hidden */
	size_t sheet_count;
	struct slice asked_of; /* queries: the connection, without secrets */
	struct slice *names; /* header names: trimmed, NFC, each once, never
				empty: "#3" where the header has none, "Namn #2"
				and "Namn #5" where one stands twice (warned) */
	size_t count;
	uint32_t header_line;
	uint64_t size; /* bytes */
	struct digest digest; /* SHA-256 of the file's bytes */
	/* What follows is complete once INTAKE_END was returned. */
	unsigned line_ends; /* bits of enum line_end */
	uint32_t rows; /* records after the header, malformed ones too */
	uint32_t malformed;
	uint32_t blank_lines; /* nothing but blanks and delimiters on them */
	uint32_t first_blank_line; /* its physical line, 0 for none */
};

enum intake_result {
	INTAKE_ROW, /* has as many cells as the header has names */
	INTAKE_MALFORMED, /* record.why says why; hold it */
	INTAKE_END, /* the whole file was read */
	INTAKE_FAILED, /* the file is refused; after a report */
};

struct intake_record {
	uint32_t number; /* 1 for the first record after the header */
	uint32_t line; /* physical line it starts on; spreadsheets, queries:
			  row */
	uint32_t source; /* index of its file; 0 where there is only one */
	const struct slice *cells; /* valid UTF-8, as read, not trimmed; they
				      live until the next intake_next */
	/* What lies beneath them in a spreadsheet, one for each; or NULL. */
	const struct beneath *beneath;
	size_t count;
	struct problem why; /* INTAKE_MALFORMED; borrows as the cells do */
};

struct intake;

/* NULL after one or more reports. Lives until intake_close. */
struct intake *intake_open(struct arena *job_mem,
    const struct intake_options *options, struct diag *diag);
/* Accepts NULL. */
void intake_close(struct intake *intake);

/* Lives as long as job_mem. */
const struct intake_found *intake_found(const struct intake *intake);

/* The next record; after END or FAILED the same again. */
enum intake_result intake_next(
    struct intake *intake, struct intake_record *record);

#endif
