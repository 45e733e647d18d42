#include "proof/names.h"

#include <stdlib.h>

#include "base/file.h"
#include "proof/messages.h"

void
names_add(struct names *names, const char *path)
{
	names->at = arena_grow(names->mem, names->at, &names->room,
	    names->count + 1, sizeof *names->at);
	names->at[names->count++] = path;
}

void
names_add_in(struct names *names, const char *folder, struct slice name)
{
	names_add(names,
	    path_join(names->mem, folder, arena_dup_text(names->mem, name)));
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
names_sort(struct names *names)
{
	if (names->count)
		qsort(
		    names->at, names->count, sizeof *names->at, compare_paths);
}

static void
say(const struct walk *walk, const struct message *what, const char *path,
    struct diag *diag)
{
	REPORT(diag, NO_SPAN, what,
	    ARGS(path_join(walk->mem, walk->folder, path)));
}

bool
names_are_all(struct names *names, const struct walk *walk, struct diag *diag)
{
	size_t i = 0, j = 0, before = diag_errors(diag);
	names_sort(names);
	while (i < walk->file_count || j < names->count) {
		int order = i == walk->file_count ? 1
			    : j == names->count
				? -1
				: strcmp(walk->file[i], names->at[j]);
		if (order > 0)
			say(walk, &proof_made_gone, names->at[j], diag);
		else if (order < 0)
			say(walk, &proof_not_made, walk->file[i], diag);
		i += order <= 0;
		j += order >= 0;
	}
	for (size_t k = 0; k < walk->empty_count; k++)
		say(walk, &proof_not_made, walk->empty[k], diag);
	return diag_errors(diag) == before;
}
