/*
 * serve/page_text.c - the job, a letter, a part or stationery of the folder as
 * text, with what is wrong in it at its place.
 *
 * All bytes that nobody changed stay. A form that was made of another version
 * than the one that is there changes nothing and shows both.
 */
#include <sys/stat.h>

#include "base/file.h"
#include "load/open.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "serve/text.h"
#include "serve/texts.h"

#define TEXT_MOST ((size_t)256 << 10)

struct editing {
	struct work *work;
	const char *name; /* of the file */
	struct slice bytes; /* as it is */
	struct text_kind kind;
	struct strbuf shown;
};

bool
text_is_editable(const char *name)
{
	static const char *const ends[] = {".md", ".yaml", NULL};
	struct stat st;
	return name[0] != '.' && !strchr(name, '/') &&
	       path_ends_in(name, ends) && lstat(name, &st) == 0 &&
	       S_ISREG(st.st_mode);
}

/* The name is one of those that are there. */
static bool
find(struct editing *editing, struct slice asked)
{
	const char **names = folder_list(editing->work->mem, ".", NULL);
	for (size_t i = 0; names && names[i]; i++) {
		if (slice_is(asked, names[i]) && text_is_editable(names[i]))
			editing->name = names[i];
	}
	return editing->name;
}

static bool
read_text(struct editing *editing)
{
	struct work *work = editing->work;
	if (!file_read(work->mem, editing->name, INPUT_NONE, TEXT_MOST,
		work->diag, NO_SPAN, &editing->bytes))
		return false;
	if (text_show(editing->bytes, &editing->kind, &editing->shown))
		return true;
	REPORT(work->diag, NO_SPAN, &serve_not_text, ARGS(editing->name));
	return false;
}

/* ---- the page */

static void
write_form(struct editing *editing, struct slice text)
{
	char seen[65];
	struct work *work = editing->work;
	const struct asked *asked = work->asked;
	struct strbuf *page = &work->out;
	digest_write_hex(hash_of(editing->bytes), seen);
	page_open_form(page, "/text", asked->token);
	page_hide(page, "name", slice_view(editing->name));
	page_hide(page, "seen", slice_view(seen));
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

static void
write_unreadable(struct editing *editing)
{
	struct work *work = editing->work;
	work->shared->status = 404;
	page_say(&work->out, work->words, "p class=\"verdict stop\"",
	    &serve_text_none, NO_ARGS);
	reports_write(&work->out, work->diag);
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
	struct editing editing = {.work = work};
	bool ok = find(&editing, asked->file_name);
	struct page_frame frame = open_page(&editing);
	if (ok && read_text(&editing)) {
		write_faults(&editing);
		write_form(&editing, strbuf_view(&editing.shown));
	} else {
		write_unreadable(&editing);
	}
	frame_close(&work->out, &frame);
	strbuf_fini(&editing.shown);
}

/* ---- what comes back */

/* Both versions: hers can still be saved, now over the one that she sees. */
static void
write_both(struct editing *editing, struct slice sent)
{
	struct work *work = editing->work;
	struct strbuf plain = {0};
	const struct text_kind kind = {0};
	text_take(sent, &kind, &plain);
	work->shared->status = 409;
	page_say(&work->out, work->words, "p class=\"verdict stop\"",
	    &serve_text_stale, NO_ARGS);
	html_add(&work->out, "<section>\n");
	page_say(&work->out, work->words, "h2", &serve_text_theirs, NO_ARGS);
	html_add(&work->out, "<pre>");
	html_text(&work->out, strbuf_view(&editing->shown));
	html_add(&work->out, "</pre>\n</section>\n<section>\n");
	page_say(&work->out, work->words, "h2", &serve_text_yours, NO_ARGS);
	write_form(editing, strbuf_view(&plain));
	html_add(&work->out, "</section>\n");
	strbuf_fini(&plain);
}

static bool
is_seen(const struct editing *editing)
{
	struct digest seen;
	const struct asked *asked = editing->work->asked;
	return digest_read_hex(asked->seen, &seen) &&
	       digest_equal(seen, hash_of(editing->bytes));
}

static bool
save(struct editing *editing)
{
	struct work *work = editing->work;
	const struct asked *asked = work->asked;
	struct strbuf bytes = {0};
	text_take(asked->text, &editing->kind, &bytes);
	bool ok =
	    bytes.len <= TEXT_MOST &&
	    file_write_whole(editing->name, strbuf_view(&bytes), work->diag);
	strbuf_fini(&bytes);
	return ok;
}

/* Back to its page, where what is wrong with it stands. */
static void
send_on(struct editing *editing)
{
	struct strbuf location = {0};
	struct task_shared *shared = editing->work->shared;
	strbuf_add_text(&location, "/text/");
	html_address(&location, slice_view(editing->name));
	if (location.len < sizeof shared->location)
		memcpy(
		    shared->location, strbuf_text(&location), location.len + 1);
	strbuf_fini(&location);
}

void
work_save_text(struct work *work)
{
	const struct asked *asked = work->asked;
	struct editing editing = {.work = work};
	bool ok = find(&editing, asked->file_name) && read_text(&editing);
	bool seen = ok && is_seen(&editing);
	if (seen && save(&editing))
		send_on(&editing);
	struct page_frame frame = open_page(&editing);
	if (ok && !seen)
		write_both(&editing, asked->text);
	else
		write_unreadable(&editing);
	frame_close(&work->out, &frame);
	strbuf_fini(&editing.shown);
}
