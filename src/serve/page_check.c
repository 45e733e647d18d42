/*
 * serve/page_check.c - the account of every row on one page, and the button
 * that makes the mailing.
 *
 * Counts, reasons, lines and column names; never a value of a row.
 */
#include "serve/check.h"

#include "base/file.h"
#include "load/open.h"
#include "plan/report.h"
#include "run/aside.h"
#include "run/run.h"
#include "serve/approvers.h"
#include "serve/messages.h"

/* What has been before, and who has approved it. */
static bool
look_back(struct job *job, const char *path, void *ctx)
{
	struct check *check = ctx;
	struct diag *diag = check->work->diag;
	const struct once_mailing mailing = {
	    .mem = job->mem, .file = job->file, .reads = &job->reads};
	return once_look(&mailing, path, &check->before, diag) &&
	       approval_mark(job->mem, path, &check->mark, diag) &&
	       approval_check(job, path, false, &check->approved, diag) &&
	       (!check->look || check->look(check, path));
}

static bool
plan(struct check *check)
{
	struct work *work = check->work;
	const struct plan_spec spec = {
	    .progress = &work->progress,
	    .shapes = true,
	};
	const struct aside aside = {
	    .folder = ".",
	    .scratch = &work->shared->scratch,
	    .look = look_back,
	    .ctx = check,
	    .writes = check->writes,
	};
	return aside_plan(
	    &aside, &check->job, &check->account, &spec, work->diag);
}

/* ---- the page */

/* Which mailing it is, on paper too. */
static void
write_facts(struct check *check)
{
	char date[11];
	const struct job_file *file = check->job.file;
	struct strbuf *page = &check->work->out;
	const struct words *words = check->work->words;
	day_write_iso(file->date.when, date);
	const struct {
		const struct message *name;
		struct slice value;
	} facts[] = {
	    {&serve_home_title, file->name.text},
	    {&serve_fact_reference, file->reference.text},
	    {&serve_fact_date, slice_view(date)},
	    {&serve_fact_mark, check->mark},
	};
	html_add(page, "<dl class=\"facts\">\n");
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		if (!facts[i].value.len)
			continue;
		html_add(page, "<div>");
		html_element(page, "dt", message_text(words, facts[i].name));
		html_element(page, "dd", facts[i].value);
		html_add(page, "</div>\n");
	}
	html_add(page, "</dl>\n");
}

static void
write_verdict(struct check *check)
{
	struct strbuf *page = &check->work->out;
	const struct words *words = check->work->words;
	const struct plan_counts *counts = &check->account.counts;
	if (!check->would_run)
		page_say(page, words, "p class=\"verdict stop\"",
		    &serve_cannot_run, NO_ARGS);
	else if (check->account.held_beyond)
		page_say(page, words, "p class=\"verdict wait\"",
		    &serve_many_held, ARGS(counts->by_outcome[OUTCOME_HELD]));
	else
		page_say(page, words, "p class=\"verdict good\"",
		    &serve_can_run, ARGS(counts->letters));
}

/* Who had it already, be it all of them or some. */
static void
write_had(struct check *check)
{
	const struct once_found *before = &check->before;
	char date[11];
	if (!before->had)
		return;
	day_write_iso(before->last, date);
	page_say(&check->work->out, check->work->words,
	    "p class=\"verdict wait\"", &serve_had_before,
	    ARGS(before->had, before->recipients, (const char *)date));
}

static void
write_run_form(struct check *check)
{
	struct strbuf *page = &check->work->out;
	const struct words *words = check->work->words;
	const struct asked *asked = check->work->asked;
	html_add(page, "<section class=\"act\">\n");
	page_say(page, words, "h2", &serve_run_heading, NO_ARGS);
	page_say(page, words, "p", &serve_run_means,
	    ARGS(check->account.counts.letters, check->account.counts.pages,
		check->account.counts.sheets));
	page_open_form(page, "/run", asked->token);
	page_hide(page, "seen", asked->seen);
	page_hide(page, "mark", check->mark);
	write_had(check);
	if (once_is_again(&check->before)) {
		page_say(
		    page, words, "label for=again", &serve_again_why, NO_ARGS);
		html_add(page, "<input type=\"text\" id=\"again\" "
			       "name=\"again\" required maxlength=\"300\" "
			       "autocomplete=\"off\">\n");
	}
	page_close_form(page, words, "button", &serve_run_button);
	html_add(page, "</section>\n");
}

