#include "run/plan_folder.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "plan/messages.h"
#include "proof/sums.h"
#include "run/messages.h"

#define FIRST_LINE "utskick plan 1\n"
#define PLAN_LIMIT ((size_t)64 << 10)

void
plan_folder_name(
    struct plan_folder *folder, struct arena *mem, const char *path)
{
	*folder = (struct plan_folder){
	    .path = path,
	    .inner = path_join(mem, path, "plan"),
	    .parts = path_join(mem, path, "parts"),
	};
	folder->database = path_join(mem, folder->inner, PLAN_DATABASE);
	folder->known = path_join(mem, folder->inner, "earlier");
}

bool
plan_folder_is_one(const char *path)
{
	struct arena *mem = arena_new();
	bool is = path_is_taken(path_join(mem, path, PLAN_FILE));
	arena_free(mem);
	return is;
}

/* ---- writing */

static bool
make_read_only(const char *path, struct diag *diag)
{
	if (chmod(path, 0400) == 0)
		return true;
	file_report(diag, path, errno);
	return false;
}

bool
plan_folder_write(struct plan_folder *folder, struct names *made,
    const char *job, struct diag *diag)
{
	struct arena *mem = made->mem;
	struct sums sums;
	struct strbuf text = {0};
	char plan[65], all[65], folder_of_job[4096];
	/* A job that is a link has its register and runs beside the link. */
	if (!realpath(path_folder(mem, job), folder_of_job)) {
		file_report(diag, job, errno);
		return false;
	}
	names_add(made, path_name(folder->database));
	if (!make_read_only(folder->database, diag) ||
	    !sums_write_folder(folder->inner, made, diag) ||
	    !sums_read(&sums, mem, folder->inner, diag))
		return false;
	digest_write_hex(sums_find(&sums, PLAN_DATABASE)->digest, plan);
	digest_write_hex(sums.digest, all);
	/* the path comes last, since it may hold any sign */
	strbuf_print(&text,
	    FIRST_LINE "program utskick " UTSKICK_VERSION "\n"
		       "plan %s\nsums %s\njob %s\n",
	    plan, all, path_join(mem, folder_of_job, path_name(job)));
	bool ok = file_write_whole(path_join(mem, folder->path, PLAN_FILE),
		      strbuf_view(&text), diag) &&
		  folder_make(folder->parts, diag) &&
		  folder_sync(folder->inner, diag);
	strbuf_fini(&text);
	return ok;
}

/* ---- reading */

/* What follows a word, up to the line's end. */
static bool
take_line(struct slice *text, const char *word, struct slice *value)
{
	size_t len = strlen(word), end = slice_find_char(*text, '\n');
	if (!slice_starts(*text, word) || end == text->len)
		return false;
	*value = slice_part(*text, len, end - len);
	*text = slice_from(*text, end + 1);
	return true;
}

static bool
take_digest(struct slice *text, const char *word, struct digest *digest)
{
	struct slice value;
	return take_line(text, word, &value) && digest_read_hex(value, digest);
}

/* Another release says how it goes on; only ours is read. */
static bool
read_text(struct plan_folder *folder, struct arena *mem, struct slice text,
    struct slice *program)
{
	if (!slice_starts(text, FIRST_LINE))
		return false;
	text = slice_from(text, strlen(FIRST_LINE));
	if (!take_line(&text, "program ", program) ||
	    !take_digest(&text, "plan ", &folder->plan) ||
	    !take_digest(&text, "sums ", &folder->sums) ||
	    !slice_starts(text, "job /") || !slice_ends(text, "\n"))
		return false;
	folder->job = arena_dup_text(mem, slice_part(text, 4, text.len - 5));
	return true;
}

/* Whoever else could write in it could put in letters of his own. */
static bool
is_ours(const char *path)
{
	struct stat st;
	return fault_lstat(path, &st) && S_ISDIR(st.st_mode) &&
	       st.st_uid == geteuid() && (st.st_mode & 077) == 0;
}

