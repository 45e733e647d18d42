/* Which batches of a plan are not there, and what does not belong beside them. */
#include "run/parts_look.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

enum { BATCHES = 60 };

static const struct {
	const char *name;
	/* what lies in parts/: names, with a blank behind each */
	const char *files;
	uint32_t torn; /* every so many batches is there, and no folder */
	const char *says[4]; /* what is said, and in what order */
	bool stray;
} cases[] = {
    {"nothing", "", 0, {"these batches are not written: 1-60 [", "--part 1/1'"},
	false},
    {"every third torn", "", 3,
	{"not written: 1-2, 4-5, 7-8, 10-11, 13-14, 16-17, 19-20, 22-23, "
	 "25-26, "
	 "28-29, 31-32, 34-35, 37-38, 40-41, 43-44, 46-47, 49-50, 52-53, "
	 "55-56, "
	 "58-59 [",
	    "not as they were written: 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, "
	    "33, 36, 39, 42, 45, 48, 51, 54, 57, 60 ["},
	false},
    {"more than are listed", "", 2,
	{"not written: 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, "
	 "31, 33, 35, 37, 39 … [",
	    "not as they were written: 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, "
	    "24, 26, 28, 30, 32, 34, 36, 38, 40 … ["},
	false},
    {"divided in three", "of-3 ", 0, {"--part k/3, with k = 1-3\n"}, false},
    {"divided in more than there are", "of-70 ", 0,
	{"--part k/70, with k = 1-60\n"}, false},
    {"divided twice", "of-3 of-4 ", 0, {"--part 1/1'"}, false},
    {"what an attempt left", "batch-0001.n2-1 tmp.n2 ", 0, {"1-60 ["}, false},
    {"divided in none", "of-0 ", 0, {"1-60 ["}, true},
    {"divided in what is no number", "of-3x ", 0, {"1-60 ["}, true},
    {"divided in too many", "of-4294967296 ", 0, {"1-60 ["}, true},
    {"a batch that is not planned", "batch-0061 ", 0, {"1-60 ["}, true},
    {"a batch written otherwise", "batch-00001 ", 0, {"1-60 ["}, true},
    {"batch 0", "batch-0000 ", 0, {"1-60 ["}, true},
    {"a batch that is no number", "batch-000a ", 0, {"1-60 ["}, true},
    {"a file of somebody's", "mine.txt ", 0, {"1-60 ["}, true},
};

static struct arena *mem;

static void
touch(const char *folder, struct slice name, struct diag *diag)
{
	file_write_whole(
	    path_join(mem, folder, arena_dup_text(mem, name)), SLICE(""), diag);
}

static void
fill(const char *folder, size_t i, struct diag *diag)
{
	struct slice rest = slice_view(cases[i].files);
	while (rest.len) {
		size_t end = slice_find_char(rest, ' ');
		touch(folder, slice_part(rest, 0, end), diag);
		rest = slice_from(rest, end + 1);
	}
	for (uint32_t k = cases[i].torn; k && k <= BATCHES; k += cases[i].torn)
		touch(folder, arena_print(mem, "batch-%04u", k), diag);
}

static void
test_case(size_t i)
{
	static struct batch_result results[BATCHES];
	struct part_planned planned[BATCHES];
	char name[] = "/tmp/utskick-parts-XXXXXX", *said = NULL;
	size_t len = 0;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct plan_folder folder = {.parts = mkdtemp(name)};
	struct plan_parts parts = {.at = planned};
	parts.counts.batches = BATCHES;
	for (uint32_t k = 0; k < BATCHES; k++)
		planned[k] = (struct part_planned){
		    k + 1, arena_print(mem, "batch-%04u.pdf", k + 1).at, 1};
	fill(folder.parts, i, diag);
	test_true(cases[i].name, !parts_look(&folder, &parts, results, diag));
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	const char *at = said;
	for (size_t k = 0; at && cases[i].says[k]; k++)
		at = strstr(at, cases[i].says[k]);
	test_true(cases[i].name, at);
	if (!at)
		printf("  said: %s\n", said);
	test_true(cases[i].name,
	    (strstr(said, "[part-stray]") != NULL) == cases[i].stray);
	free(said);
	folder_remove(folder.parts, diag);
	diag_free(diag);
	sources_free(sources);
}

/* A plan of no letters has no parts; a stray file is refused all the same. */
static void
test_none(void)
{
	char name[] = "/tmp/utskick-parts-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct plan_folder folder = {.parts = mkdtemp(name)};
	const struct plan_parts parts = {.at = NULL};
	test_true("nothing to write",
	    parts_look(&folder, &parts, NULL, diag) && !diag_count(diag));
	touch(folder.parts, SLICE("mine.txt"), diag);
	test_true("a stray file",
	    !parts_look(&folder, &parts, NULL, diag) && diag_count(diag) == 1);
	folder_remove(folder.parts, diag);
	test_true("no folder",
	    !parts_look(&folder, &parts, NULL, diag) && diag_count(diag) == 2);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	mem = arena_new();
	test_none();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	arena_free(mem);
	return test_end();
}
