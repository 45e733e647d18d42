/* Where the files that come with the program are. */
#include "base/places.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

/* Of these, "own" has a folder and a file of that name, and no fonts. */
static const struct {
	const char *name, *asked, *file, *want; /* want NULL: not there */
} cases[] = {
    {"nobody asks", NULL, "templates", "*/templates"},
    {"asked for nothing", "", "templates", "*/templates"},
    {"a folder", "own", "templates", "own/templates"},
    {"a file", "own", "kommun.yaml", "own/kommun.yaml"},
    {"not there, so ours", "own", "fonts", "*/fonts"},
    {"nowhere", "own", "none-of-it", NULL},
};

int
main(void)
{
	char folder[] = "/tmp/utskick-places-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	test_true("a folder to work in", mkdtemp(folder) && !chdir(folder));
	test_true("of one's own",
	    folder_make("own/templates", diag) &&
		file_write_whole("own/kommun.yaml", SLICE("a"), diag));
	for (size_t i = 0; i < COUNT(cases); i++) {
		unsetenv("UTSKICK_DATA");
		if (cases[i].asked)
			setenv("UTSKICK_DATA", cases[i].asked, 1);
		const char *want = cases[i].want ? cases[i].want : "none";
		if (*want == '*') /* the folder of the sources */
			want = path_join(
			    mem, path_folder(mem, TESTS_DIR), want + 2);
		const char *found = places_find(mem, cases[i].file);
		test_text(cases[i].name, found ? found : "none", want);
	}
	test_true("removed", folder_remove(folder, diag));
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
