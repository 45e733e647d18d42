#include "font/search.h"
#include "base/fault.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "font/messages.h"

/* Deeper than any font package; ends the walk of a loop made by mounts. */
#define DEPTH_MAX 8

const char *const font_roots[] = {"/usr/local/share/fonts", "/usr/share/fonts",
    "/usr/share/texmf/fonts/opentype", NULL};

static const char *const *
dup_list(struct arena *job_mem, const char *const *list)
{
	size_t count = 0;
	while (list && list[count])
		count++;
	const char **copy = ARENA_ARRAY(job_mem, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		copy[i] = arena_dup_text(job_mem, slice_view(list[i]));
	return copy;
}

void
font_search_init(struct font_search *search, struct arena *job_mem,
    const char *const *folders, const char *const *roots)
{
	*search = (struct font_search){.job_mem = job_mem,
	    .folders = dup_list(job_mem, folders),
	    .roots = dup_list(job_mem, roots)};
}

static bool
is_font_name(const char *name)
{
	struct slice text = slice_view(name);
	return slice_ends(text, ".ttf") || slice_ends(text, ".otf");
}

static void
add_file(struct font_search *search, const char *path)
{
	search->found = arena_grow(search->job_mem, search->found,
	    &search->room, search->count + 1, sizeof(const char *));
	search->found[search->count++] = path;
}

/* Links to files count, links to folders do not. */
static void
walk_folder(struct font_search *search, const char *folder, int depth)
{
	DIR *open = fault_opendir(folder);
	if (!open)
		return;
	for (struct dirent *entry; (entry = fault_readdir(open));) {
		struct stat link, file;
		const char *path;
		if (entry->d_name[0] == '.')
			continue;
		path = path_join(search->job_mem, folder, entry->d_name);
		if (!fault_lstat(path, &link) || !fault_stat(path, &file))
			continue;
		if (S_ISDIR(link.st_mode) && depth < DEPTH_MAX)
			walk_folder(search, path, depth + 1);
		else if (S_ISREG(file.st_mode) && is_font_name(path))
			add_file(search, path);
	}
	closedir(open);
}

static int
compare_found(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	int order = strcmp(path_name(*x), path_name(*y));
	return order ? order : strcmp(*x, *y);
}

/* The order of a folder's entries is the disk's own: it must not show. */
static void
walk_roots(struct font_search *search)
{
	if (search->walked)
		return;
	search->walked = true;
	for (size_t i = 0; search->roots[i]; i++)
		walk_folder(search, search->roots[i], 0);
	if (search->count)
		qsort(search->found, search->count, sizeof(const char *),
		    compare_found);
}

static bool
same_content(const char *a, const char *b, struct diag *diag, bool *same)
{
	struct digest one, other;
	if (!hash_file(a, diag, &one) || !hash_file(b, diag, &other))
		return false;
	*same = digest_equal(one, other);
	return true;
}

static const char *
find_below(struct font_search *search, struct slice name, struct diag *diag,
    struct span place, bool *reported)
{
	const char *first = NULL;
	walk_roots(search);
	for (size_t i = 0; i < search->count; i++) {
		const char *path = search->found[i];
		bool same = true;
		if (!slice_is(name, path_name(path)))
			continue;
		if (first && !same_content(first, path, diag, &same))
			*reported = true;
		if (!same) {
			REPORT(diag, place, &font_two_files,
			    ARGS(name, first, path));
			HINT(diag, &font_choose_one, NO_ARGS);
			*reported = true;
		}
		if (*reported)
			return NULL;
		first = first ? first : path;
	}
	return first;
}

static void
report_missing(struct font_search *search, struct slice name, struct diag *diag,
    struct span place)
{
	struct suggestion best = suggestion_start(name);
	REPORT(diag, place, &font_no_file, ARGS(name));
	for (size_t i = 0; i < search->count; i++)
		suggestion_offer(
		    &best, slice_view(path_name(search->found[i])));
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	else
		HINT(diag, &font_install, NO_ARGS);
}

const char *
font_search_find(struct font_search *search, struct slice name,
    struct diag *diag, struct span place)
{
	const char *file = arena_dup_text(search->job_mem, name);
	bool reported = false;
	for (size_t i = 0; search->folders[i]; i++) {
		const char *path =
		    path_join(search->job_mem, search->folders[i], file);
		if (file_exists(path))
			return path;
	}
	const char *path = find_below(search, name, diag, place, &reported);
	if (!path && !reported)
		report_missing(search, name, diag, place);
	return path;
}
