/* A ledger that is sealed, and does not agree with itself or with its seal. */
#include "verify/verify.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "fate/sealed.h"
#include "test.h"

/* What is done to the ledger, and what is then said of it. The small run has no
 * PDF files, which is said of each. */
static const struct {
	const char *sql;
	bool resealed; /* the sums and the seal are of the changed one */
	const char *says; /* NULL: nothing of these */
} cases[] = {
    {"SELECT 1", true, NULL},
    {"SELECT 1", false, NULL},
    {"UPDATE letter SET batch = 3 WHERE number = 3", true,
	"is damaged: batch.file"},
    {"UPDATE letter SET batch = 2", true, "letter 1 does not follow"},
    {"UPDATE letter SET first_page = 6 WHERE number = 2", true,
	"letter 2 does not follow"},
    {"UPDATE letter SET pages = 0, sheets = 0 WHERE number = 4", true,
	"letter 4 does not follow"},
    {"UPDATE letter SET sheets = 2 WHERE number = 2", true,
	"letter 2 does not follow"},
    {"UPDATE letter SET sha256 = 'x' WHERE number = 1", true,
	"letter 1 does not follow"},
    {"UPDATE batch SET file = '' WHERE number = 2", true,
	"is damaged: batch.file"},
    {"UPDATE letter SET number = 9 WHERE number = 4", true,
	"is damaged: letter_row"},
    {"DELETE FROM letter_row WHERE letter = 2;"
     "DELETE FROM letter WHERE number = 2",
	true, "letter 3 does not follow"},
    {"UPDATE banner SET page = 3 WHERE batch = 2", true,
	"letter 3 does not follow"},
    {"UPDATE batch SET number = 5 WHERE number = 2;"
     "UPDATE batch_result SET batch = 5 WHERE batch = 2;"
     "UPDATE banner SET batch = 5 WHERE batch = 2;"
     "UPDATE letter SET batch = 5 WHERE batch = 2",
	true, "letter 3 does not follow"},
    {"DELETE FROM letter_row WHERE letter = 2", true,
	"row 2 has a letter without"},
    {"UPDATE outcome SET outcome = 'letter' WHERE row = 6", true,
	"row 6 has a letter without"},
    {"DELETE FROM outcome WHERE row = 6", true, "outcomes sum to 5"},
    {"UPDATE header SET value = '2012-03-20' WHERE key = 'date'", false,
	"another 'date' than the seal"},
    {"UPDATE header SET value = 'utskick 8' WHERE key = 'program'", false,
	"another 'program' than the seal"},
    {"UPDATE header SET value = 'A' WHERE key = 'reference'", false,
	"another 'reference' than the seal"},
    {"UPDATE outcome SET outcome = 'held' WHERE row = 5", false,
	"counts 0 for 'excluded', the seal 1"},
    {"DELETE FROM letter WHERE number = 4", false,
	"counts 3 for 'letters', the seal 4"},
    {"UPDATE rule SET reason = 'A'", false, "does not hold what was planned"},
};

static struct bench bench;

static void
change(const char *sql)
{
	sqlite3 *db = NULL;
	test_true(
	    sql, sqlite3_open(bench.whole, &db) == SQLITE_OK &&
		     sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
}

static bool
says_of_ledger(const char *said)
{
	return strstr(said, "does not follow") ||
	       strstr(said, "has a letter without") ||
	       strstr(said, "outcomes sum") || strstr(said, "than the seal") ||
	       strstr(said, "damaged") || strstr(said, ", the seal ") ||
	       strstr(said, "was planned");
}

static void
test_case(const char *run, size_t i)
{
	char *said = NULL;
	size_t len = 0;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct verify_found found = {{0}};
	const struct verify_spec spec = {.run = run, .catalogues = ""};
	/* as it was sealed, changed, and perhaps sealed once more */
	test_true(
	    "as it was", file_write_whole(bench.whole, bench.bytes, diag) &&
			     seal_run(run, &bench));
	change(cases[i].sql);
	if (cases[i].resealed)
		test_true("sealed once more", seal_run(run, &bench));
	test_true(cases[i].sql, !verify_run(bench.mem, &spec, &found, diag));
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	test_true(cases[i].sql, cases[i].says
				    ? strstr(said, cases[i].says) != NULL
				    : !says_of_ledger(said));
	if (cases[i].says && !strstr(said, cases[i].says))
		printf("  said: %s\n", said);
	free(said);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	char name[] = "/tmp/utskick-verify-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	const char *run = mkdtemp(name);
	if (!run)
		abort();
	test_true("a run", make_run(run, &bench));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(run, i);
	folder_remove(run, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
