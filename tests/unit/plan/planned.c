/* What a plan says of the job it was made from: read whole, or not at all. */
#include "plan/planned.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "ledger/plan_private.h"
#include "ledger/small.h"
#include "reported.h"

#define SET "UPDATE header SET value = "

static const struct {
	const char *sql;
	const char *code; /* NULL: it is read */
} cases[] = {
    {"SELECT 1", NULL},
    {SET "'1' WHERE key = 'sides'", NULL},
    {SET "'0' WHERE key = 'sides'", "plan-broken"},
    {SET "'2012-02-30' WHERE key = 'date'", "plan-broken"},
    {SET "'e-mail' WHERE key = 'channel'", "plan-broken"},
    {SET "'Archive' WHERE key = 'profile'", "plan-broken"},
    {SET "'' WHERE key = 'split'", "plan-broken"},
    {SET "'2a' WHERE key = 'sides'", "damaged-ledger"},
    {SET "'!2' WHERE key = 'sides'", "damaged-ledger"},
    {SET "'' WHERE key = 'sides'", "damaged-ledger"},
    {SET "'4294967296' WHERE key = 'sides'", "damaged-ledger"},
    {SET "'2' WHERE key = 'bookmarks'", "damaged-ledger"},
    {"DELETE FROM header WHERE key = 'split'", "damaged-ledger"},
    /* of two columns */
    {SET "'2' WHERE key = 'key'", "damaged-ledger"},
    {SET "'-' WHERE key = 'key'", "damaged-ledger"},
};

/* Columns of crosses, of three of which the second is a text. */
static const struct {
	const char *crosses;
	bool read, first, third;
} settled[] = {
    {NULL, true, false, false},
    {"0", true, true, false},
    {"0 2", true, true, true},
    {"2", true, false, true},
    {"1", false, false, false},
    {"3", false, false, false},
    {"00", false, false, false},
    {"0  2", false, true, false},
    {"x", false, false, false},
};

static struct bench bench;

static void
change(const char *sql)
{
	sqlite3 *db = NULL;
	test_true(
	    sql, file_write_whole(bench.path, bench.bytes, bench.diag) &&
		     sqlite3_open(bench.path, &db) == SQLITE_OK &&
		     sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
}

static void
test_case(size_t i)
{
	struct planned planned;
	size_t key;
	change(cases[i].sql);
	struct ledger *ledger = ledger_open(bench.path, bench.diag);
	bool ok = ledger &&
		  planned_read(ledger, bench.mem, &planned, bench.diag) &&
		  ledger_key(ledger, &key, bench.diag);
	test_true(cases[i].sql, ok == !cases[i].code);
	if (ok) {
		test_number(cases[i].sql, planned.date[0], 2012);
		test_number(cases[i].sql, planned.date[1], 3);
		test_number(cases[i].sql, planned.date[2], 19);
	} else if (cases[i].code) {
		test_reported(cases[i].sql, bench.diag, cases[i].code);
	}
	ledger_close(ledger);
}

static void
test_settled(size_t i)
{
	const char *name = settled[i].crosses ? settled[i].crosses : "none";
	struct column at[] = {{.type = COLUMN_FLAG, .empty_is_no = true},
	    {.type = COLUMN_TEXT}, {.type = COLUMN_FLAG}};
	struct columns columns = {at, COUNT(at)};
	change(settled[i].crosses
		   ? arena_print(bench.mem,
			 "INSERT INTO header VALUES ('crosses', '%s')", name)
			 .at
		   : "SELECT 1");
	struct ledger *ledger = ledger_open(bench.path, bench.diag);
	test_true(name, planned_settle(ledger, bench.mem, &columns,
			    bench.diag) == settled[i].read);
	if (!settled[i].read)
		test_reported(name, bench.diag, "plan-broken");
	test_true(name, at[0].empty_is_no == settled[i].first &&
			    at[2].empty_is_no == settled[i].third);
	ledger_close(ledger);
}

static bool
see_crosses(uint32_t number, struct slice text, void *ctx)
{
	(void)number;
	*(bool *)ctx = true;
	test_slice("both of them", text, "0 2");
	return true;
}

/* Columns of crosses, as a plan says them. */
static void
test_crosses(const char *folder)
{
	struct column at[] = {{.type = COLUMN_FLAG, .empty_is_no = true},
	    {.type = COLUMN_TEXT}, {.type = COLUMN_FLAG, .empty_is_no = true}};
	struct intake_found found = {.encoding = "utf-8"};
	struct job_file file = {.date.when = day_of(2012, 3, 19)};
	struct job job = {.file = &file, .language = "sv"};
	file.keep_until.when = DAY_NONE;
	job.reads.columns = (struct columns){at, COUNT(at)};
	job.reads.found = &found;
	const char *path = path_join(bench.mem, folder, "crosses.db");
	struct plan *plan = plan_new(path, bench.diag);
	bool said = false;
	test_true("a plan of crosses",
	    plan && planned_add(plan, &job) &&
		plan_each_number_and_text(plan,
		    "SELECT 1, value FROM header WHERE key = 'crosses'",
		    see_crosses, &said));
	test_true("says which", said);
	plan_drop(plan);
}

int
main(void)
{
	char name[] = "/tmp/utskick-planned-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	const char *folder = mkdtemp(name);
	if (!folder)
		abort();
	bench.whole = bench.path = path_join(bench.mem, folder, "ledger.db");
	test_true("a plan",
	    make_ledger(&bench, path_join(bench.mem, folder, "plan.db")) &&
		read_all(&bench));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	for (size_t i = 0; i < COUNT(settled); i++)
		test_settled(i);
	test_crosses(folder);
	folder_remove(folder, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
