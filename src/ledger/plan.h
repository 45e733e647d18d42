/*
 * ledger/plan.h - the plan: an SQLite file that fixes what will be printed.
 *
 * Built whole by load, decide, set and order under "<path>.partial", then
 * synced, renamed and never changed. Workers read it (ledger/read.h); sealing
 * copies it to keep/ledger.db with the results beside it.
 *
 * The register's cells are kept normalised, one SQL column per register column
 * (c0, c1 …, and a view `register` with the register's own headers); a cell
 * whose bytes as read differ from that stands as read in the view `as_read`.
 * Of a row that is protected, speaks of a protected person or is malformed only
 * number, line and a keyed hash are kept.
 *
 * Constraints of the tables make a second outcome for a row impossible.
 */
#ifndef LEDGER_PLAN_H
#define LEDGER_PLAN_H

#include "base/diag.h"
#include "base/hash.h"
#include "ledger/banner.h"
#include "record/outcome.h"

struct plan;

/* NULL after a report. */
struct plan *plan_new(const char *path, struct diag *diag);
/* Drops an unfinished plan and its file. Accepts NULL. */
void plan_drop(struct plan *take_plan);
/* Writes, syncs, renames, frees. */
bool plan_commit(struct plan *take_plan, struct diag *diag);

/*
 * For other processes, which read rows while letters are drafted here: what
 * was added is in the file now, and stays so until anything but drafts and
 * plan_change_later is. A reader serves plan_letter_rows_open and
 * plan_find_row. False, NULL after a report.
 */
bool plan_publish(struct plan *plan);
struct plan *plan_open_to_read(const struct plan *plan, struct diag *diag);
void plan_close_reader(struct plan *take_reader); /* accepts NULL */

/* All functions below: false after a report. */
bool plan_add_text(struct plan *plan, const char *key, struct slice text);
bool plan_add_bytes(struct plan *plan, const char *key, struct slice bytes);
/* A file the job was made of, or a database's answer. */
struct plan_input {
	struct slice role; /* "register", "letter", "font" … */
	struct slice name;
	uint64_t bytes;
	struct digest sha256;
	struct slice columns; /* of an answer, by plan_add_input: ["Ort"] */
};
bool plan_add_input(struct plan *plan, const struct plan_input *input,
    const struct slice *columns, size_t column_count);

/* ---- load */
/* A file of the register, and what it turned out to be. */
struct plan_source {
	uint32_t number; /* from 0: plan_row.source */
	struct slice name; /* as the job calls it */
	const char *file;
	const char *encoding; /* "" for a spreadsheet */
	bool stated; /* the encoding, by the job */
	struct slice delimiter; /* ";", "tab"; "" for a spreadsheet */
	struct slice line_ends; /* "CRLF, LF" */
	const char *sheet; /* "" for CSV */
	uint32_t header_line; /* of a spreadsheet its row */
	uint32_t rows, malformed, blank_lines;
};
bool plan_add_source(struct plan *plan, const struct plan_source *source);

/* A column of the register, as the job has it. */
struct plan_column {
	uint32_t number; /* from 0: c0, c1 … of the table cells */
	struct slice name;
	const char *type; /* "text", "date" … */
	uint32_t shown; /* its place in the manifest from 1; 0: it has none */
};
/* All of them, in order of their numbers. */
bool plan_add_columns(
    struct plan *plan, const struct plan_column *columns, size_t count);

enum row_mark {
	ROW_PLAIN,
	ROW_PROTECTED, /* no cell is kept */
	ROW_MALFORMED, /* no cell is kept: they cannot be told apart */
	ROW_UNFIT, /* a cell does not fit its column; see plan_find_problem */
	/* No cell is kept either: */
	ROW_TWIN, /* it may be a protected person's, which it does not say */
	ROW_NAMING, /* it speaks of a protected person */
};

struct plan_row {
	uint32_t row, line; /* line: of its file */
	uint32_t source;
	enum row_mark mark;
	struct slice key_hash; /* of a row whose cells are not kept */
	const struct slice *clean, *as_read; /* NULL where none is kept */
	/* Where none is: the one column that says nothing of a person. */
	size_t bare_column;
	struct slice bare_text; /* at NULL: none */
};
bool plan_add_row(struct plan *plan, const struct plan_row *row);
/* A cell that does not fit its column, or why a row is malformed. */
bool plan_add_problem(struct plan *plan, uint32_t row, uint32_t column,
    const char *code, struct slice text);

/* A cell that was corrected; as it was read stands in as_read. */
struct plan_correction {
	uint32_t row, column;
	struct slice text; /* the new one, as the list of corrections has it */
	struct slice who;
	uint32_t line; /* of the list */
};
bool plan_add_correction(
    struct plan *plan, const struct plan_correction *correction);

/* All rows are in: indexes what the next steps look up. */
bool plan_end_load(struct plan *plan);
/* The reason of a row's first problem, in the arena. */
bool plan_find_problem(struct plan *plan, struct arena *row_mem, uint32_t row,
    struct slice *reason);

/* Every cell of one column that is kept, by row. */
bool plan_each_cell(struct plan *plan, size_t column,
    bool (*seen)(uint32_t row, struct slice text, void *ctx), void *ctx);
/*
 * Writes one cell of a row anew, before rows are read: what was computed from
 * a column whose meaning is known only when all rows are in.
 */
bool plan_set_cell(
    struct plan *plan, uint32_t row, size_t column, struct slice text);

/* Goes through the rows by number. */
struct plan_cursor;
struct plan_cursor *plan_rows_open(struct plan *plan);
/* Those of first to last that may have a letter, once all are decided. */
struct plan_cursor *plan_letter_rows_open(
    struct plan *plan, uint32_t first, uint32_t last);
