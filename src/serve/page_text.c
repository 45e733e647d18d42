/*
 * serve/page_text.c - the job, a letter, a part or stationery of the folder as
 * text, with what is wrong in it at its place.
 *
 * All bytes that nobody changed stay. A form that was made of another version
 * than the one that is there changes nothing and shows both.
 */
#include <sys/stat.h>

#include "base/fault.h"
#include "base/file.h"
#include "load/open.h"
#include "serve/editing.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "serve/texts.h"

bool
text_is_editable(const char *name)
{
	static const char *const ends[] = {".md", ".yaml", NULL};
	struct stat st;
	return name[0] != '.' && !strchr(name, '/') &&
	       path_ends_in(name, ends) && fault_lstat(name, &st) &&
	       S_ISREG(st.st_mode);
}

/* ---- the page */

static void
write_form(struct editing *editing, struct slice text)
{
	struct work *work = editing->work;
	const struct asked *asked = work->asked;
	struct strbuf *page = &work->out;
	page_open_form(page, "/text", asked->token);
	editing_hide(editing);
	page_say(
	    page, work->words, "label for=text", &serve_text_label, NO_ARGS);
	html_add(page, "<textarea id=\"text\" name=\"text\" rows=\"24\" "
		       "spellcheck=\"true\" autocomplete=\"off\">\n");
	html_text(page, text);
	html_add(page, "</textarea>\n");
	page_close_form(page, work->words, "button", &serve_text_save);
}

static bool
is_of(
    const struct diag_report *report, const struct diag *diag, const char *name)
{
	const char *path =
	    sources_name(diag_sources(diag), report->main.span.file);
	return report->main.span.file && strcmp(path_name(path), name) == 0;
}

/* What the job says of this file; the rest is for the check. */
static void
write_faults(struct editing *editing)
{
	struct job job;
	struct work *work = editing->work;
	size_t other = 0, here = 0;
	load_open(&job, work->mem, work_job(work), work->diag);
	for (size_t i = 0; i < diag_count(work->diag); i++) {
		bool ours =
		    is_of(diag_view(work->diag, i), work->diag, editing->name);
		here += ours;
		other +=
		    !ours && diag_view(work->diag, i)->main.message->level >=
				 LEVEL_ERROR;
	}
	reports_write_of(&work->out, work->diag, editing->name);
	if (!here && !other)
		page_say(&work->out, work->words, "p class=\"verdict good\"",
		    &serve_text_fine, NO_ARGS);
	else if (!here)
		page_say(&work->out, work->words, "p class=\"verdict wait\"",
		    &serve_text_others, NO_ARGS);
	load_close(&job);
}

static struct page_frame
open_page(struct editing *editing)
{
	struct work *work = editing->work;
	struct page_frame frame =
	    work_frame(work, STEP_HOME, &serve_text_title);
	if (editing->name)
		frame.heading = slice_view(editing->name);
	frame_open(&work->out, &frame);
	return frame;
}

void
work_text(struct work *work)
{
	const struct asked *asked = work->asked;
	struct editing editing;
	bool ok = editing_open(&editing, work, asked->file_name);
	struct page_frame frame = open_page(&editing);
	if (ok) {
		write_faults(&editing);
		write_form(&editing, strbuf_view(&editing.shown));
	} else {
		editing_write_none(work);
	}
	frame_close(&work->out, &frame);
	editing_close(&editing);
}

/* ---- what comes back */

/* Both versions: hers can still be saved, now over the one that she sees. */
static void
write_both(struct editing *editing)
{
	struct work *work = editing->work;
	struct strbuf plain = {0};
	editing_show_sent(editing, &plain);
	editing_write_theirs(editing, &serve_text_stale);
	html_add(&work->out, "<section>\n");
	page_say(&work->out, work->words, "h2", &serve_text_yours, NO_ARGS);
	write_form(editing, strbuf_view(&plain));
	html_add(&work->out, "</section>\n");
	strbuf_fini(&plain);
}

/* Nothing of what she wrote is lost. */
static void
write_unsaved(struct editing *editing)
{
	struct strbuf plain = {0};
	editing_show_sent(editing, &plain);
	editing_write_unsaved(editing->work);
	write_form(editing, strbuf_view(&plain));
	strbuf_fini(&plain);
}

void
work_save_text(struct work *work)
{
	const struct asked *asked = work->asked;
	struct editing editing;
	bool ok = editing_open(&editing, work, asked->file_name);
	bool seen = ok && editing_is_seen(&editing);
	bool saved = seen && editing_save(&editing);
	struct page_frame frame = open_page(&editing);
	if (saved)
		work_send_on(work, "/text/", slice_view(editing.name));
	else if (seen)
		write_unsaved(&editing);
	else if (ok)
		write_both(&editing);
	else
		editing_write_none(work);
	frame_close(&work->out, &frame);
	editing_close(&editing);
}
