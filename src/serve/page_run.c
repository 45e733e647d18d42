/*
 * serve/page_run.c - the mailing is made: what became of it.
 */
#include "load/open.h"
#include "run/run.h"
#include "serve/account.h"
#include "serve/messages.h"
#include "serve/pages.h"

/* A form's text as a reason: one line, or none. */
static const char *
read_reason(struct arena *mem, struct slice text)
{
	struct strbuf line = {0};
	text = slice_trim(text);
	for (size_t i = 0; i < text.len; i++)
		strbuf_add_char(
		    &line, (unsigned char)text.at[i] < ' ' ? ' ' : text.at[i]);
	const char *reason =
	    text.len ? arena_dup_text(mem, strbuf_view(&line)) : NULL;
	strbuf_fini(&line);
	return reason;
}

static void
write_done(struct work *work, const struct account *account, const char *out)
{
	const char *slash = strrchr(out, '/');
	struct strbuf *page = &work->out;
	page_say(page, work->words, "p class=\"verdict good\"", &serve_run_done,
	    ARGS(account->counts.letters, slash ? slash + 1 : out));
	account_write_sum(page, work->words, account);
	html_add(page, "<p class=\"next\"><a class=\"button\" "
		       "href=\"/mailings\">");
	html_text(page, message_text(work->words, &serve_to_mailings));
	html_add(page, "</a></p>\n");
}

static bool
may_last(void *ctx)
{
	return task_begin_to_last(ctx);
}

void
work_run(struct work *work)
{
	struct job job;
	struct account account = {0};
	struct run_extra extra = {0};
	const struct asked *asked = work->asked;
	const struct run_spec spec = {
	    .again = read_reason(work->mem, asked->again),
	    .progress = &work->progress,
	    .scratch = &work->shared->scratch,
	    .seen = asked_field(asked, "mark"),
	    .may_last = may_last,
	    .ctx = work->shared,
	};
	bool ok = load_open(&job, work->mem, work_job(work), work->diag) &&
		  run_job(&job, &spec, &account, &extra, work->diag);
	if (ok)
		write_done(work, &account, run_folder(job.mem, job.file, NULL));
	else
		page_say(&work->out, work->words, "p class=\"verdict stop\"",
		    extra.is_another ? &serve_stale : &serve_run_refused,
		    NO_ARGS);
	reports_write(&work->out, work->diag);
	if (!ok) {
		html_add(&work->out, "<p class=\"next\"><a class=\"button\" "
				     "href=\"/check\">");
		html_text(&work->out,
		    message_text(work->words, &serve_back_to_check));
		html_add(&work->out, "</a></p>\n");
	}
	work->shared->passed = ok;
	load_close(&job);
}
