/*
 * job/computed.h - columns that the job makes from others.
 *
 *	columns: {Tilltal: {is: "first_names(Namn)"}}
 *	address: {name: ["first_names(Namn)"], postal: Postadress}
 *
 * `is:`, an expression in `address:`, and `postal:` each make a column behind
 * the register's own. It is computed once for each row, from the row, the
 * job's facts and its date, and then is a column like any other: rules,
 * letters, order and manifest see no difference, and the plan keeps it. A row
 * for which it cannot be computed is held where the column is asked for, and
 * nowhere else. Expressions are evaluated as rules are: doubt is doubt.
 */
#ifndef JOB_COMPUTED_H
#define JOB_COMPUTED_H

#include "job/job.h"

/* How many such columns `address:` can add. */
#define COMPUTED_OF_ADDRESS 24

/* `is:` of `columns:`; false after a report. */
bool computed_declare(
    struct job *job, const struct job_column *said, struct diag *diag);

/*
 * The column that one value of `address:` stands for: one of the register's,
 * or one computed by the expression it is. COLUMN_NONE where it is not given,
 * and after a report, which makes *ok false.
 */
size_t computed_line(
    struct job *job, const struct conf_text *said, bool *ok, struct diag *diag);

/* `postal:`: two columns, for a country's column or COLUMN_NONE. */
void computed_postal(struct job *job, const struct conf_text *said,
    size_t country, size_t *postcode, size_t *town, bool *ok,
    struct diag *diag);

/*
 * Checks all expressions, in an order in which each comes behind those it
 * reads, and gives the columns their types. Before them, the register's own
 * columns are prepared (record/column.h). False after reports.
 */
bool computed_check(struct job *job, struct diag *diag);

/*
 * Fills in the computed values of a row whose other values are set; texts are
 * made in row_mem. row->doubts then says why some have none, until the next
 * row is filled. `cells`, where it is not NULL, are the row's as they are kept:
 * what has a text there was computed before and is not computed again.
 */
void computed_fill(const struct job_reads *reads, struct arena *row_mem,
    const struct slice *cells, struct value *values, struct row *row);

/*
 * A row as the plan keeps it: fills values[0 … columns) from the normalised
 * cells, with what is computed from them in letter_mem. The row's values and
 * doubts, until the next one. `judged`: the row was found to fit when it was
 * loaded, and is not judged again.
 */
void computed_read_row(const struct job_reads *reads, bool judged,
    struct arena *letter_mem, const struct slice *cells, struct value *values,
    struct row *row);

/*
 * The computed texts of a row as it stands, into cells[0 … columns): for those
 * who look at rows before they are loaded. Nothing is counted, and what asks a
 * list or a table is left empty.
 */
void computed_fill_cells(
    const struct job_reads *reads, struct arena *row_mem, struct slice *cells);

/* The register's columns that a column is made from; itself, where it is one.
 */
void computed_each_source(const struct job_reads *reads, size_t column,
    void (*seen)(size_t column, void *ctx), void *ctx);

/* Whether the two have a column of the register in common. */
bool computed_share(const struct job_reads *reads, size_t one, size_t other);

/* Whether a flag column of crosses, in which an empty cell means no, is read:
 * values computed before column_settle must then be computed again. */
bool computed_reads_crosses(const struct job_reads *reads);

#endif
