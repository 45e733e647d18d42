/*
 * serve/letter_place.c - a letter in Word that comes: in the place of another,
 * or as a new one; and one that becomes Markdown.
 *
 * It gets a name that is free, and then job.yaml names it: nothing is written
 * over, and a letter that is not used any more stays in the folder.
 */
#include <unistd.h>

#include "base/file.h"
#include "serve/job_change.h"
#include "serve/letter_page.h"
#include "serve/messages.h"
#include "serve/placing.h"
#include "word/convert.h"

/* "brev.sv.md" → "brev.sv" */
static struct slice
stem_of(struct slice name)
{
	static const char *const ends[] = {".md", ".docx", ".dotx"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		if (slice_ends(name, ends[i]))
			return slice_part(name, 0, name.len - strlen(ends[i]));
	}
	return name;
}

static const char *
find_free(struct arena *mem, struct slice stem, const char *end)
{
	const char *name =
	    arena_print(mem, "%.*s%s", (int)stem.len, stem.at, end).at;
	for (unsigned i = 2; path_is_taken(name); i++)
		name = arena_print(
		    mem, "%.*s-%u%s", (int)stem.len, stem.at, i, end)
			   .at;
	return name;
}

static bool
is_letter(const struct job_file *file, struct slice name)
{
	for (size_t v = 0; v < file->version_count; v++) {
		const struct conf_list *texts = &file->versions[v].texts;
		for (size_t t = 0; t < texts->count; t++) {
			if (slice_equal(texts->at[t].text, name))
				return true;
		}
	}
	return false;
}

/* In the place of the letter that the form names; of none: a new one. */
static bool
name_it(struct job_change *change, struct slice instead, const char *name)
{
	struct job_change_to to;
	struct diag *diag = change->work->diag;
	if (instead.len)
		return job_change_text(change, instead, slice_view(name));
	if (!letter_read_to(
		change->file, asked_field(change->work->asked, "to"), &to)) {
		REPORT(diag, NO_SPAN, &serve_no_such_place, NO_ARGS);
		return false;
	}
	/* it stands first, and nobody would get one of the others */
	if (!to.column.len) {
		REPORT(diag, NO_SPAN, &serve_for_everybody, NO_ARGS);
		return false;
	}
	return job_change_add(change, slice_view(name), &to);
}

void
letter_place(struct work *work)
{
	static const char *const ends[] = {".docx", ".dotx", NULL};
	const struct asked *asked = work->asked;
	struct slice instead = asked_field(asked, "instead");
	const char *end = placing_find_end(work->mem, asked->file_name, ends);
	struct job_change change;
	bool open = job_change_open(&change, work);
	if (open && !end)
		REPORT(work->diag, NO_SPAN, &serve_not_word, NO_ARGS);
	else if (open && instead.len && !is_letter(change.file, instead))
		REPORT(work->diag, NO_SPAN, &serve_no_such_place, NO_ARGS);
	else if (open) {
		const char *name = find_free(work->mem,
		    instead.len ? stem_of(instead) : SLICE("brev"), end);
		if (placing_put(work, name, false)) {
			work->shared->passed =
			    name_it(&change, instead, name) &&
			    job_change_save(&change);
			if (work->shared->passed)
				work_send_on(
				    work, "/letter/", slice_view(name));
			else
				unlink(name);
		}
	}
	job_change_close(&change);
}

/* ---- as Markdown */

static bool
convert(struct job_change *change, struct slice name)
{
	struct work *work = change->work;
	struct word_converted converted;
	const char *from = arena_dup_text(work->mem, name);
	const char *out = find_free(work->mem, stem_of(name), ".md");
	if (!is_letter(change->file, name) ||
	    slice_find_char(name, '/') < name.len) {
		REPORT(work->diag, NO_SPAN, &serve_no_such_place, NO_ARGS);
		return false;
	}
	if (!word_convert(work->mem, from, out, &converted, work->diag) ||
	    !file_write_whole(out, converted.markdown, work->diag))
		return false;
	if (job_change_text(change, name, slice_view(out)) &&
	    job_change_save(change)) {
		work_send_on(work, "/letter/", slice_view(out));
		return true;
	}
	unlink(out);
	return false;
}

void
work_letter_convert(struct work *work)
{
	const struct asked *asked = work->asked;
	struct job_change change;
	bool ok = job_change_open(&change, work) &&
		  convert(&change, asked->file_name);
	job_change_close(&change);
	if (ok)
		return;
	struct page_frame frame =
	    work_frame(work, STEP_LETTER, &serve_letter_title);
	work->shared->status = 409;
	frame_open(&work->out, &frame);
	page_say(&work->out, work->words, "p class=\"verdict stop\"",
	    &serve_not_converted, NO_ARGS);
	reports_write(&work->out, work->diag);
	page_link(&work->out, work->words, "/letter", &serve_to_letter);
	frame_close(&work->out, &frame);
}
