/*
 * job/job_register.h - `register:` of the job file: one file or several.
 *
 *	register:
 *	  - {file: norrvik.csv, key: Personnummer, source: Norrvik}
 *	  - {file: kusten.csv, source: Kusten, columns: {Förnamn: Etunimi}}
 *
 * `columns:` of the first file, too, gives its columns the job's names. A
 * database in the place of a file:
 *
 *	register: {odbc: "DSN=klienter", query: klienter.sql, key: Personnummer}
 *
 * Form only; what the names mean is checked in load/register.h.
 */
#ifndef JOB_JOB_REGISTER_H
#define JOB_JOB_REGISTER_H

#include "conf/schema.h"

/* `Förnamn: Etunimi`: our column is called otherwise in that file. */
struct job_match {
	struct conf_text ours;
	struct conf_text theirs; /* empty: that file has no such column */
};

struct job_register {
	struct conf_text file; /* of a database: the query's */
	struct conf_text odbc, query; /* a connection, and what it is asked */
	struct conf_text key, encoding, delimiter;
	struct conf_text sheet; /* of a spreadsheet, by name */
	struct conf_number header; /* the row that names the columns */
	struct conf_text source; /* what its rows are said to come from */
	struct conf_date taken;
	struct conf_number max_age;
	const struct yaml *columns_yaml;
	struct job_match *matches;
	size_t match_count;
};

/*
 * Reads a map, or a list of maps, into job_mem. The first must name its key;
 * the others may call it otherwise. False after all faults are reported.
 */
bool job_read_registers(struct arena *job_mem, const struct yaml *yaml,
    struct job_register **registers, size_t *count, struct diag *diag);

#endif
