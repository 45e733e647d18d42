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

/* Keeps rows of people with protected identity out of what can be printed. */
struct beside_guard {
	void *ctx;
	/* For a file with these columns; in mem. NULL after a report. */
	void *(*open)(void *ctx, struct arena *mem, const struct slice *names,
	    size_t count);
	/* True where the row must not be used: it is counted there. */
	bool (*drops)(
	    void *opened, struct arena *row_mem, const struct slice *cells);
	/* After the last row: says how many were dropped. */
	void (*warn)(const void *opened, struct slice name, struct span place);
};

/* What the job is, as far as it matters here; all of it is borrowed. */
struct beside_setting {
	struct arena *mem; /* lives as long as what is made */
	struct diag *diag;
	const char *folder; /* names of files are relative to it */
	const struct columns *columns; /* the register's, prepared */
	size_t key; /* index of the column that names a row */
	day today;
	const struct yaml *lists; /* `lists:`, or NULL */
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
const struct expr_outside *beside_outside(const struct beside *beside);

/*
 * After rules and letters are checked: whether all that `lists:` names is
 * asked for. False after reports.
 */
bool beside_check(struct beside *beside);

/*
 * Reads the rows of all that is asked for; what is printed of them is kept in
 * a nameless file in `folder` (NULL: where temporary files are), not in
 * memory. False after reports.
 */
bool beside_read(struct beside *beside, const char *folder);

#endif
