/*
 * serve/page_explain.c - one row, every rule, and what became of it.
 *
 * The number is asked for and the answer given by POST alone: neither stands in
 * an address, and the answer goes to nobody but whoever asked.
 */
#include "correct/row.h"
#include "load/open.h"
#include "plan/explain.h"
#include "serve/messages.h"
#include "serve/pages.h"

static void
write_form(struct work *work, bool again)
{
	const struct asked *asked = work->asked;
	struct strbuf *page = &work->out;
	html_add(page, "<section class=\"card\">\n");
	if (again)
		page_say(
		    page, work->words, "h2", &serve_explain_other, NO_ARGS);
	page_say(page, work->words, again ? "p class=hint" : "p class=lead",
	    &serve_explain_lead, NO_ARGS);
	page_open_form(page, "/explain", asked->token);
	page_say(
	    page, work->words, "label for=key", &serve_explain_key, NO_ARGS);
	html_add(page, "<input type=\"text\" id=\"key\" name=\"key\" required "
		       "maxlength=\"200\" autocomplete=\"off\" "
		       "spellcheck=\"false\" aria-describedby=\"key-hint\">\n");
	page_say(page, work->words, "p class=hint id=key-hint",
	    &serve_explain_hint, NO_ARGS);
	page_close_form(page, work->words, "button", &serve_explain_button);
}

/* A row that waits is known by its line. */
static void
write_line_form(struct work *work)
{
	const struct asked *asked = work->asked;
	struct strbuf *page = &work->out;
	page_open_form(page, "/correct", asked->token);
	page_say(
	    page, work->words, "label for=place", &serve_explain_line, NO_ARGS);
	html_add(page, "<input type=\"text\" id=\"place\" name=\"place\" "
		       "required maxlength=\"200\" "
		       "autocomplete=\"off\">\n");
	page_close_form(page, work->words, "button quiet", &serve_explain_row);
	html_add(page, "</section>\n");
}

void
explained_write(struct work *work, struct slice text, bool open)
{
	struct strbuf *page = &work->out;
	struct slice all = slice_trim(text);
	size_t from = all.len;
	while (from && all.at[from - 1] != '\n')
		from--;
	html_element(page, "p class=verdict", slice_from(all, from));
	html_add(page, open ? "<details open>\n" : "<details>\n");
	page_say(page, work->words, "summary", &serve_explain_answer, NO_ARGS);
	html_add(page, "<div class=\"wide\" tabindex=\"0\" role=\"region\" "
		       "aria-label=\"");
	html_text(page, message_text(work->words, &serve_explain_answer));
	html_add(page, "\"><pre>");
	html_text(page, all);
	html_add(page, "</pre></div>\n</details>\n");
}

/* The way to its correction names the row by its place, not by its number. */
static void
write_correct(struct work *work, struct slice key)
{
	struct job job;
	struct correct_row row;
	const struct asked *asked = work->asked;
	const struct correct_asked of = {.key = key};
	if (load_open(&job, work->mem, work_job(work), work->diag) &&
	    correct_find_row(&job, &of, &row, work->diag) && row.found &&
	    !row.is_protected) {
		page_open_form(&work->out, "/correct", asked->token);
		work_hide_registers(
		    &work->out, work->mem, job.file, work->diag);
		page_hide(&work->out, "place", row.place);
		page_close_form(
		    &work->out, work->words, "button", &serve_correct_open);
	}
	load_close(&job);
}

static void
answer(struct work *work, struct slice key)
{
	struct job job;
	struct strbuf text = {0};
	const struct row_asked row = {.key = key};
	bool ok = load_open(&job, work->mem, work_job(work), work->diag) &&
		  explain_job(&job, &row, &text, work->diag);
	if (ok)
		explained_write(work, strbuf_view(&text), true);
	else
		page_say(&work->out, work->words, "p class=\"verdict stop\"",
		    &serve_explain_none, NO_ARGS);
	load_close(&job);
	strbuf_fini(&text);
	if (ok)
		write_correct(work, key);
}

void
work_explain(struct work *work)
{
	const struct asked *asked = work->asked;
	struct page_frame frame =
	    work_frame(work, STEP_EXPLAIN, &serve_explain_title);
	struct slice key = slice_trim(asked->key);
	frame_open(&work->out, &frame);
	if (key.len)
		answer(work, key);
	/* what is wrong with the job; of a row nothing but its number */
	reports_write(&work->out, work->diag);
	write_form(work, key.len);
	write_line_form(work);
	html_add(&work->out, "<p class=\"next\">");
	page_link(
	    &work->out, work->words, "/corrections", &serve_correct_to_list);
	html_add(&work->out, "</p>\n");
	frame_close(&work->out, &frame);
}
