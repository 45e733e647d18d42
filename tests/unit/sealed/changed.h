/*
 * tests/unit/sealed/changed.h - a small sealed run whose ledger is another one.
 */
#ifndef TESTS_UNIT_SEALED_CHANGED_H
#define TESTS_UNIT_SEALED_CHANGED_H

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "fate/sealed.h"
#include "reported.h"

static struct bench bench;

/* Rows are told apart by their first column. */
static void
change(const char *run, const char *sql)
{
	sqlite3 *db = NULL;
	const char *path = path_join(bench.mem, run, "keep/ledger.db");
	bool ok =
	    file_write_whole(path, bench.bytes, bench.diag) &&
	    sqlite3_open(path, &db) == SQLITE_OK &&
	    sqlite3_exec(db, "UPDATE header SET value = '0' WHERE key = 'key'",
		NULL, NULL, NULL) == SQLITE_OK &&
	    sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
	if (!ok)
		printf("  %s\n", sqlite3_errmsg(db));
	test_true(sql, ok);
	sqlite3_close(db);
	test_true("sealed", seal_run(run, &bench));
}

#endif
