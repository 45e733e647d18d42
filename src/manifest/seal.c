#include "manifest/seal.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/hash.h"
#include "manifest/messages.h"

#define SUMS "SHA256SUMS"

/* Paths below the folder that is sealed, without its own name. */
struct paths {
	struct arena *mem;
	const char *folder;
	const char **at;
	size_t count, room;
};

static void
add_path(struct paths *paths, const char *path)
{
	paths->at = arena_grow(paths->mem, paths->at, &paths->room,
	    paths->count + 1, sizeof *paths->at);
	paths->at[paths->count++] = path;
}

static bool walk(struct paths *paths, const char *below, struct diag *diag);

static bool
add_entry(struct paths *paths, const char *path, struct diag *diag)
{
	struct stat st;
	const char *whole = path_join(paths->mem, paths->folder, path);
	if (lstat(whole, &st) != 0) {
		file_report(diag, whole, errno);
		return false;
	}
	if (S_ISDIR(st.st_mode))
		return walk(paths, path, diag);
	if (!S_ISREG(st.st_mode)) {
		REPORT(diag, NO_SPAN, &manifest_not_a_file, ARGS(whole));
		return false;
	}
	if (strcmp(path, SUMS) != 0)
		add_path(paths, path);
	return true;
}

static bool
walk(struct paths *paths, const char *below, struct diag *diag)
{
	const char *whole = *below ? path_join(paths->mem, paths->folder, below)
				   : paths->folder;
	DIR *dir = opendir(whole);
	if (!dir) {
		file_report(diag, whole, errno);
		return false;
	}
	bool ok = true;
	errno = 0;
	for (struct dirent *e = readdir(dir); e && ok; e = readdir(dir)) {
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			ok = add_entry(paths,
			    path_join(paths->mem, below, e->d_name), diag);
		errno = 0;
	}
	if (ok && errno != 0) {
		file_report(diag, whole, errno);
		ok = false;
	}
	closedir(dir);
	return ok;
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* As coreutils: a line with an escaped name starts with a backslash. */
static void
write_line(struct sink *sink, struct digest digest, const char *path)
{
	char hex[65];
	struct strbuf line = {0};
	digest_write_hex(digest, hex);
	if (strpbrk(path, "\\\n\r"))
		strbuf_add_char(&line, '\\');
	strbuf_print(&line, "%s  ", hex);
	for (; *path; path++) {
		if (*path == '\\')
			strbuf_add_text(&line, "\\\\");
		else if (*path == '\n')
			strbuf_add_text(&line, "\\n");
		else if (*path == '\r')
			strbuf_add_text(&line, "\\r");
		else
			strbuf_add_char(&line, *path);
	}
	strbuf_add_char(&line, '\n');
	sink_write(sink, strbuf_view(&line));
	strbuf_fini(&line);
}

bool
seal_write(struct sink *sink, const char *folder, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct paths paths = {.mem = mem, .folder = folder};
	bool ok = walk(&paths, "", diag);
	if (ok && paths.count)
		qsort(paths.at, paths.count, sizeof *paths.at, compare_paths);
	for (size_t i = 0; ok && i < paths.count; i++) {
		struct digest digest;
		ok = hash_file(
		    path_join(mem, folder, paths.at[i]), diag, &digest);
		if (ok)
			write_line(sink, digest, paths.at[i]);
	}
	arena_free(mem);
	return ok;
}

bool
seal_folder(const char *folder, struct diag *diag)
{
	struct strbuf sums = {0};
	struct arena *mem = arena_new();
	struct sink *sink = sink_to_memory(&sums);
	bool ok = sink_end(sink, seal_write(sink, folder, diag), diag) &&
		  file_write_whole(
		      path_join(mem, folder, SUMS), strbuf_view(&sums), diag);
	strbuf_fini(&sums);
	arena_free(mem);
	return ok;
}
