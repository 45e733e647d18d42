/*
 * job/table.h - other tables, joined to each row by declaration.
 *
 *	tables:
 *	  möten: {file: moten.csv, match: {distrikt: Distrikt}, order: tid}
 *
 * gives {{möten.plats}} (exactly one row, else held) and
 * {{each möten}} … {{/each}}. A table is read once, whole, into the job's
 * memory; its cells are text unless its own `columns:` types them. A table
 * with a malformed line or a cell that does not fit is refused: which rows it
 * belongs to could not be known.
 */
#ifndef JOB_TABLE_H
#define JOB_TABLE_H

#include "job/job.h"

struct tables;

/*
 * Reads the tables the job names; NULL after reports. The register's columns
 * must be known.
 */
struct tables *tables_new(struct job *job);

/* Adds the tables' columns to names from `first` on; returns how many. */
size_t tables_add_names(struct arena *job_mem, const struct tables *tables,
    struct named_value *names, size_t first);
size_t tables_count_names(const struct tables *tables);

/* For scope.tables. */
const struct expr_table *tables_for_scope(
    const struct tables *tables, size_t *count);

/*
 * The rows of each table that belong to a row, in letter_mem, by index of
 * scope.tables: for expr_context.tables.
 */
const struct expr_rows *tables_match(const struct tables *tables,
    struct arena *letter_mem, const struct row *row);

#endif
