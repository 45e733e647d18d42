/*
 * serve/page_compare.c - what differs between an earlier mailing and another one
 * or the job as it stands; one person in all of them.
 *
 * Rows are named by number; the person is typed and asked for by POST alone.
 */
#include "sealed/compare.h"

#include "load/open.h"
#include "run/aside.h"
#include "sealed/sealed.h"
#include "serve/mailings.h"
#include "serve/messages.h"
#include "serve/pages.h"

#define ROWS_MOST 2000 /* in a table; the counts are of all */

struct comparing {
	struct work *work;
	const char *before; /* path of the run */
	struct slice name, other; /* as asked for */
	struct sealed_differences all;
	struct strbuf tables[SEALED_CHANGES];
	uint32_t shown[SEALED_CHANGES];
	bool ok;
};

/* ---- a difference */

static void
write_side(struct strbuf *to, const struct words *words,
    const struct sealed_side *side)
{
	static const struct message *const outcomes[] = {
	    [OUTCOME_LETTER] = &serve_outcome_letter,
	    [OUTCOME_TOGETHER] = &serve_outcome_together,
	    [OUTCOME_EXCLUDED] = &serve_outcome_excluded,
	    [OUTCOME_HELD] = &serve_outcome_held,
	};
	html_add(to, "<td>");
	html_text(to, message_text(words, side->row ? outcomes[side->outcome]
						    : &serve_outcome_absent));
	if (side->row && side->reason.len) {
		html_add(to, "<p class=hint>");
		html_text(to, side->reason);
		html_add(to, "</p>");
	}
	html_add(to, "</td>");
}

static void
write_row(struct strbuf *to, uint32_t row)
{
	if (row)
		strbuf_print(to, "<td class=\"n\">%u</td>", row);
	else
		html_add(to, "<td class=\"n\">–</td>");
}

static void
take(const struct sealed_difference *one, void *ctx)
{
	struct comparing *comparing = ctx;
	struct strbuf *to = &comparing->tables[one->change];
	if (comparing->shown[one->change] == ROWS_MOST)
		return;
	comparing->shown[one->change]++;
	html_add(to, "<tr>");
	write_row(to, one->before.row);
	write_row(to, one->after.row);
	write_side(to, comparing->work->words, &one->before);
	write_side(to, comparing->work->words, &one->after);
	html_add(to, "</tr>\n");
}

/* ---- what is compared */

static bool
compare(struct comparing *comparing, const struct sealed_after *after)
{
	struct work *work = comparing->work;
	return sealed_compare(work->mem, comparing->before, after, take,
	    comparing, &comparing->all, work->diag);
}

static bool
compare_plan(struct job *job, const char *path, void *ctx)
{
	const struct sealed_after after = {.plan = path};
	(void)job;
	return compare(ctx, &after);
}

/* With what would be made now. */
static bool
compare_job(struct comparing *comparing)
{
	struct job job;
	struct account account;
	struct work *work = comparing->work;
	const struct plan_spec spec = {.progress = &work->progress};
	const struct aside aside = {
	    .folder = ".",
	    .scratch = &work->shared->scratch,
	    .look = compare_plan,
	    .ctx = comparing,
	};
	bool ok = load_open(&job, work->mem, work_job(work), work->diag) &&
		  aside_plan(&aside, &job, &account, &spec, work->diag);
	load_close(&job);
	return ok;
}

/* ---- the page */

static void
write_count(struct comparing *comparing, const char *kind,
    const struct message *word, enum sealed_change change)
{
	struct strbuf *page = &comparing->work->out;
	html_add(page, kind);
	html_element(page, "dt", message_text(comparing->work->words, word));
	strbuf_print(page, "<dd>%u</dd></div>\n", comparing->all.by[change]);
}

static const struct message *const titles[SEALED_CHANGES] = {
    [SEALED_GAINED] = &serve_diff_gained,
    [SEALED_LOST] = &serve_diff_lost,
    [SEALED_CHANGED] = &serve_diff_changed,
    [SEALED_OTHER] = &serve_diff_other,
};

static void
write_sums(struct comparing *comparing)
{
	const struct sealed_differences *all = &comparing->all;
	struct strbuf *page = &comparing->work->out;
	html_add(page, "<dl class=\"sum\">\n");
	write_count(comparing, "<div class=\"gets\">", titles[SEALED_GAINED],
	    SEALED_GAINED);
	write_count(comparing, "<div class=\"held\">", titles[SEALED_LOST],
	    SEALED_LOST);
	write_count(comparing, "<div>", titles[SEALED_CHANGED], SEALED_CHANGED);
	write_count(comparing, "<div>", titles[SEALED_OTHER], SEALED_OTHER);
	html_add(page, "</dl>\n");
	if (all->unnamed_before || all->unnamed_after)
		page_say(page, comparing->work->words, "p class=hint",
		    &serve_diff_unnamed,
		    ARGS(all->unnamed_before, all->unnamed_after));
}

