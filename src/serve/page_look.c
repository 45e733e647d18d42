/*
 * serve/page_look.c - the proof: letters to invented people, to be looked at
 * before any is printed.
 */
#include <errno.h>
#include <stdlib.h>

#include "approve/approval.h"
#include "base/file.h"
#include "load/open.h"
#include "run/aside.h"
#include "run/run.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "specimen/pictures.h"
#include "specimen/specimen.h"

#define PAGES_MOST 40
#define PICTURE_MOST ((size_t)16 << 20)

struct looking {
	struct work *work;
	struct account account;
	struct specimen_made made;
	struct strbuf pdf;
	bool wants_pictures;
	struct slice *pictures;
	size_t count, all;
};

/* ---- making it */

/* In the plan's own temporary folder, which goes with it. */
static bool
take_pictures(struct looking *looking, const char *plan)
{
	struct work *work = looking->work;
	struct diag *diag = work->diag;
	const char *folder = path_folder(work->mem, plan);
	const char *pdf = path_join(work->mem, folder, "prov.pdf");
	const char *into = path_join(work->mem, folder, "prov");
	if (!file_write_whole(pdf, strbuf_view(&looking->pdf), diag) ||
	    !specimen_make_pictures(pdf, into, diag))
		return false;
	const char **names = folder_list(work->mem, into, &looking->all);
	looking->pictures = ARENA_ARRAY(work->mem, struct slice, PAGES_MOST);
	for (size_t i = 0; names && i < looking->all && i < PAGES_MOST; i++) {
		if (!file_read(work->mem, path_join(work->mem, into, names[i]),
			INPUT_NONE, PICTURE_MOST, diag, NO_SPAN,
			&looking->pictures[looking->count++]))
			return false;
	}
	return true;
}

static bool
make(struct job *job, const char *plan, void *ctx)
{
	struct looking *looking = ctx;
	struct work *work = looking->work;
	struct specimen_spec spec = {
	    .plan = plan, .account = &looking->account};
	if (!run_check_filled(job) ||
	    !approval_mark(work->mem, plan, &spec.mark, work->diag))
		return false;
	struct sink *sink = sink_to_memory(&looking->pdf);
	bool whole =
	    specimen_write(sink, job, &spec, &looking->made, work->diag);
	return sink_end(sink, whole, work->diag) &&
	       (!looking->wants_pictures || take_pictures(looking, plan));
}

static bool
make_proof(struct looking *looking)
{
	struct job job;
	struct work *work = looking->work;
	const struct plan_spec spec = {.progress = &work->progress};
	const struct aside aside = {
	    .folder = ".",
	    .scratch = &work->shared->scratch,
	    .look = make,
	    .ctx = looking,
	    .program = "pdftoppm",
	};
	bool ok =
	    load_open(&job, work->mem, work_job(work), work->diag) &&
	    aside_plan(&aside, &job, &looking->account, &spec, work->diag);
	load_close(&job);
	return ok;
}

/* ---- pages */

static void
write_links(struct work *work, bool pages)
{
	struct strbuf *page = &work->out;
	html_add(page, "<ul class=\"links\">\n");
	if (pages) {
		html_add(page, "<li><a class=\"button\" href=\"/look/pages\">");
		html_text(page, message_text(work->words, &serve_look_pages));
		html_add(page, "</a></li>\n");
	}
	html_add(page, "<li>");
	page_link(page, work->words, "/look/prov.pdf", &serve_look_pdf);
	html_add(page, "</li>\n</ul>\n");
}

void
work_look(struct work *work)
{
	struct page_frame frame =
	    work_frame(work, STEP_LOOK, &serve_look_title);
	frame_open(&work->out, &frame);
	page_say(
	    &work->out, work->words, "p class=lead", &serve_look_lead, NO_ARGS);
	write_links(work, true);
	frame_close(&work->out, &frame);
}

static void
write_none(struct work *work)
{
	page_say(&work->out, work->words, "p class=\"verdict stop\"",
	    &serve_look_none, NO_ARGS);
	reports_write(&work->out, work->diag);
}

static void
write_picture(struct looking *looking, size_t number)
{
	struct strbuf seen = {0};
	struct strbuf *page = &looking->work->out;
	const struct words *words = looking->work->words;
	message_write(
	    &seen, words, &serve_look_picture, ARGS((uint32_t)number + 1));
	html_add(page, "<li>");
	html_picture(page, looking->pictures[number], strbuf_view(&seen));
	page_say(page, words, "p class=hint", &serve_look_page,
	    ARGS((uint32_t)number + 1, (uint32_t)looking->all));
	html_add(page, "</li>\n");
	strbuf_fini(&seen);
}

static void
write_pictures(struct looking *looking)
{
	struct work *work = looking->work;
	const struct specimen_made *made = &looking->made;
	page_say(&work->out, work->words, "p class=lead", &serve_look_shown,
	    ARGS(made->letters, made->shown, made->all));
	if (looking->count < looking->all)
		page_say(&work->out, work->words, "p class=\"verdict wait\"",
		    &serve_look_more,
		    ARGS((uint32_t)looking->count, (uint32_t)looking->all));
	write_links(work, false);
	html_add(&work->out, "<ol class=\"pages\" role=\"list\">\n");
	for (size_t i = 0; i < looking->count; i++)
		write_picture(looking, i);
	html_add(&work->out, "</ol>\n");
}

void
work_look_pages(struct work *work)
{
	struct looking looking = {.work = work, .wants_pictures = true};
	struct page_frame frame =
	    work_frame(work, STEP_LOOK, &serve_look_title);
	bool ok = make_proof(&looking);
	frame_open(&work->out, &frame);
	if (ok)
		write_pictures(&looking);
	else
		write_none(work);
	frame_close(&work->out, &frame);
	strbuf_fini(&looking.pdf);
}

void
work_look_pdf(struct work *work)
{
	struct looking looking = {.work = work};
	struct page_frame frame =
	    work_frame(work, STEP_LOOK, &serve_look_title);
	if (make_proof(&looking)) {
		work->out = looking.pdf;
		snprintf(work->shared->type, sizeof work->shared->type,
		    "application/pdf");
		snprintf(work->shared->save_as, sizeof work->shared->save_as,
		    "prov.pdf");
		return;
	}
	work->shared->status = 409;
	frame_open(&work->out, &frame);
	write_none(work);
	frame_close(&work->out, &frame);
	strbuf_fini(&looking.pdf);
}