/* The next row: clean cells only; views until the next call. False at the
 * end or, with *failed, after a report. */
bool plan_rows_next(struct plan_cursor *cursor, struct plan_row *row,
    struct slice *cells, bool *failed);
void plan_rows_close(struct plan_cursor *cursor);

/* ---- decide, set */
struct plan_outcome {
	uint32_t row;
	enum outcome outcome;
	uint32_t rule; /* 0: none */
	const char *code; /* of the message behind the reason, or "" */
	struct slice reason;
	/* Numbers of the rules that matched or cannot be decided: "3 7". */
	struct slice matches;
};
/* One for every row: a letter, for those that nothing holds or excludes. */
bool plan_add_outcome(struct plan *plan, const struct plan_outcome *outcome);
/*
 * What setting found of a row that was to have a letter: held after all, or
 * together with another. A row that was not to have one is a fault of the
 * program: it keeps its outcome, and that is reported.
 */
bool plan_change_outcome(struct plan *plan, const struct plan_outcome *outcome);
/* The same of a row that nothing was changed of, when plan_change_now is called:
 * until then the plan's file stays as it is. */
bool plan_change_later(struct plan *plan, const struct plan_outcome *outcome);
bool plan_change_now(struct plan *plan);
/* The greatest number of a row; 0: there is none. False after a report. */
bool plan_find_last_row(struct plan *plan, uint32_t *last);

struct plan_rule {
	uint32_t number;
	const char *kind;
	struct slice reason, condition;
	const char *file; /* where it stands, "" for built-in */
	uint32_t line;
	uint32_t matched, undecidable, decided, left;
};
bool plan_add_rule(struct plan *plan, const struct plan_rule *rule);

struct plan_draft {
	uint32_t row;
	uint32_t version; /* index of the letters: entry */
	uint32_t pages, sheets;
	struct digest digest;
	struct slice sort_key;
	struct slice addressee;
	struct slice language;
	bool large_print;
	struct slice envelope; /* its class; a change of it starts a batch */
	struct slice stationery; /* a change of it starts a batch as well */
	struct slice part; /* the same */
	struct slice group; /* a change of it gets a banner sheet */
	struct slice file; /* of its own, without ".pdf"; empty: by number */
	struct slice file_key; /* equal where a folder cannot hold both */
	struct slice names; /* of a household, as job/ writes them */
	struct slice address; /* its lines, as ledger/texts.h writes them */
	struct slice code; /* of a response, or empty */
	uint32_t code_number; /* what it hides (base/response.h) */
};
bool plan_add_draft(struct plan *plan, const struct plan_draft *draft);

/* `row` is covered by the draft made from row `first`. */
bool plan_add_member(struct plan *plan, uint32_t first, uint32_t row);

/* Two rows whose letters would have the same file; *first is 0 for none. */
bool plan_find_file_twice(struct plan *plan, uint32_t *first, uint32_t *second);

/* One row by number, its cells copied to the arena. */
bool plan_find_row(struct plan *plan, struct arena *row_mem, uint32_t number,
    struct plan_row *row, struct slice *cells);

/* ---- order */
struct plan_cut {
	uint32_t letters; /* per batch, 0: no limit */
	uint32_t sheets; /* per batch, 0: no limit */
	uint32_t pages; /* per file, 0: no limit */
	uint32_t sides; /* 1 or 2: pages a sheet carries */
	bool single; /* a file for each letter */
	bool own_files; /* each letter has a file beside its batch's as well */
	enum banner_use banners;
};
/* Numbers the drafts in the order of their keys and cuts them into batches. */
bool plan_order(struct plan *plan, const struct plan_cut *cut);
/* A hash over the letters' content hashes, once ordered: the same for the same
 * letters alone. False after a report. */
bool plan_hash_letters(struct plan *plan, struct digest *digest);
/* The banner sheets of all batches, once ordered. */
bool plan_each_banner(struct plan *plan,
    bool (*seen)(const struct banner *banner, void *ctx), void *ctx);

struct plan_counts {
	/* Pages and sheets are those of letters and banners. */
	uint32_t rows, letters, pages, sheets, batches, banners;
	uint32_t by_outcome[OUTCOME_COUNT];
};
bool plan_count(struct plan *plan, struct plan_counts *counts);

/* Values of one register column with their counts, most first. */
bool plan_each_value(struct plan *plan, size_t column,
    bool (*seen)(uint32_t count, struct slice value, void *ctx), void *ctx);

/* The lines of the first `most` rows held for a reason: "12, 40", each after
 * its source's name where there are several: "Kusten 12, Norrvik 40". */
bool plan_list_lines(struct plan *plan, struct arena *job_mem,
    struct slice reason, uint32_t most, struct slice *lines, uint32_t *count);

/*
 * People, by a column, whom the job's rules give a letter in one row and leave
 * out in another: how many, and the lines of the first `most` of them, "3+12".
 */
bool plan_list_divided(struct plan *plan, struct arena *job_mem, size_t column,
    uint32_t most, struct slice *lines, uint32_t *people);

/* The rows that get a letter, alone or with others, by their numbers. */
bool plan_each_row_with_letter(
    struct plan *plan, void (*seen)(uint32_t row, void *ctx), void *ctx);

/* Letters by entry of `letters:`, ordinary and large print apart. */
bool plan_each_version(struct plan *plan,
    bool (*seen)(uint32_t version, bool large_print, uint32_t count, void *ctx),
    void *ctx);

/* Rows held, by cause: most first. */
bool plan_each_cause(struct plan *plan,
    bool (*seen)(
	uint32_t count, enum outcome outcome, struct slice reason, void *ctx),
    void *ctx);

#endif
