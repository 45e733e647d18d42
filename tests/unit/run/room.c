/* Whether a disk can hold a run at all. */
#include "run/room.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "reported.h"

/* "%" is a folder of the test with a plan of a few bytes. */
static const struct {
	const char *name, *folder, *plan;
	uint32_t pages, rows;
	const char *code; /* NULL: there is room */
} cases[] = {
    {"a letter", "%", "%/plan.db", 1, 1, NULL},
    {"no ledger", "%", NULL, 1, 1, NULL},
    {"more pages than a disk holds", "%", NULL, UINT32_MAX, 0, "no-room"},
    {"a disk that does not say", "/proc", NULL, UINT32_MAX, UINT32_MAX, NULL},
    {"no folder", "%/none", NULL, 1, 1, "cannot-write"},
    {"no plan", "%", "%/none", 1, 1, "cannot-write"},
};

static const char *
place(struct arena *mem, const char *folder, const char *path)
{
	return path && *path == '%'
		   ? arena_print(mem, "%s%s", folder, path + 1).at
		   : path;
}

int
main(void)
{
	char folder[] = "/dev/shm/utskick-room-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	if (!mkdtemp(folder))
		abort();
	file_write_whole(path_join(mem, folder, "plan.db"), SLICE("a"), diag);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct plan_counts counts = {
		    .pages = cases[i].pages, .rows = cases[i].rows};
		bool ok = room_check(place(mem, folder, cases[i].folder),
		    place(mem, folder, cases[i].plan), &counts, diag);
		test_true(cases[i].name, ok == !cases[i].code);
		if (!ok && cases[i].code)
			test_reported(cases[i].name, diag, cases[i].code);
	}
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
