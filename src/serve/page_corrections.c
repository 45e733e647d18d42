/*
 * serve/page_corrections.c - the corrections that stand.
 *
 * By address it names lines, columns and who stands for them; values and numbers
 * are shown by POST alone, and of protected people not at all.
 */
#include "correct/row.h"
#include "correct/save.h"
#include "load/open.h"
#include "serve/messages.h"
#include "serve/pages.h"

struct corrections_page {
	struct work *work;
	struct strbuf *page;
	struct job job;
	struct correct_standing *all;
	size_t count;
	bool shows_values;
	char seen[65];
};

static bool
open_list(struct corrections_page *of)
{
	struct work *work = of->work;
	struct digest folder = state_of_folder(".");
	bool ok = load_open(&of->job, work->mem, work_job(work), work->diag) &&
		  correct_list_all(&of->job, &of->all, &of->count, work->diag);
	work_write_corrected(&folder, work->diag, of->seen);
	return ok;
}

/* ---- one correction */

/* Of a key that is nowhere no more is said than of a protected person's. */
static bool
is_told(const struct correct_standing *one)
{
	return one->place.len && !one->is_hidden;
}

static const struct message *
state_of(const struct correct_standing *one)
{
	if (!is_told(one))
		return &serve_corrections_nowhere;
	return one->applies ? &serve_corrections_applies
			    : &serve_corrections_idle;
}

static void
write_values(struct corrections_page *of, const struct correct_standing *one)
{
	bool told = is_told(one);
	struct slice none = SLICE("–");
	html_element(of->page, "td class=whole", told ? one->is->key : none);
	html_element(of->page, "td", told ? one->is->old : none);
	html_element(of->page, "td", told ? one->is->new : none);
}

/* A button's words name the line, for those who hear buttons alone. */
static void
write_button(
    struct corrections_page *of, const struct message *word, uint32_t line)
{
	struct strbuf *page = of->page;
	html_add(page, "<button type=\"submit\" class=\"quiet small\">");
	html_text(page, message_text(of->work->words, word));
	html_add(page, "<span class=\"unseen\"> ");
	page_say(page, of->work->words, "span", &serve_corrections_of_line,
	    ARGS(line));
	html_add(page, "</span></button>\n</form>\n");
}

static void
write_actions(struct corrections_page *of, const struct correct_standing *one)
{
	char line[16];
	struct strbuf *page = of->page;
	const struct asked *asked = of->work->asked;
	snprintf(line, sizeof line, "%u", one->is->line);
	html_add(page, "<td class=actions>\n");
	if (is_told(one)) {
		page_open_form(page, "/correct", asked->token);
		work_hide_registers(
		    page, of->work->mem, of->job.file, of->work->diag);
		page_hide(page, "place", one->place);
		write_button(of, &serve_corrections_row, one->is->line);
	}
	page_open_form(page, "/corrections/remove", asked->token);
	page_hide(page, "seen", slice_view(of->seen));
	page_hide(page, "line", slice_view(line));
	write_button(of, &serve_corrections_remove, one->is->line);
	html_add(page, "</td>");
}

static void
write_one(struct corrections_page *of, const struct correct_standing *one)
{
	struct strbuf *page = of->page;
	const struct columns *columns = &of->job.reads.columns;
	strbuf_print(page, "<tr><td class=\"n\">%u</td>", one->is->line);
	html_element(page, "td", columns->at[one->is->column].name);
	if (of->shows_values)
		write_values(of, one);
	html_element(page, "td", one->is->who);
	html_element(page, "td", message_text(of->work->words, state_of(one)));
	write_actions(of, one);
	html_add(page, "</tr>\n");
}

/* ---- the list */

static void
write_table(struct corrections_page *of)
{
	static const struct message *const heads[] = {&serve_corrections_line,
	    &serve_corrections_column, &serve_corrections_key,
	    &serve_corrections_old, &serve_corrections_new,
	    &serve_corrections_who, &serve_corrections_state,
	    &serve_corrections_act};
	struct strbuf *page = of->page;
	const struct words *words = of->work->words;
	html_add(page, "<div class=\"wide\" role=\"region\" tabindex=\"0\" "
		       "aria-label=\"");
	html_text(page, message_text(words, &serve_corrections_title));
	html_add(page, "\">\n<table>\n<thead><tr>");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		bool of_values = i >= 2 && i <= 4;
		if (!of_values || of->shows_values)
			page_say(page, words,
			    i ? "th scope=col" : "th scope=col class=n",
			    heads[i], NO_ARGS);
	}
	html_add(page, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < of->count; i++)
		write_one(of, &of->all[i]);
	html_add(page, "</tbody>\n</table>\n</div>\n");
}

static void
write_list(struct corrections_page *of)
{
	struct strbuf *page = of->page;
	const struct words *words = of->work->words;
	const struct asked *asked = of->work->asked;
	page_say(page, words, "p class=lead",
	    of->count ? &serve_corrections_lead : &serve_corrections_none,
	    NO_ARGS);
	if (!of->count)
		return;
	if (!of->shows_values) {
		page_open_form(page, "/corrections", asked->token);
		page_close_form(
		    page, words, "button quiet", &serve_corrections_show);
	}
	write_table(of);
	page_say(page, words, "p class=hint", &serve_corrections_hint, NO_ARGS);
}

static void
show(struct corrections_page *of, bool ok, const struct message *told)
{
	struct work *work = of->work;
	struct page_frame frame =
	    work_frame(work, STEP_EXPLAIN, &serve_corrections_title);
	frame_open(of->page, &frame);
	if (told)
		page_say(of->page, work->words, "p class=\"verdict stop\"",
		    told, NO_ARGS);
	if (ok)
		write_list(of);
	reports_write(of->page, work->diag);
	html_add(of->page, "<p class=\"next\">");
	page_link(of->page, work->words, "/explain", &serve_corrections_more);
	html_add(of->page, "</p>\n");
	frame_close(of->page, &frame);
}

static void
show_all(struct work *work, bool shows_values)
{
	struct corrections_page of = {
	    .work = work, .page = &work->out, .shows_values = shows_values};
	bool ok = open_list(&of);
	show(&of, ok, ok ? NULL : &serve_corrections_unread);
	load_close(&of.job);
}

void
work_corrections(struct work *work)
{
	show_all(work, false);
}

void
work_corrections_shown(struct work *work)
{
	show_all(work, true);
}

/* ---- one less */

static uint32_t
read_line(struct slice text)
{
	uint32_t line = 0;
	for (size_t i = 0; i < text.len && i < 9; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return 0;
		line = line * 10 + (uint32_t)(text.at[i] - '0');
	}
	return line;
}

void
work_corrections_remove(struct work *work)
{
	struct corrections_page of = {.work = work, .page = &work->out};
	const struct asked *asked = work->asked;
	uint32_t line = read_line(asked_field(asked, "line"));
	bool ok = open_list(&of);
	bool stale = !slice_is(asked->seen, of.seen);
	if (ok && !stale && correct_remove(&of.job, line, work->diag)) {
		work->shared->passed = true;
		snprintf(work->shared->location, sizeof work->shared->location,
		    "/corrections");
		load_close(&of.job);
		return;
	}
	work->shared->status = stale ? 409 : 400;
	show(&of, ok,
	    stale ? &serve_corrections_stale
		  : work_unsure(&serve_corrections_kept));
	load_close(&of.job);
}
