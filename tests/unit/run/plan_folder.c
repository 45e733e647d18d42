/* The file PLAN is read as it is written, by whoever alone can write in its
 * folder. */
#include "run/plan_folder.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ledger/small.h"
#include "proof/sums.h"
#include "reported.h"

#define NINES "9999999999999999999999999999999999999999999999999999999999999999"
#define FIRST "utskick plan 1\n"
#define OTHER "program utskick 0.0.1\n"
#define PLAN "plan " NINES "\n"
#define SUMS "sums " NINES "\n"

/* What is read as a plan is this release's, or another's. */
static const struct {
	const char *name, *text, *code;
} cases[] = {
    {"another release's", FIRST OTHER PLAN SUMS "job /a\n", "other-program"},
    {"a path of two lines", FIRST OTHER PLAN SUMS "job /a\nb\n",
	"other-program"},
    {"nothing", "", "plan-file"},
    {"another form", "utskick plan 2\n" OTHER PLAN SUMS "job /a\n",
	"plan-file"},
    {"no program", FIRST PLAN SUMS "job /a\n", "plan-file"},
    {"cut off in a word", FIRST "prog", "plan-file"},
    {"cut off behind a word", FIRST "program utskick", "plan-file"},
    {"a word alone", FIRST "program\n" PLAN SUMS "job /a\n", "plan-file"},
    {"no plan", FIRST OTHER SUMS "job /a\n", "plan-file"},
    {"a plan's sum that is none", FIRST OTHER "plan 99\n" SUMS "job /a\n",
	"plan-file"},
    {"no sums", FIRST OTHER PLAN "job /a\n", "plan-file"},
    {"sums that are none", FIRST OTHER PLAN "sums x\njob /a\n", "plan-file"},
    {"no job", FIRST OTHER PLAN SUMS, "plan-file"},
    {"a job somewhere", FIRST OTHER PLAN SUMS "job a\n", "plan-file"},
    {"a job without an end", FIRST OTHER PLAN SUMS "job /a", "plan-file"},
};

static struct arena *mem;
static const char *path;

static bool
is_read(struct plan_folder *folder, const char *name, const char *code)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	bool ok = plan_folder_read(folder, mem, path, diag);
	bool as_wanted = !ok && diag_count(diag);
	if (as_wanted)
		test_text(name, diag_view(diag, 0)->main.message->code, code);
	diag_free(diag);
	sources_free(sources);
	return as_wanted;
}

/* Whoever else could write in one of the folders could put in letters. */
static void
test_open(const char *folder, mode_t mode)
{
	struct plan_folder plan;
	chmod(folder, mode);
	test_true(folder, is_read(&plan, folder, "plan-open"));
	chmod(folder, 0700);
}

/* ---- written, and checked */

static void
test_checks(struct plan_folder *plan, struct diag *diag)
{
	test_true("as it was planned", plan_folder_check(plan, diag) &&
					   plan_folder_check_all(plan, diag) &&
					   !diag_count(diag));
	plan->sums.bytes[0] ^= 1;
	test_true("other sums", !plan_folder_check_all(plan, diag));
	test_reported("other sums", diag, "plan-changed");
	plan->sums.bytes[0] ^= 1;
	if (chmod(plan->database, 0600) != 0 ||
	    !file_write_whole(plan->database, SLICE("another"), diag))
		abort();
	test_true("another plan", !plan_folder_check(plan, diag));
	test_reported("another plan", diag, "plan-changed");
	test_true("in all", !plan_folder_check_all(plan, diag));
	unlink(plan->database);
	test_true("no plan", !plan_folder_check(plan, diag));
	unlink(path_join(mem, plan->inner, SUMS_FILE));
	test_true("no sums", !plan_folder_check_all(plan, diag));
}

/* Beside the link lies what the job names, and not beside what it leads to. */
static void
test_link(struct plan_folder *plan, struct diag *diag)
{
	struct plan_folder copy, read;
	struct names made = {.mem = mem};
	const char *folder = path_join(mem, plan->path, "copy");
	const char *link = path_join(mem, plan->path, "link.yaml");
	const char *there = path_join(mem, plan->path, "copy/..");
	plan_folder_name(&copy, mem, folder);
	if (!folder_make(copy.inner, diag) ||
	    !file_write_whole(copy.database, SLICE("a plan"), diag) ||
	    symlink("job.yaml", link) != 0)
		abort();
	test_true("of a link", plan_folder_write(&copy, &made,
				   path_join(mem, there, "link.yaml"), diag) &&
				   plan_folder_read(&read, mem, folder, diag));
	test_text("the link", read.job, link);
	test_true(
	    "PLAN alone", plan_folder_read_file(&read, mem, folder, diag) &&
			      !diag_count(diag));
	folder_remove(folder, diag);
}

