/*
 * serve/page_place.c - a file that came with a form becomes one of the folder:
 * the register of a new mailing, or another version of a file that the job
 * names.
 *
 * The name that the browser gives it is asked for its end alone; what the file
 * is called is the job's word, or ours.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sink.h"
#include "job/job_file.h"
#include "new/new_job.h"
#include "serve/letter_page.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "serve/placing.h"

void
place_open_form(struct work *work)
{
	char seen[65];
	const struct asked *asked = work->asked;
	struct strbuf *page = &work->out;
	digest_write_hex(state_of_folder("."), seen);
	html_add(page, "<form method=\"post\" action=\"/file\" "
		       "enctype=\"multipart/form-data\">\n");
	page_hide(page, "token", slice_view(asked->token));
	page_hide(page, "seen", slice_view(seen));
}

/* ---- the file's place */

static const char *const register_ends[] = {
    ".csv", ".txt", ".tsv", ".xlsx", ".ods", NULL};

const char *
placing_find_end(struct arena *mem, struct slice name, const char *const *ends)
{
	const char *text = arena_dup_text(mem, name);
	for (size_t i = 0; ends[i]; i++) {
		const char *const one[] = {ends[i], NULL};
		if (path_ends_in(text, one))
			return ends[i];
	}
	return NULL;
}

bool
placing_put(struct work *work, const char *name, bool replaces)
{
	struct arena *mem = work->mem;
	const char *from = arena_print(mem, "/proc/self/fd/%d", work->with).at;
	const char *first =
	    replaces ? arena_print(mem, ".utskick-file-%d", (int)getpid()).at
		     : name;
	if (replaces && !file_may_replace(name, work->diag))
		return false;
	bool ok =
	    fchmod(work->with, 0600) == 0 && fsync(work->with) == 0 &&
	    linkat(AT_FDCWD, from, AT_FDCWD, first, AT_SYMLINK_FOLLOW) == 0;
	if (ok && replaces && rename(first, name) != 0) {
		ok = false;
		unlink(first);
	}
	if (!ok) {
		file_report(work->diag, name, errno);
		return false;
	}
	if (folder_sync(".", work->diag))
		return true;
	if (replaces)
		sink_note_replaced();
	else
		unlink(name);
	return false;
}

/* ---- a new mailing */

static void
begin_job(struct work *work)
{
	struct new_job made;
	struct new_register from = {0};
	const struct asked *asked = work->asked;
	const char *end =
	    placing_find_end(work->mem, asked->file_name, register_ends);
	if (!end) {
		REPORT(work->diag, NO_SPAN, &serve_not_a_register, NO_ARGS);
		return;
	}
	from.path = arena_print(work->mem, "register%s", end).at;
	if (!placing_put(work, from.path, false))
		return;
	if (new_job_write(
		work->mem, &from, NULL, work->words, work->diag, &made)) {
		work->shared->passed = true;
		return;
	}
	unlink(from.path); /* it came to nothing */
}

/* ---- a file that the job names */

static bool
names(const struct job_file *file, struct slice name)
{
	if (slice_is(name, ""))
		return false;
	for (size_t i = 0; i < file->register_count; i++) {
		if (slice_equal(file->registers[i].file.text, name))
			return true;
	}
	for (size_t i = 0; i < file->version_count; i++) {
		const struct conf_list *texts = &file->versions[i].texts;
		for (size_t k = 0; k < texts->count; k++) {
			if (slice_equal(texts->at[k].text, name))
				return true;
		}
	}
	return slice_equal(file->corrections.text, name);
}

/* As the job calls it, in the folder itself. */
static bool
is_place(struct work *work, struct slice name)
{
	const struct job_file *file =
	    job_file_read(work->mem, work_job(work), work->diag);
	if (!file)
		return false;
	if (names(file, name) && slice_find_char(name, '/') == name.len &&
	    name.at[0] != '.')
		return true;
	REPORT(work->diag, NO_SPAN, &serve_no_such_place, NO_ARGS);
	return false;
}

static struct slice
end_of(struct slice name)
{
	size_t at = name.len;
	while (at && name.at[at - 1] != '.')
		at--;
	return at ? slice_from(name, at) : (struct slice){NULL, 0};
}

static bool
is_same_end(struct slice a, struct slice b)
{
	a = end_of(a);
	b = end_of(b);
	return a.len && a.len == b.len && strncasecmp(a.at, b.at, a.len) == 0;
}

static void
replace(struct work *work)
{
	const struct asked *asked = work->asked;
	if (!is_place(work, asked->as))
		return;
	if (!is_same_end(asked->as, asked->file_name))
		REPORT(work->diag, NO_SPAN, &serve_other_kind,
		    ARGS(asked->as, end_of(asked->as)));
	else
		work->shared->passed = placing_put(
		    work, arena_dup_text(work->mem, asked->as), true);
	if (work->shared->passed &&
	    slice_is(asked_field(asked, "back"), "letter"))
		work_send_on(work, "/letter/", asked->as);
}

static void
write_stale(struct work *work)
{
	struct page_frame frame =
	    work_frame(work, STEP_HOME, &serve_stale_title);
	work->shared->status = 409;
	frame_open(&work->out, &frame);
	page_say(&work->out, work->words, "p class=\"verdict stop\"",
	    &serve_stale_file, NO_ARGS);
	page_link(&work->out, work->words, "/", &serve_to_start);
	frame_close(&work->out, &frame);
}

void
work_place(struct work *work)
{
	struct page_frame frame =
	    work_frame(work, STEP_HOME, &serve_place_title);
	if (work_is_stale(work)) {
		write_stale(work);
		return;
	}
	if (!work->with)
		REPORT(work->diag, NO_SPAN, &serve_no_file_came, NO_ARGS);
	else if (asked_field(work->asked, "letter").len)
		letter_place(work);
	else if (path_is_taken(work_job(work)))
		replace(work);
	else
		begin_job(work);
	if (work->shared->passed) {
		if (!work->shared->location[0])
			snprintf(work->shared->location,
			    sizeof work->shared->location, "/");
		return;
	}
	work->shared->status = 400;
	frame_open(&work->out, &frame);
	page_say(&work->out, work->words, "p class=\"verdict stop\"",
	    work_unsure(&serve_not_placed), NO_ARGS);
	reports_write(&work->out, work->diag);
	html_add(&work->out, "<p class=\"next\">");
	page_link(&work->out, work->words, "/", &serve_to_start);
	html_add(&work->out, "</p>\n");
	frame_close(&work->out, &frame);
}
