/*
 * beside/beside.h - everything that is read beside the register: lists, tables
 * to look things up in, tables joined to rows, earlier runs.
 *
 *	in_list('sparr.csv')               a file, a row an entry
 *	look_up('enheter.csv', Enhet, 'Telefon')
 *	had_letter_in('../out/2012-03-19') a sealed run of ours
 *
 * One reader for all (beside/side.h): a column is read as that which it is
 * compared with, by the same hygiene, normalisation and judgement as the
 * register's own cells. What does not fit refuses the file with its line, or
 * is counted where the job says `unfit: skip`.
 *
 * Knows nothing of jobs: what it needs of one stands in struct beside_setting.
 */
#ifndef BESIDE_BESIDE_H
#define BESIDE_BESIDE_H

#include "conf/yaml.h"
#include "expr/expr.h"
#include "intake/intake.h"
#include "ledger/joined.h"

/* A file of which something can be printed. */
struct beside_file {
	struct slice name;
	struct span asked; /* where the job names it */
	const struct slice *names; /* of its columns */
	size_t count;
	const struct yaml *protected_; /* as the job has it, or NULL */
};

/* Keeps rows of people with protected identity out of what can be printed. */
struct beside_guard {
	void *ctx;
	/* In mem. NULL after a report. */
	void *(*open)(
	    void *ctx, struct arena *mem, const struct beside_file *file);
	/* Whether every row is to be given to `learn` before any file's are
	 * given to `drops`. */
	bool (*learns)(const void *opened);
	void (*learn)(void *opened, const struct intake_record *record);
	/* True where the row must not be used: it is counted there. */
	bool (*drops)(void *opened, struct arena *row_mem,
	    const struct intake_record *record);
	/* After the last row: says how many were dropped. False after a
	 * report that refuses the file. */
	bool (*end)(const void *opened);
};

/* The job, as far as it matters here; all of it is borrowed. */
struct beside_setting {
	struct arena *mem; /* lives as long as what is made */
	struct diag *diag;
	const char *folder; /* names of files are relative to it */
	const struct columns *columns; /* the register's, prepared */
	size_t key; /* index of the column that names a row */
	day today;
	const char *language; /* tables are ordered by */
	const struct yaml *tables, *lists; /* of the job, or NULL */
	bool similar_differ; /* 00123 and 123 are two: the job says why */
	struct beside_guard guard;
};

struct beside;

struct beside *beside_new(const struct beside_setting *setting);
/* Accepts NULL. */
void beside_free(struct beside *beside);

/*
 * The hooks for struct scope. At check they open a file and find its columns;
 * its rows are read by beside_read.
 */
const struct expr_lookups *beside_lookups(const struct beside *beside);

/*
 * After rules and letters are checked: whether all that `lists:` names is
 * asked for. False after reports.
 */
bool beside_check(struct beside *beside);

/* ---- tables */

/* Adds the tables' columns to names from `first` on; returns how many. */
size_t beside_add_names(
    struct beside *beside, struct named_value *names, size_t first);
size_t beside_count_names(const struct beside *beside);

/* Calls seen for each of the register's columns by which rows are found. */
void beside_each_match(const struct beside *beside,
    void (*seen)(size_t column, void *ctx), void *ctx);

/* For scope.tables. */
const struct expr_table *beside_tables(
    const struct beside *beside, size_t *count);

/*
 * For rows that stand for others: between their values and the files that are
 * asked. `real` gives the value that is looked for in place of one that is
 * shown, `shown` the text in place of an answer.
 */
struct beside_veil {
	void *ctx;
	struct value (*real)(void *ctx, const struct value *shown);
	struct slice (*shown)(void *ctx, struct slice real);
};

/*
 * All keys of the register, closed, to a NULL; borrowed. Where the job says that
 * capitals tell keys apart, a line that no row has to the letter is doubt for
 * the rows that have it but for capitals.
 */
struct key_counts;
void beside_put_keys(
    struct beside *beside, const struct key_counts *const *keys);

/* From now on; borrowed. NULL: no more. */
void beside_put_veil(struct beside *beside, const struct beside_veil *veil);

/* ---- rows */

/*
 * Reads the rows of all that is asked for, and those of the tables where they
 * are not recalled from a plan. What can be printed is kept in a nameless file
 * in `folder` (NULL: where temporary files are), not in memory. False after
 * reports.
 */
bool beside_read(struct beside *beside, const char *folder, bool tables);
/* What could not be opened is opened anew where it is asked for again. */
void beside_try_again(struct beside *beside);
/* Reads what is asked for since: by letters that were read again. */
bool beside_read_more(struct beside *beside, const char *folder);

/*
 * The rows of each table that belong to one of the register's, for
 * expr_context.tables; they live until the next join. Makes it the row at
 * hand. False after a report.
 */
bool beside_join(struct beside *beside, struct arena *letter_mem,
    const struct row *row, const struct expr_rows **rows);

/* Keeps the joined rows of the row at hand, which has that number. */
bool beside_keep(struct beside *beside, struct plan *plan, uint32_t row);

/* The same from a plan or ledger, in letter_mem. */
bool beside_recall(struct beside *beside, struct ledger *ledger,
    struct arena *letter_mem, const struct row *row,
    const struct expr_rows **rows);

/* Whether a row asks anything of any other file. */
bool beside_asks(const struct beside *beside);

/* ---- the account */

/* Once for each row of the register: what became of the row at hand. */
void beside_settle(struct beside *beside, bool in_letter);
/*
 * Where that is known only when the row's letter is set: rows are put by in the
 * order of their numbers while all are decided, and taken up again in any order
 * after they were joined once more. What rules asked of the row counts then.
 */
void beside_put_by(struct beside *beside, uint32_t row);
void beside_take_up(struct beside *beside, uint32_t row);
/* Of one whose cells are not kept. */
void beside_meet_hidden(struct beside *beside, const struct slice *cells);

/*
 * After the last row: counts, into the plan too, and warns of entries of lists
 * that belong to nobody. False after a report.
 */
bool beside_account(struct beside *beside, struct plan *plan);
const struct beside_count *beside_counts(
    const struct beside *beside, size_t *count);

#endif
