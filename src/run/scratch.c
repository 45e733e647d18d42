#include "run/scratch.h"
#include "base/fault.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "run/messages.h"

void
scratch_claim(struct scratch *scratch, const char *folder)
{
	size_t len = strlen(folder);
	if (!scratch || len >= sizeof scratch->folder)
		return;
	scratch->ending[0] = '\0';
	memcpy(scratch->folder, folder, len + 1);
}

void
scratch_claim_ending(
    struct scratch *scratch, const char *folder, const char *ending)
{
	size_t len = strlen(ending);
	if (!scratch || len >= sizeof scratch->ending)
		return;
	scratch_release(scratch);
	memcpy(scratch->ending, ending, len + 1);
	len = strlen(folder);
	if (len < sizeof scratch->folder)
		memcpy(scratch->folder, folder, len + 1);
}

void
scratch_claim_made(struct scratch *scratch, const char *folder)
{
	size_t len = strlen(folder);
	if (scratch && len < sizeof scratch->made)
		memcpy(scratch->made, folder, len + 1);
}

/* The names that a run has in its folder; of plan.db there are versions on the
 * way. */
static bool
is_of_a_run(const char *name)
{
	static const char *const names[] = {
	    "lock", "tmp", "to-printer", "keep", "PLAN", "plan", "parts", NULL};
	for (size_t i = 0; names[i]; i++) {
		if (strcmp(name, names[i]) == 0)
			return true;
	}
	return strncmp(name, "plan.db", strlen("plan.db")) == 0;
}

static bool
holds_a_run(const char *folder)
{
	DIR *dir = fault_opendir(folder);
	bool ours = dir;
	for (struct dirent *e = dir ? fault_readdir(dir) : NULL; e;
	     e = fault_readdir(dir))
		ours = ours && (strcmp(e->d_name, ".") == 0 ||
				   strcmp(e->d_name, "..") == 0 ||
				   is_of_a_run(e->d_name));
	if (dir)
		closedir(dir);
	return ours;
}

/* Nothing there yet, or a folder as scratch_make leaves it. */
static bool
is_ours(const char *folder)
{
	struct stat st;
	if (!fault_lstat(folder, &st))
		return errno == ENOENT;
	return S_ISDIR(st.st_mode) && st.st_uid == geteuid() &&
	       (st.st_mode & 077) == 0 && holds_a_run(folder);
}

bool
scratch_make(struct scratch *scratch, const char *folder, struct diag *diag)
{
	bool ours = is_ours(folder);
	if (ours) {
		scratch_claim(scratch, folder);
		if (!folder_make_lasting(folder, diag))
			return false;
		ours = is_ours(folder);
	}
	if (ours)
		return true;
	scratch_release(scratch);
	REPORT(diag, NO_SPAN, &run_not_our_folder, ARGS(folder));
	HINT(diag, &run_not_our_folder_hint, NO_ARGS);
	return false;
}

void
scratch_release(struct scratch *scratch)
{
	if (scratch)
		scratch->folder[0] = '\0';
}

int
folder_lock(const char *folder, struct diag *diag)
{
	struct arena *mem = arena_new();
	const char *path = path_join(mem, folder, "lock");
	int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (lock < 0) {
		file_report(diag, path, errno);
	} else if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK) { /* nobody has one here */
			file_report(diag, path, errno);
			unlink(path);
		}
		close(lock);
		lock = -1;
	}
	arena_free(mem);
	return lock;
}

/* Removes what has a name that ends so, but for dots and the lock. */
static bool
remove_ending(const char *folder, struct slice ending, struct diag *diag)
{
	static const char *const stay[] = {".", "..", "lock", NULL};
	struct arena *mem = arena_new();
	DIR *dir = opendir(folder);
	bool ok = true;
	for (struct dirent *e = dir ? fault_next_name(dir) : NULL; e;
	     e = fault_next_name(dir)) {
		struct slice name = slice_view(e->d_name);
		bool goes = name.len >= ending.len &&
			    slice_equal(slice_from(name, name.len - ending.len),
				ending);
		for (size_t i = 0; stay[i]; i++)
			goes = goes && !slice_is(name, stay[i]);
		if (goes)
			ok = folder_remove(
				 path_join(mem, folder, e->d_name), diag) &&
			     ok;
	}
	if (errno) {
		file_report(diag, folder, errno);
		ok = false;
	}
	if (dir)
		closedir(dir);
	arena_free(mem);
	return ok;
}

bool
scratch_empty(const char *folder, struct diag *diag)
{
	return remove_ending(folder, SLICE(""), diag);
}

bool
scratch_remove_ending(const char *folder, const char *ending, struct diag *diag)
{
	return remove_ending(folder, slice_view(ending), diag);
}

static bool
clear_folder(const struct scratch *scratch, struct diag *diag)
{
	struct stat st;
	if (!scratch->folder[0] ||
	    (lstat(scratch->folder, &st) != 0 && errno == ENOENT))
		return true;
	if (scratch->ending[0])
		return scratch_remove_ending(
		    scratch->folder, scratch->ending, diag);
	size_t before = diag_errors(diag);
	int lock = folder_lock(scratch->folder, diag);
	if (lock < 0)
		return diag_errors(diag) == before;
	bool ok = folder_remove(scratch->folder, diag);
	close(lock);
	return ok;
}

bool
scratch_clear(struct scratch *scratch, struct diag *diag)
{
	bool ok = clear_folder(scratch, diag);
	/* which the other lay in, perhaps */
	if (scratch->made[0] && rmdir(scratch->made) != 0 && errno == ENOTDIR)
		unlink(scratch->made);
	return ok;
}
