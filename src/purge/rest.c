#include "purge/rest.h"
#include "base/fault.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/sink.h"
#include "proof/messages.h"
#include "proof/purged.h"
#include "proof/seal.h"
#include "proof/walk.h"
#include "purge/messages.h"

static bool
is_among(const char *const *names, const char *name)
{
	for (; names && *names; names++) {
		if (strcmp(*names, name) == 0)
			return true;
	}
	return false;
}

bool
rest_count(const char *folder, const char *const *stays, uint32_t *files,
    uint64_t *bytes, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct walk walk = {0};
	bool ok =
	    !folder_exists(folder) || walk_folder(&walk, mem, folder, diag);
	for (size_t i = 0; ok && i < walk.file_count; i++) {
		struct stat st;
		if (is_among(stays, walk.file[i]))
			continue;
		++*files;
		if (fault_stat(path_join(mem, folder, walk.file[i]), &st))
			*bytes += (uint64_t)st.st_size;
	}
	arena_free(mem);
	return ok;
}

/* By names that were read before any of them goes. */
bool
rest_remove(const char *folder, const char *const *stays, struct diag *diag)
{
	struct arena *mem = arena_new();
	const char **names = NULL;
	size_t count = 0, room = 0;
	DIR *dir = fault_opendir(folder);
	for (struct dirent *e = dir ? fault_readdir(dir) : NULL; e;
	     e = fault_readdir(dir)) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..") ||
		    is_among(stays, e->d_name))
			continue;
		names = arena_grow(mem, names, &room, count + 1, sizeof *names);
		names[count++] = arena_dup_text(mem, slice_view(e->d_name));
	}
	if (dir)
		closedir(dir);
	bool ok = true;
	for (size_t i = 0; i < count; i++)
		ok =
		    folder_remove(path_join(mem, folder, names[i]), diag) && ok;
	ok = ok && (!dir || folder_sync(folder, diag));
	arena_free(mem);
	return ok;
}

/* ---- what is not of the run */

static bool
stray(
    struct arena *mem, const char *folder, const char *name, struct diag *diag)
{
	REPORT(diag, NO_SPAN, &proof_stray, ARGS(path_join(mem, folder, name)));
	HINT(diag, &purge_stray_hint, NO_ARGS);
	return false;
}

static bool
check_folder(struct arena *mem, const char *folder, const char *const *but,
    struct diag *diag)
{
	struct sums sums;
	struct walk walk;
	bool ok = true;
	if (!folder_exists(folder))
		return true;
	if (!sums_read(&sums, mem, folder, diag) ||
	    !walk_folder(&walk, mem, folder, diag))
		return false;
	for (size_t i = 0; i < walk.file_count; i++) {
		if (!is_among(but, walk.file[i]) &&
		    strcmp(walk.file[i], SUMS_FILE) != 0 &&
		    !sums_find(&sums, walk.file[i]))
			ok = stray(mem, folder, walk.file[i], diag);
	}
	for (size_t i = 0; i < walk.odd_count; i++)
		ok = stray(mem, folder, walk.odd[i], diag);
	return ok;
}

bool
rest_is_sealed(const char *run, struct diag *diag)
{
	static const char *const mine[] = {SEAL_FILE, SEAL_SIGNATURE,
	    EVENTS_FILE, EVENTS_HEAD, EVENTS_HEAD SINK_PARTIAL, PURGED_FILE,
	    PURGED_FILE SINK_PARTIAL, PURGED_LEDGER, PURGED_LEDGER "-journal",
	    NULL};
	struct arena *mem = arena_new();
	bool ok =
	    check_folder(mem, path_join(mem, run, "to-printer"), NULL, diag);
	ok = check_folder(mem, path_join(mem, run, "keep"), mine, diag) && ok;
	ok = sums_check_top(run, &proof_stray, diag) && ok;
	arena_free(mem);
	return ok;
}
