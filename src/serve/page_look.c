/*
 * serve/page_look.c - the proof: letters to invented people, to be looked at
 * before any is printed.
 */
#include <errno.h>
#include <stdlib.h>

#include "approve/approval.h"
#include "fate/numbers.h"
#include "load/open.h"
#include "run/aside.h"
#include "run/run.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "specimen/pictures.h"
#include "specimen/specimen.h"

#define PAGES_MOST 40

struct looking {
	struct work *work;
	struct account account;
	struct specimen_made made;
	struct strbuf pdf;
	bool wants_pictures;
	struct numbers rows; /* theirs alone; none: the fewest for all */
	bool real;
	struct slice *pictures;
	size_t count, all;
};

/* ---- making it */

static bool
take_pictures(struct looking *looking)
{
	struct work *work = looking->work;
	const struct pictures_asked asked = {
	    .pdf = strbuf_view(&looking->pdf),
	    .first = 1,
	    .dots = 100,
	    .most = PAGES_MOST,
	};
	looking->all = looking->made.pages;
	looking->pictures = ARENA_ARRAY(work->mem, struct slice, PAGES_MOST);
	return specimen_draw_pages(
	    work->mem, &asked, looking->pictures, &looking->count, work->diag);
}

static bool
make(struct job *job, const char *plan, void *ctx)
{
	struct looking *looking = ctx;
	struct work *work = looking->work;
	struct specimen_spec spec = {
	    .plan = plan,
	    .account = &looking->account,
	    .rows = looking->rows.count ? &looking->rows : NULL,
	    .real = looking->real,
	};
	if (!run_check_filled(job) ||
	    !approval_mark(work->mem, plan, &spec.mark, work->diag))
		return false;
	struct sink *sink = sink_to_memory(&looking->pdf);
	bool whole =
	    specimen_write(sink, job, &spec, &looking->made, work->diag);
	return sink_end(sink, whole, work->diag) &&
	       (!looking->wants_pictures || take_pictures(looking));
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

/* Typed, and sent by POST alone: which row somebody looked at is nobody's
 * business. */
static void
write_rows_form(struct work *work)
{
	struct strbuf *page = &work->out;
	const struct asked *asked = work->asked;
	html_add(page, "<section class=\"card\">\n");
	page_say(page, work->words, "h2", &serve_look_rows, NO_ARGS);
	page_say(page, work->words, "p", &serve_look_rows_means, NO_ARGS);
	page_open_form(page, "/look/rows", asked->token);
	page_say(page, work->words, "label for=rows", &serve_look_rows_which,
	    NO_ARGS);
	html_add(page, "<input type=\"text\" id=\"rows\" name=\"rows\" "
		       "required maxlength=\"60\" autocomplete=\"off\" "
		       "inputmode=\"numeric\">\n"
		       "<p class=\"tick\"><input type=\"checkbox\" "
		       "id=\"real\" name=\"real\" value=\"1\">"
		       "<label for=\"real\">");
	html_text(page, message_text(work->words, &serve_look_real));
	html_add(page, "</label></p>\n");
	page_close_form(
	    page, work->words, "button quiet", &serve_look_show_rows);
	html_add(page, "</section>\n");
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
	write_rows_form(work);
	frame_close(&work->out, &frame);
}

static void
write_none(struct work *work)
{
	page_say(&work->out, work->words, "p class=\"verdict stop\"",
	    &serve_look_none, NO_ARGS);
	reports_write(&work->out, work->diag);
}

/* ---- pages, each letter's after why it is there */

/* The letter that begins on this page, or NULL. */
static const struct specimen_letter *
find_letter(const struct looking *looking, size_t page)
{
	const struct specimen_made *made = &looking->made;
	for (uint32_t i = 0; i < made->letters; i++) {
		if (made->at[i].page == page)
			return &made->at[i];
	}
	return NULL;
}

static void
write_why(struct looking *looking, const struct specimen_letter *letter)
{
	struct strbuf *page = &looking->work->out;
	if (letter->row)
		page_say(page, looking->work->words, "strong", &serve_look_row,
		    ARGS(letter->row));
	html_text(page, letter->why);
}

/* What there is to choose from: each thing leads to its pages. */
static void
write_choices(struct looking *looking)
{
	struct strbuf *page = &looking->work->out;
	const struct specimen_made *made = &looking->made;
	html_add(page, "<nav aria-labelledby=\"seen\">\n");
	page_say(page, looking->work->words, "h2 id=seen", &serve_look_choices,
	    NO_ARGS);
	html_add(page, "<ol class=\"whys\">\n");
	for (uint32_t i = 0; i < made->letters; i++) {
		if (made->at[i].page > looking->count)
			break;
		strbuf_print(
		    page, "<li><a href=\"#page-%u\">", made->at[i].page);
		write_why(looking, &made->at[i]);
		html_add(page, "</a></li>\n");
	}
	html_add(page, "</ol>\n</nav>\n");
}

static void
write_picture(struct looking *looking, size_t number)
{
	struct strbuf seen = {0};
	struct strbuf *page = &looking->work->out;
	const struct words *words = looking->work->words;
	const struct specimen_letter *letter = find_letter(looking, number + 1);
	message_write(
	    &seen, words, &serve_look_picture, ARGS((uint32_t)number + 1));
	strbuf_print(page, "<li id=\"page-%zu\">", number + 1);
	html_picture(page, looking->pictures[number], strbuf_view(&seen));
	page_say(page, words, "p class=hint", &serve_look_page,
	    ARGS((uint32_t)number + 1, (uint32_t)looking->all));
	if (letter) {
		html_add(page, "<p>");
		write_why(looking, letter);
		html_add(page, "</p>");
	}
	html_add(page, "</li>\n");
	strbuf_fini(&seen);
}

static void
write_pictures(struct looking *looking)
{
	struct work *work = looking->work;
	const struct specimen_made *made = &looking->made;
	if (looking->count < looking->all)
		page_say(&work->out, work->words, "p class=\"verdict wait\"",
		    &serve_look_more,
		    ARGS((uint32_t)looking->count, (uint32_t)looking->all));
	if (made->letters)
		write_choices(looking);
	html_add(&work->out, "<ol class=\"pages\" role=\"list\">\n");
	size_t first = looking->rows.count && made->letters
			   ? made->at[0].page - 1 /* the account is of all */
			   : 0;
	for (size_t i = first; i < looking->count; i++)
		write_picture(looking, i);
	html_add(&work->out, "</ol>\n");
}

void
work_look_pages(struct work *work)
{
	struct looking looking = {.work = work, .wants_pictures = true};
	const struct specimen_made *made = &looking.made;
	state_let_pass();
	work->shared->passed = make_proof(&looking);
	if (work->shared->passed) {
		page_say(&work->out, work->words, "p class=lead",
		    &serve_look_shown,
		    ARGS(made->letters, made->shown, made->all));
		write_links(work, false);
		write_pictures(&looking);
	} else {
		write_none(work);
	}
	work_note_inputs(work);
	strbuf_fini(&looking.pdf);
}

void
work_look_rows(struct work *work)
{
	const struct asked *asked = work->asked;
	struct looking looking = {
	    .work = work,
	    .wants_pictures = true,
	    .real = asked_field(asked, "real").len,
	};
	bool ok = numbers_read(
	    &looking.rows, work->mem, slice_trim(asked_field(asked, "rows")));
	if (!ok)
		REPORT(work->diag, NO_SPAN, &serve_bad_rows, NO_ARGS);
	if (ok && make_proof(&looking)) {
		page_say(&work->out, work->words, "p class=\"verdict wait\"",
		    looking.real ? &serve_look_is_real
				 : &serve_look_is_invented,
		    NO_ARGS);
		write_pictures(&looking);
	} else {
		write_none(work);
	}
	write_rows_form(work);
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