static bool
read_file(struct plan_folder *folder, struct arena *mem, const char *path,
    struct slice *program, struct diag *diag)
{
	struct slice text;
	const char *file = path_join(mem, path, PLAN_FILE);
	if (!file_read(mem, file, INPUT_NONE, PLAN_LIMIT, diag, NO_SPAN, &text))
		return false;
	if (read_text(folder, mem, text, program))
		return true;
	REPORT(diag, NO_SPAN, &run_plan_file, ARGS(file));
	return false;
}

bool
plan_folder_read_file(struct plan_folder *folder, struct arena *mem,
    const char *path, struct diag *diag)
{
	struct slice program;
	plan_folder_name(folder, mem, path);
	return read_file(folder, mem, path, &program, diag);
}

bool
plan_folder_read(struct plan_folder *folder, struct arena *mem,
    const char *path, struct diag *diag)
{
	struct slice program;
	char absolute[4096];
	/* "." and "PLAN/" would have no name beside it */
	if (realpath(path, absolute))
		path = arena_dup_text(mem, slice_view(absolute));
	plan_folder_name(folder, mem, path);
	if (!plan_folder_is_one(path)) {
		REPORT(diag, NO_SPAN, &run_no_plan, ARGS(path));
		HINT(diag, &run_no_plan_hint, NO_ARGS);
		return false;
	}
	if (!is_ours(path) || !is_ours(folder->inner) ||
	    !is_ours(folder->parts)) {
		REPORT(diag, NO_SPAN, &run_plan_open, ARGS(path));
		HINT(diag, &run_plan_open_hint, NO_ARGS);
		return false;
	}
	if (!read_file(folder, mem, path, &program, diag))
		return false;
	if (slice_is(program, "utskick " UTSKICK_VERSION))
		return true;
	REPORT(diag, NO_SPAN, &run_other_program, ARGS(program));
	return false;
}

/* ---- checking */

static bool
refuse_changed(const char *path, struct diag *diag)
{
	REPORT(diag, NO_SPAN, &run_plan_changed, ARGS(path));
	HINT(diag, &run_plan_changed_hint, NO_ARGS);
	return false;
}

bool
plan_folder_check(const struct plan_folder *folder, struct diag *diag)
{
	struct digest found;
	if (!hash_file(folder->database, diag, &found))
		return false;
	if (digest_equal(found, folder->plan))
		return true;
	return refuse_changed(folder->database, diag);
}

bool
plan_folder_check_all(const struct plan_folder *folder, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct sums sums;
	bool ok = sums_read(&sums, mem, folder->inner, diag);
	if (ok && !digest_equal(sums.digest, folder->sums))
		ok = refuse_changed(folder->inner, diag);
	ok = ok && sums_check(&sums, NULL, diag);
	arena_free(mem);
	return ok;
}

/* ---- its batches */

struct listing {
	struct plan_parts *parts;
	struct arena *mem;
	uint32_t count;
};

static bool
add_batch(const struct ledger_batch *batch, void *ctx)
{
	struct listing *listing = ctx;
	if (listing->count == listing->parts->counts.batches ||
	    batch->number != listing->count + 1)
		return false;
	listing->parts->at[listing->count++] = (struct part_planned){
	    .batch = batch->number,
	    .file = arena_dup_text(listing->mem, batch->file),
	    .letters = batch->letters,
	};
	return true;
}

bool
plan_folder_list(struct plan_parts *parts, struct arena *mem,
    struct ledger *plan, struct diag *diag)
{
	struct listing listing = {.parts = parts, .mem = mem};
	if (!ledger_count(plan, &parts->counts, diag) ||
	    !ledger_has_own_files(plan, &parts->own_files, diag))
		return false;
	parts->at =
	    ARENA_ARRAY(mem, struct part_planned, parts->counts.batches + 1);
	size_t before = diag_errors(diag);
	if (ledger_each_batch(plan, add_batch, &listing, diag) &&
	    listing.count == parts->counts.batches)
		return true;
	if (diag_errors(diag) == before)
		REPORT(diag, NO_SPAN, &plan_plan_broken, ARGS("batch"));
	return false;
}
