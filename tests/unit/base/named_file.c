/* A file by its name: a stationery or a print shop, the user's or ours. */
#include "base/named_file.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

static const struct {
	const char *name, *want, *nearest; /* want NULL: not there */
} cases[] = {
    {"kommun", "ours/kommun.yaml", ""},
    {"kommun.yaml", "ours/kommun.yaml", ""},
    {"both", "own/both.yaml", ""}, /* the user's comes first */
    {"folder", "ours/folder.yaml", ""}, /* own/folder.yaml is a folder */
    {"komun", NULL, "kommun"},
    {"notes.txt", NULL, ""},
    {"xyz", NULL, ""},
};

static void
test_case(struct arena *mem, size_t i)
{
	static const char *const folders[] = {"own", "none", "ours", NULL};
	struct suggestion best = suggestion_start(SLICE(""));
	const char *found =
	    named_file_find(mem, slice_view(cases[i].name), folders, &best);
	test_text(cases[i].name, found ? found : "none",
	    cases[i].want ? cases[i].want : "none");
	test_slice(cases[i].name, best.nearest, cases[i].nearest);
}

int
main(void)
{
	static const char *const files[] = {"own/both.yaml", "own/notes.txt",
	    "ours/both.yaml", "ours/kommun.yaml", "ours/folder.yaml"};
	char folder[] = "/tmp/utskick-named-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	test_true("a folder to work in", mkdtemp(folder) && !chdir(folder));
	test_true("folders",
	    folder_make("own/folder.yaml", diag) && folder_make("ours", diag));
	for (size_t i = 0; i < COUNT(files); i++)
		test_true(
		    files[i], file_write_whole(files[i], SLICE("a"), diag));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(mem, i);
	test_true("removed", folder_remove(folder, diag));
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
