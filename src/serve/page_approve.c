/*
 * serve/page_approve.c - a mailing is approved by somebody who has not made it.
 *
 * Behind a proxy whoever makes it asks a colleague, who sees the account and the
 * proof under her own name and approves exactly that. Without one, nobody but
 * whoever runs the workbench is known: a signed approval comes as a file.
 */
#include <errno.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/messages.h"
#include "load/open.h"
#include "run/aside.h"
#include "run/run.h"
#include "serve/approvers.h"
#include "serve/messages.h"

#define LINES_MOST ((size_t)1 << 20)

/* The job's own folder, which takes the approval. */
static const char *const own_folder[] = {".", NULL};

static void
refuse(struct work *work, unsigned status, const struct message *why,
    const char *back, const struct message *back_words)
{
	struct page_frame frame =
	    work_frame(work, STEP_CHECK, &serve_approve_heading);
	work->shared->status = status;
	frame_open(&work->out, &frame);
	page_say(
	    &work->out, work->words, "p class=\"verdict stop\"", why, NO_ARGS);
	reports_write(&work->out, work->diag);
	html_add(&work->out, "<p class=\"next\">");
	page_link(&work->out, work->words, back, back_words);
	html_add(&work->out, "</p>\n");
	frame_close(&work->out, &frame);
}

static void
send_to_check(struct work *work)
{
	snprintf(
	    work->shared->location, sizeof work->shared->location, "/check");
}

/* ---- asking a colleague */

static bool
can_be_asked(struct work *work, struct slice user)
{
	const struct asked *asked = work->asked;
	const struct header header = {1, user};
	return guard_is_user(&header) && !slice_equal(user, asked->user) &&
	       folder_exists(
		   path_join(work->mem, "..", arena_dup_text(work->mem, user)));
}

/* The names, with this one more or without it. */
static bool
write_names(struct work *work, struct slice user, bool asks)
{
	struct strbuf names = {0};
	struct slice rest = {NULL, 0};
	if (path_is_taken(APPROVERS) &&
	    !file_read(work->mem, APPROVERS, INPUT_NONE, LINES_MOST, work->diag,
		NO_SPAN, &rest))
		return false;
	while (rest.len) {
		size_t end = slice_find_char(rest, '\n');
		struct slice name = slice_trim(slice_part(rest, 0, end));
		rest = slice_from(rest, end + 1);
		if (!name.len || slice_equal(name, user))
			continue;
		strbuf_add(&names, name);
		strbuf_add_char(&names, '\n');
	}
	if (asks) {
		strbuf_add(&names, user);
		strbuf_add_char(&names, '\n');
	}
	bool ok = file_write_whole(APPROVERS, strbuf_view(&names), work->diag);
	strbuf_fini(&names);
	return ok;
}

void
work_approval_ask(struct work *work)
{
	const struct asked *asked = work->asked;
	struct slice user = slice_trim(asked_field(asked, "user"));
	bool asks = !asked_field(asked, "no").len;
	if (!asked->user.len || (asks && !can_be_asked(work, user)))
		refuse(work, 400, &serve_approve_nobody, "/check",
		    &serve_back_to_check);
	else if (write_names(work, user, asks))
		send_to_check(work);
	else
		refuse(work, 500, work_unsure(&serve_approve_not), "/check",
		    &serve_back_to_check);
}

/* ---- an approval that comes as a file */

static bool
read_file(struct work *work, struct slice *text)
{
	const struct asked *asked = work->asked;
	char *bytes = arena_raw(work->mem, LINES_MOST);
	const char *name = arena_dup_text(work->mem, asked->file_name);
	if (!work->with) {
		REPORT(work->diag, NO_SPAN, &serve_no_file_came, NO_ARGS);
		return false;
	}
	ssize_t len = fault_read_at(work->with, bytes, LINES_MOST, 0);
	if (len < 0) {
		file_report_unread(work->diag, NO_SPAN, name, errno);
		return false;
	}
	*text = (struct slice){bytes, (size_t)len};
	if (text->len < LINES_MOST)
		return true;
	REPORT(work->diag, NO_SPAN, &base_too_large,
	    ARGS(name, (uint64_t)LINES_MOST - 1));
	return false;
}

static bool
take_lines(struct job *job, const char *plan, void *ctx)
{
	struct work *work = ctx;
	struct slice text;
	return read_file(work, &text) && run_check_filled(job) &&
	       approval_take(job, plan, text, work->diag);
}

