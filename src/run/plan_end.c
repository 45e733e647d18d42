#include "run/plan_end.h"

#include <dirent.h>
#include <errno.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/real_path.h"
#include "ledger/content.h"
#include "run/begun.h"
#include "run/messages.h"

static const char *
name_aside(struct arena *mem, const char *path)
{
	return arena_print(mem, "%s.partial", path).at;
}

bool
plan_lies_above(const char *path)
{
	struct arena *mem = arena_new();
	const char *at = path_folder(mem, path_real(mem, path));
	bool lies = false;
	for (; !lies && strcmp(at, "/") != 0; at = path_folder(mem, at))
		lies = plan_folder_is_one(at) &&
		       path_is_taken(path_join(mem, at, "parts"));
	arena_free(mem);
	return lies;
}

/* ---- what is in it */

/* SEALING, or what it is on the way. */
static bool
is_of_seal(const char *name)
{
	return slice_starts(slice_view(name), BEGUN_FILE);
}

static bool
is_ours(const char *name)
{
	static const char *const names[] = {
	    PLAN_FILE, "plan", "parts", "lock", NULL};
	for (size_t i = 0; names[i]; i++) {
		if (strcmp(name, names[i]) == 0)
			return true;
	}
	return is_of_seal(name);
}

/* One that is not there holds nothing. False after reports. */
static bool
each_name(const char *folder,
    bool (*take)(const char *path, const char *name, struct diag *diag),
    struct diag *diag)
{
	struct arena *mem = arena_new();
	DIR *dir = opendir(folder);
	bool ok = dir || errno == ENOENT;
	for (struct dirent *e = dir ? fault_next_name(dir) : NULL; e;
	     e = fault_next_name(dir)) {
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			ok = take(path_join(mem, folder, e->d_name), e->d_name,
				 diag) &&
			     ok;
	}
	if (errno && errno != ENOENT) {
		fault_report_unread(diag, NO_SPAN, folder, errno);
		ok = false;
	}
	if (dir)
		closedir(dir);
	arena_free(mem);
	return ok;
}

static bool
check_name(const char *path, const char *name, struct diag *diag)
{
	if (is_ours(name))
		return true;
	REPORT(diag, NO_SPAN, &run_part_stray, ARGS(path));
	return false;
}

/* Reports all that is not ours. */
static bool
holds_ours(const char *folder, struct diag *diag)
{
	return each_name(folder, check_name, diag);
}

/* ---- before a run is made */

/* Either would go with the other. */
static bool
lies_apart(struct arena *mem, const struct plan_folder *folder, const char *out,
    const char *partial, struct diag *diag)
{
	const char *plan = path_real(mem, folder->path);
	const char *aside = name_aside(mem, plan);
	const char *result = path_real(mem, out);
	const char *making = path_real(mem, partial);
	if (!path_real_is_in(result, plan) && !path_real_is_in(result, aside) &&
	    !path_real_is_in(making, plan) && !path_real_is_in(plan, making))
		return true;
	REPORT(diag, NO_SPAN, &run_inside_plan, ARGS(out));
	HINT(diag, &run_inside_plan_hint, NO_ARGS);
	return false;
}

static bool
is_our_rest(const char *aside, struct diag *diag)
{
	if (scratch_is_ours(aside))
		return true;
	REPORT(diag, NO_SPAN, &run_not_our_folder, ARGS(aside));
	HINT(diag, &run_not_our_rest_hint, NO_ARGS);
	return false;
}

/* Against a plan that is made there. -1 after a report. */
static int
hold(struct arena *mem, const char *aside, struct diag *diag)
{
	size_t before = diag_errors(diag);
	int lock = lock_take(arena_print(mem, "%s.lock", aside).at, diag);
	if (lock < 0 && diag_errors(diag) == before)
		REPORT(diag, NO_SPAN, &run_is_running, ARGS(aside));
	return lock;
}

static void
let_go(struct arena *mem, const char *aside, int lock)
{
	lock_drop(arena_print(mem, "%s.lock", aside).at, lock);
}

static bool
clear_earlier(struct arena *mem, const char *aside, struct diag *diag)
{
	if (!path_is_taken(aside))
		return true;
	int lock = is_our_rest(aside, diag) ? hold(mem, aside, diag) : -1;
	if (lock < 0)
		return false;
	bool ok = folder_remove(aside, diag);
	let_go(mem, aside, lock);
	return ok;
}

bool
plan_end_is_free(const struct plan_folder *folder, const char *out,
    const char *partial, struct diag *diag)
{
	struct arena *mem = arena_new();
	bool ok = lies_apart(mem, folder, out, partial, diag) &&
		  holds_ours(folder->path, diag) &&
		  clear_earlier(mem, name_aside(mem, folder->path), diag);
	arena_free(mem);
	return ok;
}

