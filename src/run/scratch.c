#include "run/scratch.h"
#include "base/fault.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/messages.h"
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
scratch_claim_lock(struct scratch *scratch, const char *path)
{
	size_t len = strlen(path);
	if (scratch && len < sizeof scratch->lock)
		memcpy(scratch->lock, path, len + 1);
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
	static const char *const names[] = {"lock", "tmp", "to-printer", "keep",
	    "PLAN", "plan", "parts", "SEALING", NULL};
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
bool
scratch_is_ours(const char *folder)
{
	struct stat st;
	if (!fault_lstat(folder, &st))
		return errno == ENOENT;
	return S_ISDIR(st.st_mode) && st.st_uid == geteuid() &&
	       (st.st_mode & 077) == 0 && holds_a_run(folder);
}

void
scratch_release(struct scratch *scratch)
{
	if (scratch)
		scratch->folder[0] = '\0';
}

/* Whoever had it before may have removed the file that it was. */
static bool
is_of_path(int lock, const char *path)
{
	struct stat held, there;
	return fstat(lock, &held) == 0 && lstat(path, &there) == 0 &&
	       held.st_dev == there.st_dev && held.st_ino == there.st_ino;
}

/* The lock, or -1: *error is 0 where another has it. */
static int
take(const char *path, int *error)
{
	for (;;) {
		int lock =
		    open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		*error = lock < 0 ? errno : 0;
		if (lock < 0)
			return -1;
		if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
			if (errno != EWOULDBLOCK) { /* nobody has one here */
				*error = errno;
				unlink(path);
			}
			close(lock);
			return -1;
		}
		if (is_of_path(lock, path))
			return lock;
		close(lock);
	}
}

int
lock_take(const char *path, struct diag *diag)
{
	int error, lock = take(path, &error);
	if (lock < 0 && error)
		file_report(diag, path, error);
	return lock;
}

void
lock_drop(const char *path, int lock)
{
	struct arena *mem = arena_new();
	if (unlink(path) != 0)
		unlink(path); /* once more: nobody else removes it */
	int folder =
	    open(path_folder(mem, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder >= 0) {
		fsync(folder); /* an empty file that comes back does no harm */
		close(folder);
	}
	close(lock);
	arena_free(mem);
}

/* Removes what has a name that ends so. */
static bool
remove_ending(const char *folder, struct slice ending, struct diag *diag)
{
	static const char *const stay[] = {".", "..", NULL};
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
scratch_remove_ending(const char *folder, const char *ending, struct diag *diag)
{
	return remove_ending(folder, slice_view(ending), diag);
}

/* ---- one's own */

static bool
report_not_ours(const char *folder, struct diag *diag)
{
	REPORT(diag, NO_SPAN, &run_not_our_folder, ARGS(folder));
	HINT(diag, &run_not_our_folder_hint, NO_ARGS);
	return false;
}

/* Held, and empty. A folder that has come meanwhile is looked at as well. */
static bool
make_empty(struct scratch *scratch, const char *folder, struct diag *diag)
{
	if (!folder_make_lasting(folder, diag))
		return false;
	if (scratch_is_ours(folder))
		return remove_ending(folder, SLICE(""), diag);
	scratch_release(scratch);
	return report_not_ours(folder, diag);
}

static void
forget(struct scratch *scratch)
{
	scratch_release(scratch);
	if (scratch)
		scratch->lock[0] = '\0';
}

int
scratch_take(struct scratch *scratch, const char *folder, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct slice path = arena_print(mem, "%s.lock", folder);
	int lock = -1;
	if (!scratch_is_ours(folder)) {
		report_not_ours(folder, diag);
	} else if (folder_make_lasting(path_folder(mem, folder), diag)) {
		scratch_claim(scratch, folder);
		scratch_claim_lock(scratch, path.at);
		lock = lock_take(path.at, diag);
		if (lock < 0)
			forget(scratch);
	}
	if (lock >= 0 && !make_empty(scratch, folder, diag)) {
		close(lock);
		lock = -1;
	}
	arena_free(mem);
	return lock;
}

bool
scratch_make_new(struct scratch *scratch, const char *folder, struct diag *diag)
{
	struct arena *mem = arena_new();
	bool ok = folder_make_lasting(path_folder(mem, folder), diag);
	arena_free(mem);
	if (!ok)
		return false;
	/* No signal ends us between making it and saying so. */
	sigset_t all, before;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	ok = mkdir(folder, 0700) == 0;
	int error = errno;
	if (ok)
		scratch_claim(scratch, folder);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (!ok && error == EEXIST)
		REPORT(diag, NO_SPAN, &base_folder_exists, ARGS(folder));
	else if (!ok)
		file_report(diag, folder, error);
	return ok;
}

/* ---- the end */

static bool
clear_folder(const struct scratch *scratch, struct diag *diag)
{
	if (!scratch->folder[0])
		return true;
	if (scratch->ending[0])
		return scratch_remove_ending(
		    scratch->folder, scratch->ending, diag);
	return folder_remove(scratch->folder, diag);
}

/* Whoever has the lock by now has the folder too. */
static bool
clear_locked(const struct scratch *scratch, struct diag *diag)
{
	size_t before = diag_errors(diag);
	int error, lock = take(scratch->lock, &error);
	if (lock < 0 && error) /* once more: nobody else clears it */
		lock = lock_take(scratch->lock, diag);
	if (lock < 0)
		return diag_errors(diag) == before;
	bool ok = clear_folder(scratch, diag);
	lock_drop(scratch->lock, lock);
	return ok;
}

bool
scratch_clear(struct scratch *scratch, struct diag *diag)
{
	bool ok = scratch->lock[0] ? clear_locked(scratch, diag)
				   : clear_folder(scratch, diag);
	scratch->lock[0] = '\0';
	/* which the other lay in, perhaps */
	if (scratch->made[0] && rmdir(scratch->made) != 0 && errno == ENOTDIR)
		unlink(scratch->made);
	return ok;
}
