#include "serve/mailings.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/fault.h"
#include "base/file.h"

const char *
mailings_path(struct arena *mem, const char *folder, const char *name)
{
	return path_join(mem, path_join(mem, folder, "out"), name);
}

static bool
is_own_folder(const char *path)
{
	struct stat st;
	return fault_lstat(path, &st) && S_ISDIR(st.st_mode);
}

/* Finished, and no link to anywhere else. */
static bool
is_run(struct arena *mem, const char *folder, const char *name)
{
	static const char *const unfinished[] = {".partial", NULL};
	const char *path = mailings_path(mem, folder, name);
	return name[0] != '.' && !path_ends_in(name, unfinished) &&
	       is_own_folder(path) &&
	       is_own_folder(path_join(mem, path, "keep"));
}

const char **
mailings_list(struct arena *mem, const char *folder, size_t *count)
{
	struct dirent **found = NULL;
	const char *out = path_join(mem, folder, "out");
	int all = scandir(out, &found, NULL, alphasort);
	if (all < 0 && fault_is(errno))
		fault_end(out, errno);
	const char **names =
	    ARENA_ARRAY(mem, const char *, all > 0 ? (size_t)all + 1 : 1);
	*count = 0;
	for (int i = 0; i < all; i++) {
		const char *name = found[i]->d_name;
		if (is_run(mem, folder, name))
			names[(*count)++] =
			    arena_dup_text(mem, slice_view(name));
		free(found[i]);
	}
	free(found);
	return names;
}

const char *
mailings_find(struct arena *mem, const char *folder, struct slice name)
{
	size_t count;
	const char **names = mailings_list(mem, folder, &count);
	for (size_t i = 0; i < count; i++) {
		if (slice_is(name, names[i]))
			return mailings_path(mem, folder, names[i]);
	}
	return NULL;
}
