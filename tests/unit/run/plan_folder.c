/* The file PLAN is read as it is written, by whoever alone can write in its
 * folder. */
#include "run/plan_folder.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
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
	test_open(path, 0750);
	test_open(inner, 0701);
	test_open(parts, 0770);
	rmdir(parts);
	file_write_whole(parts, SLICE(""), diag);
	test_true("a file", is_read(&plan, "a file", "plan-open"));
	folder_remove(path, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
