/* SQLite's temporary files lie where we say, also when it was used before. */
#include "ledger/temporary.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "test.h"

static bool
is_below(sqlite3 *db, const char *folder)
{
	char *name = NULL;
	bool ok = sqlite3_file_control(db, "main", SQLITE_FCNTL_TEMPFILENAME,
		      &name) == SQLITE_OK &&
		  name && strncmp(name, folder, strlen(folder)) == 0;
	sqlite3_free(name);
	return ok;
}

int
main(void)
{
	char folder[] = "/tmp/utskick-temporary-XXXXXX", file[64];
	sqlite3 *db = NULL;
	test_true("a folder", mkdtemp(folder) != NULL);
	snprintf(file, sizeof file, "%s/a.db", folder);
	test_true("a file", sqlite3_open(file, &db) == SQLITE_OK);
	sqlite3_exec(db, "CREATE TABLE a(b)", NULL, NULL, NULL);
	setenv("TMPDIR", folder, 1);
	test_true("TMPDIR comes too late", !is_below(db, folder));
	ledger_put_temporary(folder);
	test_true("what we say does not", is_below(db, folder));
	ledger_put_temporary("/tmp");
	test_true("and may be another", !is_below(db, folder));
	sqlite3_close(db);
	unlink(file);
	rmdir(folder);
	return test_end();
}
