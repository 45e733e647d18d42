/*
 * load/register.h - the register of a job: one file or several, as one row of
 * cells after the other.
 *
 * The step before load (load/load.h): opens the files of `register:` under the
 * first one's column names, adds the column that says where a row comes from,
 * and applies `corrections:`. Load and explain read rows through here, so that
 * both see the same.
 */
#ifndef LOAD_REGISTER_H
#define LOAD_REGISTER_H

#include "job/job.h"
#include "ledger/plan.h"
#include "load/protected.h"
#include "rule/duplicate.h"
#include "rule/similar.h"

/* Opens all files: job->reads.intake, job->reads.sources. False after reports.
 */
bool register_open(struct job *job, struct diag *diag);

/*
 * Whether every file has the columns that the job cannot do without, `prefer:`
 * names a source, no file is too old. After the roles are found.
 */
bool register_check(struct job *job, struct diag *diag);

/* Reads `corrections:`, if any; after column_prepare. */
bool register_read_corrections(struct job *job, struct diag *diag);

/* One row as it counts. */
struct register_row {
	struct value key; /* normalised */
	struct slice
	    person; /* normalised; empty where job->reads.person is none */
	struct problem key_why; /* where key_fits is false */
	bool key_fits;
	/* Written with ten digits, and so it may be of the century before. */
	bool key_is_short, person_is_short;
	bool is_protected; /* it is marked: then nothing is corrected */
	enum protected_link link; /* LINK_NONE where it is marked */
	bool corrected;
	const struct slice *as_read, *cells; /* one for each column */
	/* Beneath the first of the cells as read, or NULL: a spreadsheet. */
	const struct beneath *beneath;
	size_t beneath_count;
};

/* False where neither the row nor a correction can say that its person is
 * protected: then the rest of it need not be read to know. */
bool register_may_be_marked(const struct job *job, struct arena *row_mem,
    const struct intake_record *record);
/* The same cells with those that are computed, in row_mem, or `cells`. */
const struct slice *register_fill_computed(const struct job_reads *reads,
    struct arena *row_mem, const struct slice *cells);
/* Counts in the key column's tally; borrows from record, or is in row_mem. */
void register_read_row(struct job *job, struct arena *row_mem,
    const struct intake_record *record, struct register_row *row);

/* One of the row's cells by its column's type: column_read_cell. */
bool register_read_cell(const struct job_reads *reads, struct arena *row_mem,
    const struct register_row *row, size_t column, struct value *value,
    struct problem *why);

/* Whether its person has died, by what its marks show or hold. */
enum death register_row_death(
    const struct job_reads *reads, const struct register_row *row);

/* The corrections of a row just read, into the plan. */
bool register_add_corrections(
    const struct job_reads *reads, struct plan *plan, uint32_t row);

/* The files with their facts and digests, into the plan; after the last row. */
bool register_add_sources(const struct job_reads *reads, struct plan *plan);

/*
 * The key of the hashes that stand for protected rows: of the bytes of every
 * file, in order. What it is for: run/making.c.
 */
bool register_make_secret(
    const struct job_reads *reads, struct digest *secret, struct diag *diag);

/*
 * Whether a cell lets its row pass: column_read said that it fits, or why not
 * and the job allows what does not. One that is required is no such, nor a key
 * that is none, nor a number with two readings, of which one would be printed.
 */
bool register_cell_passes(
    const struct job_reads *reads, bool fits, const struct problem *why);

/* A row's line, after its file's name where there are several: "Norr 12". */
void register_write_place(struct strbuf *out, const struct job_reads *reads,
    uint32_t source, uint32_t line);

/* ---- the same key in several rows */

/* Of the rows' keys, or of the persons' numbers. */
struct key_sets {
	struct key_counts all; /* but for those in preferred */
	struct key_counts preferred, deceased, unclear; /* whether deceased */
	struct key_counts shorts; /* written with ten digits; see above */
};

struct register_keys {
	struct key_sets by_key;
	struct key_sets by_person; /* empty where the number is the key */
	struct similar_keys similar; /* keys that are plain text */
	const struct key_counts *told[3]; /* by register_keys_tell */
	/* Who died, or may have; NULL: nobody. `died` by number, and by name and
	 * street where the row has no number that fits. */
	struct people *died;
	struct people *died_numbered; /* the other names and streets */
	struct people *unfit; /* whose key is a number that does not fit */
};

void register_keys_fini(struct register_keys *keys);
/* A row whose cells cannot be told apart. */
void register_keys_add_misaligned(const struct job *job,
    struct register_keys *keys, const struct intake_record *record);
/* An empty key does not count. */
void register_keys_add(const struct job_reads *reads,
    struct register_keys *keys, struct arena *scratch, uint32_t source,
    const struct register_row *row);
void register_keys_close(struct register_keys *keys);
/* Closed ones, for the files beside; they must live as long as those ask. */
void register_keys_tell(
    const struct job_reads *reads, struct register_keys *keys);
/*
 * Of a row that is kept: whether another row says that the person is dead;
 * whether it is superseded by another or one of several. By the key and by the
 * person's number, however that is written. Nobody is sent to whose key is near
 * another row's, or whose ten digits stand in another row with the other
 * century.
 */
void register_weigh_row(const struct job *job, const struct register_keys *keys,
    struct arena *scratch, uint32_t source, const struct value *values,
    struct rule_case *row);

/* Numbers and dates have one form already; a key that is plain text has not. */
bool register_key_is_text(const struct job_reads *reads);

#endif
