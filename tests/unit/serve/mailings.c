#include "serve/mailings.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

static const struct {
	const char *name;
	bool want;
} cases[] = {
    {"2012-03-19-fritt-val", true},
    {"2012-03-20-åäö", true},
    {"", false},
    {".", false},
    {"..", false},
    {"2012-03-19-fritt-val/", false},
    {"./2012-03-19-fritt-val", false},
    {"../out/2012-03-19-fritt-val", false},
    {"/etc", false},
    {"2012-03-21-fritt-val.partial", false},
    {"linked", false},
    {"empty", false},
};

static void
make(struct arena *mem, const char *folder, const char *name)
{
	mkdir(path_join(mem, folder, name), 0700);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	struct arena *mem = arena_new();
	size_t count;
	if (!mkdtemp(folder))
		return 1;
	mailings_list(mem, folder, &count);
	test_number("no folder of runs", (long long)count, 0);
	make(mem, folder, "out");
	static const char *const runs[] = {"2012-03-19-fritt-val",
	    "2012-03-20-åäö", "2012-03-21-fritt-val.partial", ".hidden"};
	for (size_t i = 0; i < COUNT(runs); i++) {
		const char *run = mailings_path(mem, folder, runs[i]);
		mkdir(run, 0700);
		make(mem, run, "keep");
	}
	mkdir(mailings_path(mem, folder, "empty"), 0700);
	test_number("linked",
	    symlink(mailings_path(mem, folder, "2012-03-19-fritt-val"),
		mailings_path(mem, folder, "linked")),
	    0);
	const char **names = mailings_list(mem, folder, &count);
	test_number("runs", (long long)count, 2);
	test_text("the first", names[0], "2012-03-19-fritt-val");
	for (size_t i = 0; i < COUNT(cases); i++)
		test_true(cases[i].name,
		    (mailings_find(mem, folder, slice_view(cases[i].name)) !=
			NULL) == cases[i].want);
	folder_remove(folder, NULL);
	arena_free(mem);
	return test_end();
}
