#include "job/new_job.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "job/messages.h"
#include "job/new_text.h"

#define DAY_SECONDS 86400

/*
 * The day of the file's own date (UTC): when the export was made, as far as
 * anybody but its maker can say. There is no clock here.
 */
static day
file_day(const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0 || st.st_mtime < 0 ||
	    !day_is_valid(st.st_mtime / DAY_SECONDS))
		return 0;
	return (day)(st.st_mtime / DAY_SECONDS);
}

static bool
is_free(const char *path, struct diag *diag)
{
	if (access(path, F_OK) != 0)
		return true;
	REPORT(diag, NO_SPAN, &job_new_exists, ARGS(path));
	HINT(diag, &job_new_exists_hint, NO_ARGS);
	return false;
}

/* The register as a job in `folder` names it. */
static const char *
name_register(struct arena *mem, const char *path, const char *folder)
{
	char *real = realpath(path, NULL);
	char *other = realpath(folder, NULL);
	const char *name = path;
	if (real && other) {
		const char *parent = path_folder(mem, real);
		name = strcmp(parent, other) == 0 ? path_name(real) : real;
		name = arena_dup_text(mem, slice_view(name));
	}
	free(real);
	free(other);
	return name;
}

static bool
write_text(void (*text)(struct strbuf *, const struct new_source *),
    const struct new_source *source, const char *path, struct diag *diag)
{
	struct strbuf out = {0};
	text(&out, source);
	bool ok = file_write_whole(path, strbuf_view(&out), diag);
	strbuf_fini(&out);
	return ok;
}

static bool
read_register(struct arena *mem, struct intake *intake, day taken,
    struct profile *profile, struct new_guess *guess, struct diag *diag)
{
	const struct intake_found *found = intake_found(intake);
	new_guess_by_name(found->names, found->count, guess);
	if (!profile_read(
		mem, intake, guess->columns[NEW_PROTECTED], taken, profile))
		return false;
	new_guess_key(profile, guess);
	if (profile->rows)
		return true;
	REPORT(diag, (struct span){.file = found->file}, &job_no_rows, NO_ARGS);
	return false;
}

bool
new_job_write(struct arena *job_mem, const char *path, const char *folder,
    const char *language, struct diag *diag, struct new_job *made)
{
	struct intake_options options = {.path = path};
	struct profile profile;
	struct new_guess guess;
	if (!folder)
		folder = path_folder(job_mem, path);
	/* "job.yaml" rather than "./job.yaml" */
	const char *shown = strcmp(folder, ".") == 0 ? "" : folder;
	made->job = path_join(job_mem, shown, "job.yaml");
	made->letter = path_join(job_mem, shown, "brev.md");
	struct intake *intake = intake_open(job_mem, &options, diag);
	/* Both are said, so that nobody has to come back for the second. */
	bool ok = intake && is_free(made->job, diag);
	ok = intake && is_free(made->letter, diag) && ok &&
	     read_register(
		 job_mem, intake, file_day(path), &profile, &guess, diag);
	if (ok && folder_make(folder, diag)) {
		struct new_source source = {
		    .found = intake_found(intake),
		    .profile = &profile,
		    .guess = &guess,
		    .file = name_register(job_mem, path, folder),
		    .language = language,
		    .taken = file_day(path),
		};
		made->rows = profile.rows;
		made->columns = profile.count;
		ok = write_text(new_text_job, &source, made->job, diag) &&
		     write_text(new_text_letter, &source, made->letter, diag);
	} else {
		ok = false;
	}
	intake_close(intake);
	return ok;
}