static bool
is_sealed(
    struct seal *made, struct arena *mem, const char *out, struct diag *diag)
{
	return path_is_taken(path_join(mem, out, "keep/" SEAL_FILE)) &&
	       seal_check_ledger(out, diag) && seal_read(made, mem, out, diag);
}

static bool
is_made_of(const struct seal *made, const char *database, struct diag *diag)
{
	struct digest digest;
	struct ledger *plan = ledger_open(database, diag);
	bool same = plan && ledger_hash_plan(plan, &digest, diag) &&
		    digest_equal(digest, made->plan);
	ledger_close(plan);
	return same;
}

bool
plan_end_is_run(struct seal *made, struct arena *mem, const char *out,
    const char *database, struct diag *diag)
{
	return is_sealed(made, mem, out, diag) &&
	       is_made_of(made, database, diag);
}

/* ---- its end */

static bool
remove_but_database(const char *path, const char *name, struct diag *diag)
{
	return strcmp(name, PLAN_DATABASE) == 0 || folder_remove(path, diag);
}

static bool
remove_of_seal(const char *path, const char *name, struct diag *diag)
{
	return !is_of_seal(name) || folder_remove(path, diag);
}

static bool
remove_empty(const char *folder, struct diag *diag)
{
	/* once more: nobody else removes it */
	if (rmdir(folder) == 0 || rmdir(folder) == 0 || errno == ENOENT)
		return true;
	int error = errno;
	if (holds_ours(folder, diag))
		file_report(diag, folder, error);
	return false;
}

/* The database, which tells of which plan it is, goes last of all that is about
 * people, and PLAN, by which a rest is known, after it. */
static bool
remove_ours(struct arena *mem, const char *aside, struct diag *diag)
{
	struct plan_folder folder;
	plan_folder_name(&folder, mem, aside);
	return folder_remove(folder.parts, diag) &&
	       folder_remove(path_join(mem, aside, "lock"), diag) &&
	       each_name(aside, remove_of_seal, diag) &&
	       each_name(folder.inner, remove_but_database, diag) &&
	       folder_remove(folder.inner, diag) &&
	       folder_remove(path_join(mem, aside, PLAN_FILE), diag) &&
	       remove_empty(aside, diag);
}

static void
clear(struct arena *mem, const char *aside, struct scratch *scratch,
    struct diag *diag)
{
	/* whoever clears up after us takes all of it */
	if (holds_ours(aside, diag))
		scratch_claim(scratch, aside);
	/* nor does it come back when the power goes */
	if (remove_ours(mem, aside, diag))
		folder_sync(path_folder(mem, aside), diag);
	scratch_release(scratch);
}

void
plan_end(const struct plan_folder *folder, int *lock, struct scratch *scratch,
    struct diag *diag)
{
	struct arena *mem = arena_new();
	const char *aside = name_aside(mem, folder->path);
	/* much may have come while the run was made */
	if (holds_ours(folder->path, diag) && clear_earlier(mem, aside, diag) &&
	    folder_move(folder->path, aside, diag)) {
		/* a network's folder keeps the name of an open file */
		if (*lock >= 0)
			close(*lock);
		*lock = -1;
		clear(mem, aside, scratch, diag);
	}
	arena_free(mem);
}

/* ---- after a kill */

const char *
plan_end_find_rest(struct arena *mem, const char *path)
{
	const char *real = path_real(mem, path);
	const char *aside = name_aside(mem, real);
	return !path_is_taken(real) && plan_folder_is_one(aside) ? aside : NULL;
}

static bool
is_of_run(struct seal *made, struct arena *mem, const char *rest,
    const char *out, struct diag *diag)
{
	struct plan_folder folder;
	size_t before = diag_errors(diag);
	plan_folder_name(&folder, mem, rest);
	/* without the database nothing is left that is about people */
	if (is_sealed(made, mem, out, diag) &&
	    (!path_is_taken(folder.database) ||
		is_made_of(made, folder.database, diag)))
		return true;
	if (diag_errors(diag) == before) {
		REPORT(diag, NO_SPAN, &run_plan_rest, ARGS(rest, out));
		HINT(diag, &run_plan_rest_hint, NO_ARGS);
	}
	return false;
}

bool
plan_end_clear_rest(struct seal *made, struct arena *mem, const char *rest,
    const char *out, struct scratch *scratch, struct diag *diag)
{
	int lock = is_our_rest(rest, diag) ? hold(mem, rest, diag) : -1;
	if (lock < 0)
		return false;
	bool ok = is_of_run(made, mem, rest, out, diag);
	if (ok) {
		/* of the seal that was killed */
		scratch_claim_lock(
		    scratch, arena_print(mem, "%s.partial.lock", out).at);
		clear(mem, rest, scratch, diag);
	}
	let_go(mem, rest, lock);
	return ok;
}
