/* Where a path leads, also one that is not there. */
#include "base/real_path.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

/* In a folder with a/b/, a link to/there -> ../a, to/nothing -> none/x, and a
 * link in a circle. */
static const struct {
	const char *path, *real;
} cases[] = {
    {".", ""},
    {"a", "/a"},
    {"a/", "/a"},
    {"./a//b/.", "/a/b"},
    {"a/b/..", "/a"},
    {"a/new/run", "/a/new/run"},
    {"new/../a/b", "/a/b"},
    {"to/there", "/a"},
    {"to/there/b/new", "/a/b/new"},
    {"to/there/../a", "/a"},
    {"to/nothing", "/to/none/x"},
    {"to/nothing/new", "/to/none/x/new"},
    {"to/whole/new", "/a/new"},
};

static const struct {
	const char *real, *folder;
	bool in;
} places[] = {
    {"/a", "/a", true},
    {"/a/b", "/a", true},
    {"/ab", "/a", false},
    {"/", "/a", false},
    {"/a", "/", true},
    {"/a/b", "/a/b/c", false},
};

int
main(void)
{
	char name[] = "/tmp/utskick-real-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct arena *mem = arena_new();
	const char *folder = mkdtemp(name);
	if (!folder || chdir(folder) != 0 || !folder_make("a/b", diag) ||
	    !folder_make("to", diag) || symlink("../a", "to/there") != 0 ||
	    symlink("none/x", "to/nothing") != 0 ||
	    symlink(path_join(mem, folder, "a"), "to/whole") != 0 ||
	    symlink("circle", "to/circle") != 0)
		abort();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_text(cases[i].path, path_real(mem, cases[i].path),
		    arena_print(mem, "%s%s", folder, cases[i].real).at);
	test_text("whole", path_real(mem, "/../a/./b"), "/a/b");
	test_text("root", path_real(mem, "/"), "/");
	test_true("a circle ends",
	    path_real_is_in(path_real(mem, "to/circle"), folder));
	for (size_t i = 0; i < COUNT(places); i++)
		test_true(places[i].real,
		    path_real_is_in(places[i].real, places[i].folder) ==
			places[i].in);
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