static void
write_table(struct comparing *comparing, enum sealed_change change)
{
	static const struct message *const heads[] = {&serve_diff_row_then,
	    &serve_diff_row_now, &serve_diff_then, &serve_diff_now};
	struct strbuf *page = &comparing->work->out;
	const struct words *words = comparing->work->words;
	if (!comparing->all.by[change])
		return;
	html_add(page,
	    change == SEALED_CHANGED ? "<details>\n" : "<details open>\n");
	page_say(page, words, "summary", titles[change], NO_ARGS);
	html_add(page, "<div class=\"wide\" role=\"region\" tabindex=\"0\" "
		       "aria-label=\"");
	html_text(page, message_text(words, titles[change]));
	html_add(page, "\">\n<table>\n<thead><tr>");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		page_say(page, words,
		    i < 2 ? "th scope=col class=n" : "th scope=col", heads[i],
		    NO_ARGS);
	html_add(page, "</tr></thead>\n<tbody>\n");
	strbuf_add(page, strbuf_view(&comparing->tables[change]));
	html_add(page, "</tbody>\n</table>\n</div>\n");
	if (comparing->shown[change] < comparing->all.by[change])
		page_say(page, words, "p class=hint", &serve_diff_more,
		    ARGS(comparing->shown[change], comparing->all.by[change]));
	html_add(page, "</details>\n");
}

static void
write_compared(struct comparing *comparing)
{
	static const enum sealed_change order[] = {
	    SEALED_LOST, SEALED_GAINED, SEALED_OTHER, SEALED_CHANGED};
	struct work *work = comparing->work;
	if (comparing->other.len)
		page_say(&work->out, work->words, "p class=lead",
		    &serve_diff_of_runs,
		    ARGS(comparing->name, comparing->other));
	else
		page_say(&work->out, work->words, "p class=lead",
		    &serve_diff_of_now, ARGS(comparing->name));
	write_sums(comparing);
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		write_table(comparing, order[i]);
}

static void
write_back(struct work *work)
{
	html_add(&work->out, "<p class=\"next\">");
	page_link(&work->out, work->words, "/mailings", &serve_diff_back);
	html_add(&work->out, "</p>\n");
}

static void
show(struct comparing *comparing, const struct message *refused)
{
	struct work *work = comparing->work;
	struct page_frame frame =
	    work_frame(work, STEP_MAILINGS, &serve_diff_title);
	frame_open(&work->out, &frame);
	if (refused)
		page_say(&work->out, work->words, "p class=\"verdict stop\"",
		    refused, NO_ARGS);
	else
		write_compared(comparing);
	reports_write(&work->out, work->diag);
	write_back(work);
	frame_close(&work->out, &frame);
}

void
work_compare(struct work *work)
{
	const struct asked *asked = work->asked;
	struct comparing comparing = {
	    .work = work,
	    .name = asked_field(asked, "run"),
	    .other = asked_field(asked, "other"),
	};
	struct sealed_after after = {0};
	comparing.before = mailings_find(work->mem, ".", comparing.name);
	if (comparing.other.len)
		after.run = mailings_find(work->mem, ".", comparing.other);
	bool there = comparing.before && (!comparing.other.len || after.run);
	bool ok = there && (after.run ? compare(&comparing, &after)
				      : compare_job(&comparing));
	if (!ok)
		work->shared->status = there ? 409 : 404;
	show(&comparing, ok	 ? NULL
			 : there ? &serve_diff_none
				 : &serve_no_such_run);
	for (size_t i = 0; i < SEALED_CHANGES; i++)
		strbuf_fini(&comparing.tables[i]);
}

/* ---- one person in all mailings */

void
work_find(struct work *work)
{
	const struct asked *asked = work->asked;
	struct page_frame frame =
	    work_frame(work, STEP_MAILINGS, &serve_find_title);
	struct strbuf text = {0}, *page = &work->out;
	struct slice key = slice_trim(asked->key);
	uint32_t found = 0;
	bool ok = key.len && sealed_find("out", key, &text, &found, work->diag);
	frame_open(page, &frame);
	if (ok)
		page_say(page, work->words, "p class=verdict",
		    &serve_find_found, ARGS(found));
	else
		page_say(page, work->words, "p class=\"verdict stop\"",
		    &serve_find_none, NO_ARGS);
	if (text.len) {
		html_add(page, "<pre>");
		html_text(page, strbuf_view(&text));
		html_add(page, "</pre>\n");
	}
	reports_write(page, work->diag);
	mailings_write_find(work);
	write_back(work);
	frame_close(page, &frame);
	strbuf_fini(&text);
}
