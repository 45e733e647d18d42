#include "new/new_job.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/messages.h"
#include "base/places.h"
#include "base/sink.h"
#include "intake/describe.h"
#include "intake/dialect.h"
#include "intake/messages.h"
#include "new/messages.h"
#include "new/new_again.h"
#include "new/new_open.h"
#include "new/new_text.h"

static bool
is_free(const char *path, enum new_file file, const struct new_again *again,
    struct diag *diag)
{
	if (access(path, F_OK) != 0 || new_again_untouched(again, file, path))
		return true;
	REPORT(diag, NO_SPAN, &new_exists, ARGS(path));
	HINT(diag, &new_exists_hint, NO_ARGS);
	return false;
}

/* All that is in the way is said, so that nobody has to come back for it. */
static bool
are_free(const struct new_job *made, bool replace, struct diag *diag)
{
	struct new_again again = {0};
	if (replace)
		new_again_read(made->job, &again);
	bool ok = is_free(made->job, NEW_FILE_JOB, &again, diag);
	ok = is_free(made->letter, NEW_FILE_LETTER, &again, diag) && ok;
	return is_free(made->paper, NEW_FILE_PAPER, &again, diag) && ok;
}

/* The register as a job in `folder` names it. One that is a link stays the link:
 * it may lead to the next export tomorrow. */
static const char *
name_register(struct arena *mem, const char *path, const char *folder)
{
	const char *name = path_name(path);
	char *parent = realpath(path_folder(mem, path), NULL);
	char *other = realpath(folder, NULL);
	/* a folder that is to be made holds no register */
	bool within = parent && other && strcmp(parent, other) == 0;
	if (!within)
		name = parent ? path_join(mem, parent, name) : path;
	free(parent);
	free(other);
	return name;
}

static bool
read_register(struct arena *mem, struct intake *intake, day taken,
    struct profile *profile, struct new_guess *guess, struct diag *diag)
{
	const struct intake_found *found = intake_found(intake);
	new_guess_by_name(mem, found->names, found->count, guess);
	if (!profile_read(mem, intake, guess->marks, taken, profile))
		return false;
	struct span sum = {.file = found->file, .line = profile->first_sum};
	if (profile->sums)
		REPORT(diag, sum, &new_sums, ARGS(profile->sums));
	new_guess_key(profile, guess);
	new_guess_joined(profile, guess);
	if (profile->rows)
		return true;
	REPORT(diag, (struct span){.file = found->file}, &intake_no_records,
	    NO_ARGS);
	return false;
}

bool
new_job_read_delimiter(const char *text, char *delimiter)
{
	return dialect_read_name(slice_view(text), delimiter);
}

/* The shipped stationery, with gaps where its sender would be. */
static bool
make_paper(struct strbuf *out, struct arena *mem, const struct words *words,
    struct diag *diag)
{
	struct slice shipped;
	const char *folder = places_find(mem, "templates");
	if (!folder) {
		REPORT(diag, NO_SPAN, &base_no_own_files, ARGS("templates"));
		return false;
	}
	if (!file_read(mem, path_join(mem, folder, "kommun-h2.yaml"),
		INPUT_NONE, 1 << 20, diag, NO_SPAN, &shipped))
		return false;
	new_text_paper(out, words, shipped);
	return true;
}

static void
describe(const struct new_source *source, struct arena *job_mem,
    struct new_job *made)
{
	struct strbuf found = {0};
	intake_describe(&found, source->words, source->found);
	made->found = arena_dup(job_mem, strbuf_view(&found));
	made->rows = source->profile->rows;
	made->columns = source->profile->count;
	strbuf_fini(&found);
}

static bool
write_all(const struct new_source *source, struct arena *job_mem,
    const char *folder, struct diag *diag, struct new_job *made)
{
	struct strbuf job = {0}, letter = {0}, paper = {0};
	describe(source, job_mem, made);
	new_text_letter(&letter, source);
	new_text_job(&job, source);
	bool ok = make_paper(&paper, job_mem, source->words, diag);
	new_again_write(&job, strbuf_view(&letter), strbuf_view(&paper));
	/* All of them or none, whatever signal comes between. */
	sigset_t all, before;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	bool fresh = ok && !folder_exists(folder);
	if (ok) {
		struct sink *sinks[] = {sink_to_path(made->paper),
		    sink_to_path(made->letter), sink_to_path(made->job)};
		sink_write(sinks[0], strbuf_view(&paper));
		sink_write(sinks[1], strbuf_view(&letter));
		sink_write(sinks[2], strbuf_view(&job));
		folder_make_lasting(folder, diag); /* without it they fail */
		ok = sink_finish_all(sinks, 3, diag);
		if (!ok && fresh)
			rmdir(folder); /* it is empty */
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	strbuf_fini(&job);
	strbuf_fini(&letter);
	strbuf_fini(&paper);
	return ok;
}

bool
new_job_write(struct arena *job_mem, const struct new_register *from,
    const char *folder, const struct words *words, struct diag *diag,
    struct new_job *made)
{
	struct profile profile;
	struct new_guess guess;
	if (!folder)
		folder = path_folder(job_mem, from->path);
	/* "job.yaml" rather than "./job.yaml" */
	const char *shown = strcmp(folder, ".") == 0 ? "" : folder;
	made->job = path_join(job_mem, shown, "job.yaml");
	made->letter = path_join(job_mem, shown, "brev.md");
	made->paper = path_join(job_mem, shown,
	    arena_print(
		job_mem, "%s.yaml", new_paper_name(words_language(words)))
		.at);
	struct new_register found = *from;
	struct intake *intake = new_open(job_mem, &found, diag);
	bool ok = intake && are_free(made, from->again, diag) &&
		  read_register(job_mem, intake, day_of_file(from->path),
		      &profile, &guess, diag);
	if (ok) {
		struct new_source source = {
		    .found = intake_found(intake),
		    .stated = &found,
		    .profile = &profile,
		    .guess = &guess,
		    .file = name_register(job_mem, from->path, folder),
		    .words = words,
		    .language = words_language(words),
		    .taken = day_of_file(from->path),
		};
		ok = write_all(&source, job_mem, folder, diag, made);
	}
	intake_close(intake);
	return ok;
}
