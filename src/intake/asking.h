/*
 * intake/asking.h - a database asked by a process of its own.
 *
 * A driver is somebody else's code, loaded by a name in odbc.ini. One that
 * loses its connection may crash (PostgreSQL's 13.02 does), and none of them is
 * kept loaded beside the register's rows: whatever becomes of it, the job goes
 * on or is refused with a reason.
 */
#ifndef INTAKE_ASKING_H
#define INTAKE_ASKING_H

#include "base/diag.h"

struct asking {
	struct diag *diag;
	struct slice connection;
	struct span connection_span;
	struct slice query;
	uint32_t query_file; /* source of the query's text */
	uint32_t rows_file; /* source that rows are lines of */
	int reply; /* a file for it: intake/reply.h */
	const char *folder; /* of that file, for reports */
};

/* The whole reply is in its file, or false after a report. */
bool asking_ask(const struct asking *asking);

#endif
