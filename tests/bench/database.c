/*
 * tests/bench/database.c - how fast a database's answer is read.
 *
 *	bench-database CONNECTION QUERY.sql
 *
 * Prints rows per second of processor time, ours and of the process that asks
 * (the driver among it), but not the server's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "intake/intake.h"

static double
seconds(int who)
{
	struct rusage used;
	getrusage(who, &used);
	return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
	       (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static long
peak(int who)
{
	struct rusage used;
	getrusage(who, &used);
	return used.ru_maxrss / 1024;
}

static unsigned
read_all(struct intake *intake)
{
	struct intake_record record;
	unsigned rows = 0;
	while (intake_next(intake, &record) == INTAKE_ROW)
		rows++;
	return rows;
}

int
main(int count, char **arguments)
{
	if (count < 3) {
		puts("a connection and a query are needed: see database.sh");
		return 0;
	}
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct intake_query query = {
	    .connection = slice_view(arguments[1]), .file = arguments[2]};
	const struct intake_options options = {
	    .path = "the answer", .query = &query, .role = INPUT_REGISTER};
	struct intake *intake = intake_open(mem, &options, diag);
	unsigned rows = intake ? read_all(intake) : 0;
	double asking = seconds(RUSAGE_CHILDREN), own = seconds(RUSAGE_SELF);
	printf("%u rows, asked in %.2f s (peak %ld MiB), read in %.2f s, %.0f "
	       "rows/s\n",
	    rows, asking, peak(RUSAGE_CHILDREN), own, rows / (asking + own));
	diag_print(diag, stderr);
	intake_close(intake);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return rows ? 0 : 1;
}
