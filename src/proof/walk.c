#include "proof/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/messages.h"

static void
add(struct arena *mem, const char ***to, size_t *count, size_t *room,
    const char *path)
{
	*to = arena_grow(mem, *to, room, *count + 1, sizeof **to);
	(*to)[(*count)++] = path;
}

#define ADD(walk, list, path)                                                  \
	add((walk)->mem, &(walk)->list, &(walk)->list##_count,                 \
	    &(walk)->list##_room, (path))

static bool
refuse(const char *path, struct diag *diag)
{
	fault_report_unread(diag, NO_SPAN, path, errno);
	return false;
}

static bool walk_below(struct walk *walk, const char *below, struct diag *diag);

static bool
add_entry(struct walk *walk, const char *path, struct diag *diag)
{
	struct stat st;
	const char *whole = path_join(walk->mem, walk->folder, path);
	if (lstat(whole, &st) != 0)
		return refuse(whole, diag);
	if (S_ISDIR(st.st_mode))
		return walk_below(walk, path, diag);
	if (S_ISREG(st.st_mode))
		ADD(walk, file, path);
	else
		ADD(walk, odd, path);
	return true;
}

static bool
walk_below(struct walk *walk, const char *below, struct diag *diag)
{
	const char *whole =
	    *below ? path_join(walk->mem, walk->folder, below) : walk->folder;
	DIR *dir = opendir(whole);
	if (!dir)
		return refuse(whole, diag);
	bool ok = true, empty = true;
	errno = 0;
	for (struct dirent *e = readdir(dir); e && ok; e = readdir(dir)) {
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, "..")) {
			empty = false;
			ok = add_entry(
			    walk, path_join(walk->mem, below, e->d_name), diag);
		}
		errno = 0;
	}
	if (ok && errno != 0)
		ok = refuse(whole, diag);
	closedir(dir);
	if (empty && *below)
		ADD(walk, empty, below);
	return ok;
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool
walk_folder(
    struct walk *walk, struct arena *mem, const char *folder, struct diag *diag)
{
	*walk = (struct walk){.mem = mem, .folder = folder};
	bool ok = walk_below(walk, "", diag);
	if (walk->file_count)
		qsort(walk->file, walk->file_count, sizeof *walk->file,
		    compare_paths);
	return ok;
}
