/*
 * serve/page_who.c - who gets a letter: a tick for each value, with its rows and
 * what becomes of them all.
 */
#include "base/file.h"
#include "load/open.h"
#include "serve/account.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "serve/who_form.h"

/* ---- the page */

static void
write_page(struct page_who *of)
{
	struct work *work = of->work;
	if (of->tried)
		page_say(&work->out, work->words, "p class=\"verdict wait\"",
		    &serve_who_tried, NO_ARGS);
	who_form_write(of);
	if (of->count.counted)
		account_write_beside(
		    &work->out, work->words, &of->count.account);
}

static void
write_unread(struct work *work)
{
	struct strbuf *page = &work->out;
	page_say(page, work->words, "p class=\"verdict stop\"",
	    &serve_job_unread, NO_ARGS);
	reports_write(page, work->diag);
	html_add(page, "<p class=\"next\">");
	page_link(page, work->words, "/", &serve_to_start);
	html_add(page, "</p>\n");
}

static bool
begin(struct page_who *of, struct work *work)
{
	*of =
	    (struct page_who){.work = work, .faults = diag_new(sources_new())};
	diag_speak(of->faults, work->words);
	return who_read(&of->who, work);
}

void
work_who(struct work *work)
{
	struct page_who of;
	state_let_pass();
	if (!begin(&of, work)) {
		write_unread(work);
		return;
	}
	who_count(&of.count, &of.who, true, of.faults);
	write_page(&of);
	who_count_end(&of.count);
	work_note_inputs_of(work, of.faults);
	/* a fault may have gone when somebody asks again: of the system, or of a
	 * file that was not there */
	work->shared->passed = of.count.counted &&
			       diag_worst(of.faults) < LEVEL_SYSTEM &&
			       diag_worst(work->diag) < LEVEL_SYSTEM;
}

/* The file as it is, where the form was made of another version. */
static void
write_theirs(struct work *work, struct slice theirs)
{
	struct strbuf *page = &work->out;
	page_say(page, work->words, "p class=\"verdict stop\"",
	    &serve_form_stale, NO_ARGS);
	html_add(page, "<section>\n");
	page_say(page, work->words, "h2", &serve_text_theirs, NO_ARGS);
	html_add(page, "<pre>");
	html_text(page, theirs);
	html_add(page, "</pre>\n</section>\n");
}

/* In place of the counts that a tick moves. */
static void
write_moved(struct page_who *of)
{
	struct strbuf *page = &of->work->out;
	html_add(page, "<div id=\"counts\" aria-live=\"polite\">\n");
	page_say(page, of->work->words, "p class=\"verdict stop\"",
	    &serve_who_moved, NO_ARGS);
	html_add(page, "</div>\n");
}

/* What a form says, not saved: the part that moves, or all of the page. */
static void
try_form(struct work *work, bool whole)
{
	struct page_who of;
	bool ok = begin(&of, work);
	if (!ok) {
		write_unread(work);
		return;
	}
	struct slice theirs = edit_bytes(of.who.edit);
	of.who.tries = of.tried = true;
	who_take(&of.who);
	if (of.who.stale && whole)
		write_theirs(work, theirs);
	ok = who_write(&of.who);
	if (ok)
		who_count(&of.count, &of.who, false, of.faults);
	else
		of.faults = work->diag;
	if (whole)
		write_page(&of);
	else if (of.who.stale) /* of which both are shown when it is sent */
		write_moved(&of);
	else
		who_form_write_counts(&of);
	who_count_end(&of.count);
}

void
work_count_who(struct work *work)
{
	try_form(work, false);
}

/* A part of a page, which is kept. */
void
work_try_who(struct work *work)
{
	work->shared->passed = true;
	try_form(work, true);
}

/* ---- what is to stay */

/* A fault at a condition that she could write. */
static bool
has_faults(const struct page_who *of)
{
	struct strbuf found = {0};
	const struct who *who = &of->who;
	for (size_t i = 0; i < who->rule_count; i++)
		reports_write_line(
		    &found, of->faults, "job.yaml", who->rules[i].line);
	reports_write_line(&found, of->faults, "job.yaml", who->new_line);
	reports_write_line(&found, of->faults, "job.yaml", who->send_line);
	bool any = found.len > 0 && diag_errors(of->faults);
	strbuf_fini(&found);
	return any;
}

/* As the engine reads it: names, types and signs of the conditions. */
static bool
read_by_engine(struct page_who *of)
{
	struct work *work = of->work;
	if (!edit_is_changed(of->who.edit))
		return true;
	sources_hold(
	    diag_sources(of->faults), work_job(work), edit_bytes(of->who.edit));
	load_open_rules(&of->count.job, work->mem, work_job(work), of->faults);
	return !has_faults(of);
}

static void
write_refusal(struct page_who *of, struct slice theirs)
{
	struct work *work = of->work;
	struct page_frame frame = work_frame(work, STEP_WHO, &serve_who_title);
	struct strbuf *page = &work->out;
	work->shared->status = of->who.stale ? 409 : 400;
	frame_open(page, &frame);
	if (of->who.stale)
		write_theirs(work, theirs);
	else
		page_say(page, work->words, "p class=\"verdict stop\"",
		    work_unsure(&serve_form_refused), NO_ARGS);
	reports_write(page, work->diag);
	if (of->who.stale)
		page_say(page, work->words, "h2", &serve_form_yours, NO_ARGS);
	who_form_write(of);
	frame_close(page, &frame);
}

void
work_save_who(struct work *work)
{
	struct page_who of;
	if (!begin(&of, work)) {
		struct page_frame frame =
		    work_frame(work, STEP_WHO, &serve_who_title);
		work->shared->status = 400;
		frame_open(&work->out, &frame);
		write_unread(work);
		frame_close(&work->out, &frame);
		return;
	}
	struct slice theirs = edit_bytes(of.who.edit);
	who_take(&of.who);
	bool ok = !of.who.stale && who_write(&of.who) && read_by_engine(&of);
	if (ok && edit_is_changed(of.who.edit))
		ok = work_write_job(work, edit_bytes(of.who.edit));
	if (ok)
		snprintf(work->shared->location, sizeof work->shared->location,
		    "/who");
	else
		write_refusal(&of, theirs);
	load_close(&of.count.job);
}