/* A mailing of this job and date is there, and nothing is written over it. */
static bool
is_made(const struct check *check)
{
	return path_is_taken(run_folder(check->job.mem, check->job.file, NULL));
}

static void
write_made(struct check *check)
{
	struct strbuf *page = &check->work->out;
	const struct words *words = check->work->words;
	char date[11];
	day_write_iso(check->job.file->date.when, date);
	html_add(page, "<section class=\"act\">\n");
	page_say(page, words, "h2", &serve_made_heading, NO_ARGS);
	page_say(page, words, "p", &serve_made, ARGS((const char *)date));
	html_add(page, "<p><a class=\"button\" href=\"/mailings\">");
	html_text(page, message_text(words, &serve_to_mailings));
	html_add(page, "</a></p>\n</section>\n");
}

/* The rest, as the terminal has it. */
static void
write_more(struct check *check)
{
	struct strbuf *page = &check->work->out;
	struct strbuf text = {0};
	report_write(&text, check->work->words, &check->job, &check->account);
	html_add(page, "<details>\n");
	page_say(page, check->work->words, "summary", &serve_more, NO_ARGS);
	html_add(page, "<div class=\"wide\" tabindex=\"0\" role=\"region\" "
		       "aria-label=\"");
	html_text(page, message_text(check->work->words, &serve_more));
	html_add(page, "\"><pre>");
	html_text(page, strbuf_view(&text));
	html_add(page, "</pre></div>\n</details>\n");
	strbuf_fini(&text);
}

/* What needs a look comes first. */
static void
write_account(struct check *check)
{
	struct work *work = check->work;
	const struct asked *asked = work->asked;
	struct strbuf *page = &work->out;
	if (check->planned)
		account_write_sum(page, work->words, &check->account);
	if (!check->would_run || diag_worst(work->diag) > LEVEL_NOTE) {
		html_add(page, "<section>\n");
		page_say(page, work->words, "h2",
		    check->would_run ? &serve_warnings : &serve_to_repair,
		    NO_ARGS);
		reports_write(page, work->diag);
		html_add(page, "</section>\n");
	}
	if (!check->planned)
		return;
	account_write_held(page, work->words, &check->account,
	    check->look ? NULL : asked->token, &check->job, work->diag);
	account_write_rules(page, work->words, &check->job);
	account_write_beside(page, work->words, &check->account);
	write_more(check);
}

void
check_make(struct check *check)
{
	struct work *work = check->work;
	bool ok = load_open(&check->job, work->mem, work_job(work), work->diag);
	check->planned = ok && plan(check);
	check->would_run = check->planned && run_check_filled(&check->job);
	check->would_run =
	    check->planned &&
	    account_check_letters(&check->job, &check->account, work->diag) &&
	    check->would_run;
	if (check->planned)
		run_warn_keep(&check->job, work->diag);
}

void
check_end(struct check *check)
{
	strbuf_fini(&check->approved.lines);
	load_close(&check->job);
}

void
check_write(struct check *check)
{
	if (check->planned)
		write_facts(check);
	write_verdict(check);
	write_account(check);
}

/* ---- our own */

static void
write_what_to_do(struct check *check)
{
	if (!check->would_run)
		return;
	if (check->approved.wanted)
		check_write_approved(check);
	if (is_made(check))
		write_made(check);
	else if (check_is_approved(check))
		write_run_form(check);
	else
		approvers_write_ask(check);
}

void
work_check(struct work *work)
{
	struct check check = {.work = work};
	state_let_pass();
	check_make(&check);
	check_write(&check);
	write_what_to_do(&check);
	work_note_inputs(work);
	work->shared->passed =
	    check.planned && diag_worst(work->diag) < LEVEL_SYSTEM;
	check_end(&check);
}
