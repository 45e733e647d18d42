#include "base/named_file.h"

#include "base/file.h"

#define END ".yaml"

static void
offer_folder(struct arena *job_mem, const char *folder, struct suggestion *best)
{
	if (!folder_exists(folder))
		return;
	const char **names = folder_list(job_mem, folder, NULL);
	for (; *names; names++) {
		struct slice name = slice_view(*names);
		if (slice_ends(name, END))
			suggestion_offer(
			    best, slice_part(name, 0, name.len - strlen(END)));
	}
}

const char *
named_file_find(struct arena *job_mem, struct slice name,
    const char *const *folders, struct suggestion *best)
{
	const char *file = arena_print(job_mem, "%.*s%s", (int)name.len,
	    name.at, slice_ends(name, END) ? "" : END)
			       .at;
	for (size_t i = 0; folders[i]; i++) {
		const char *path = path_join(job_mem, folders[i], file);
		if (path_is_taken(path) && !folder_exists(path))
			return path;
	}
	*best = suggestion_start(name);
	for (size_t i = 0; folders[i]; i++)
		offer_folder(job_mem, folders[i], best);
	return NULL;
}