static void
test_written(void)
{
	char name[] = "/tmp/utskick-plan-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct names made = {.mem = mem};
	struct plan_folder plan, read;
	const char *folder = mkdtemp(name);
	const char *job = path_join(mem, folder, "job.yaml");
	plan_folder_name(&plan, mem, folder);
	if (!folder_make(plan.inner, diag) ||
	    !file_write_whole(plan.database, SLICE("a plan"), diag))
		abort();
	test_true("no folder of a job",
	    !plan_folder_write(&plan, &made,
		path_join(mem, folder, "nowhere/job.yaml"), diag) &&
		!plan_folder_is_one(folder) && diag_count(diag) == 1);
	diag_reset(diag);
	test_true("written", file_write_whole(job, SLICE(""), diag) &&
				 plan_folder_write(&plan, &made, job, diag) &&
				 plan_folder_is_one(folder));
	test_true("read", plan_folder_read(&read, mem, folder, diag));
	test_text("its job", read.job, job);
	test_link(&plan, diag);
	test_checks(&read, diag);
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
}

/* ---- its batches */

static const struct {
	const char *sql;
	const char *code; /* NULL: they are listed */
} listed[] = {
    {"SELECT 1", NULL},
    {"UPDATE batch SET number = 3 WHERE number = 2", "damaged-ledger"},
    {"UPDATE batch SET number = 3 WHERE number = 2;"
     " UPDATE batch_result SET batch = 3 WHERE batch = 2;"
     " UPDATE letter SET batch = 3 WHERE batch = 2",
	"plan-broken"},
    {"DROP TABLE batch", "damaged-ledger"},
};

static void
test_listed(struct bench *bench, size_t i)
{
	sqlite3 *db = NULL;
	struct plan_parts parts = {.at = NULL};
	test_true(listed[i].sql,
	    file_write_whole(bench->path, bench->bytes, bench->diag) &&
		sqlite3_open(bench->path, &db) == SQLITE_OK &&
		sqlite3_exec(db, listed[i].sql, NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
	struct ledger *ledger = ledger_open(bench->path, bench->diag);
	bool ok =
	    ledger && plan_folder_list(&parts, bench->mem, ledger, bench->diag);
	test_true(listed[i].sql, ok == !listed[i].code);
	if (!ok && listed[i].code)
		test_reported(listed[i].sql, bench->diag, listed[i].code);
	if (ok) {
		test_number("batches", parts.counts.batches, 2);
		test_number("the second", parts.at[1].batch, 2);
		test_number("its letters", parts.at[1].letters, 2);
	}
	ledger_close(ledger);
}

static void
test_list(void)
{
	char name[] = "/tmp/utskick-plan-XXXXXX";
	struct bench bench = {.mem = mem, .sources = sources_new()};
	const char *folder = mkdtemp(name);
	bench.diag = diag_new(bench.sources);
	bench.whole = bench.path = path_join(mem, folder, "ledger.db");
	test_true(
	    "a plan", make_ledger(&bench, path_join(mem, folder, "plan.db")) &&
			  read_all(&bench));
	for (size_t i = 0; i < COUNT(listed); i++)
		test_listed(&bench, i);
	folder_remove(folder, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
}

int
main(void)
{
	char name[] = "/tmp/utskick-plan-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct plan_folder plan;
	mem = arena_new();
	path = mkdtemp(name);
	if (!path)
		abort();
	const char *inner = path_join(mem, path, "plan");
	const char *parts = path_join(mem, path, "parts");
	folder_make(inner, diag);
	folder_make(parts, diag);
	test_true("no plan", is_read(&plan, "no plan", "no-plan"));
	for (size_t i = 0; i < COUNT(cases); i++) {
		file_write_whole(path_join(mem, path, PLAN_FILE),
		    slice_view(cases[i].text), diag);
		test_true(cases[i].name,
		    is_read(&plan, cases[i].name, cases[i].code));
		/* another release's plan was read to its end */
		if (strcmp(cases[i].code, "other-program") == 0)
			test_true(cases[i].name,
			    slice_starts(slice_view(plan.job), "/a") &&
				plan.plan.bytes[0] == 0x99);
	}
	struct slice much = {NULL, 0};
	much.at = arena_raw(mem, 70000);
	much.len = 70000;
	memset((char *)(uintptr_t)much.at, 'a', much.len);
	file_write_whole(path_join(mem, path, PLAN_FILE), much, diag);
	test_true("too long", is_read(&plan, "too long", "file-too-large"));
	test_open(path, 0750);
	test_open(inner, 0701);
	test_open(parts, 0770);
	/* whose it is matters, which only root can try */
	if (chown(parts, 65534, (gid_t)-1) == 0)
		test_true("theirs", is_read(&plan, "theirs", "plan-open"));
	rmdir(parts);
	test_true("no parts", is_read(&plan, "no parts", "plan-open"));
	file_write_whole(parts, SLICE(""), diag);
	test_true("a file", is_read(&plan, "a file", "plan-open"));
	test_written();
	test_list();
	folder_remove(path, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