void
work_approval_file(struct work *work)
{
	struct job job;
	struct account account;
	const struct asked *asked = work->asked;
	const struct plan_spec spec = {.progress = &work->progress};
	const struct aside aside = {
	    .folder = ".",
	    .scratch = &work->shared->scratch,
	    .look = take_lines,
	    .ctx = work,
	    .writes = own_folder,
	};
	bool ok = !asked->user.len &&
		  load_open(&job, work->mem, work_job(work), work->diag) &&
		  aside_plan(&aside, &job, &account, &spec, work->diag);
	if (!asked->user.len)
		load_close(&job);
	if (ok)
		send_to_check(work);
	else
		refuse(work, 400, work_unsure(&serve_approve_not_taken),
		    "/check", &serve_back_to_check);
}

/* ---- a colleague's mailing */

/* Whom its maker has not asked sees nothing, not even that it is there. */
static bool
is_asked(struct work *work)
{
	const struct asked *asked = work->asked;
	if (asked->user.len && !slice_equal(asked->user, asked->as) &&
	    approvers_name(work->mem, ".", asked->user))
		return true;
	refuse(work, 404, &serve_no_page, "/", &serve_to_start);
	return false;
}

static bool
only_look(struct check *check, const char *plan)
{
	(void)check, (void)plan;
	return true;
}

/* She approves what she has seen, by its mark, and only once. */
static bool
approve(struct check *check, const char *plan)
{
	char today[11];
	struct work *work = check->work;
	const struct asked *asked = work->asked;
	bool *approved = check->ctx;
	struct approving approving = {.plan = plan, .person = asked->user};
	if (!slice_equal(check->mark, asked_field(asked, "mark")) ||
	    !asked_field(asked, "seen").len)
		return true;
	clock_write_today(today);
	approving.date = day_parse_iso(slice_view(today));
	*approved = run_check_filled(&check->job) &&
		    approval_add(&check->job, &approving, work->diag);
	strbuf_fini(&check->approved.lines);
	return approval_check(
		   &check->job, plan, false, &check->approved, work->diag) &&
	       *approved;
}

static void
write_approve_form(struct check *check)
{
	struct work *work = check->work;
	const struct asked *asked = work->asked;
	struct strbuf action = {0}, *page = &work->out;
	strbuf_add_text(&action, "/approve/");
	html_address(&action, asked->as);
	html_add(page, "<section class=\"act\">\n");
	page_say(page, work->words, "h2", &serve_approve_do, NO_ARGS);
	html_add(page, "<p><a href=\"");
	html_add(page, strbuf_text(&action));
	html_add(page, "/prov.pdf\">");
	html_text(page, message_text(work->words, &serve_look_pdf));
	html_add(page, "</a></p>\n");
	page_open_form(page, strbuf_text(&action), asked->token);
	page_hide(page, "mark", check->mark);
	html_add(page, "<p><label class=\"tick\"><input type=\"checkbox\" "
		       "id=\"seen\" name=\"seen\" value=\"1\" required> ");
	html_text(page, message_text(work->words, &serve_approve_seen));
	html_add(page, "</label></p>\n");
	page_say(page, work->words, "p class=hint", &serve_approve_as,
	    ARGS(asked->user));
	page_close_form(page, work->words, "button", &serve_approve_button);
	html_add(page, "</section>\n");
	strbuf_fini(&action);
}

static void
write_other(struct check *check, const struct message *told, const char *tag)
{
	struct work *work = check->work;
	struct page_frame frame =
	    work_frame(work, STEP_NONE, &serve_approve_title);
	frame_open(&work->out, &frame);
	if (told)
		page_say(&work->out, work->words, tag, told, NO_ARGS);
	check_write(check);
	if (check->planned)
		check_write_approved(check);
	if (check->would_run)
		write_approve_form(check);
	frame_close(&work->out, &frame);
}

void
work_approve_look(struct work *work)
{
	struct check check = {.work = work, .look = only_look};
	if (!is_asked(work))
		return;
	check_make(&check);
	write_other(&check, NULL, "p");
	check_end(&check);
}

void
work_approve(struct work *work)
{
	bool approved = false;
	struct check check = {.work = work,
	    .look = approve,
	    .ctx = &approved,
	    .writes = own_folder};
	if (!is_asked(work))
		return;
	check_make(&check);
	if (approved) {
		write_other(
		    &check, &serve_approve_done, "p class=\"verdict good\"");
	} else {
		work->shared->status = 409;
		write_other(&check,
		    work_unsure(check.planned ? &serve_approve_stale
					      : &serve_approve_not),
		    "p class=\"verdict stop\"");
	}
	check_end(&check);
}

void
work_approve_proof(struct work *work)
{
	if (is_asked(work))
		work_look_pdf(work);
}
