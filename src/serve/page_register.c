/*
 * serve/page_register.c - the register as it lies, and what each of its columns
 * is.
 *
 * Choices are written into the job file, each in its own place
 * (conf/edit.h); what the form does not show stays as it is.
 */
#include "serve/register_form.h"

#include "base/file.h"
#include "serve/messages.h"
#include "serve/pages.h"

struct page_register {
	struct sheet_view view;
	struct register_form form;
	struct diag *lacks;
	size_t missing;
};

/* ---- what is missing */

static void
lack(struct page_register *of, const char *href, const struct message *what,
    struct slice name)
{
	struct strbuf *page = &of->view.work->out, text = {0};
	if (!of->missing++)
		html_add(page, "<ul class=\"missing-list\">\n");
	message_write(&text, of->view.work->words, what, ARGS(name));
	html_add(page, "<li><a href=\"");
	html_text(page, slice_view(href));
	html_add(page, "\">");
	html_text(page, strbuf_view(&text));
	html_add(page, "</a></li>\n");
	strbuf_fini(&text);
}

static bool
has(const struct page_register *of, enum role role)
{
	for (size_t i = 0; i < of->form.count; i++) {
		enum role has = of->form.columns[i].role;
		if (has == role || has == ROLE_SEVERAL ||
		    (has == ROLE_NUMBER_KEY && role == ROLE_KEY))
			return true;
	}
	return roles_say_other(of->form.edit, role);
}

/* Columns whose headers look like marks, of which the job says nothing. */
static void
lack_marks(struct page_register *of)
{
	for (size_t i = 0; i < of->form.count; i++) {
		const struct register_column *column = &of->form.columns[i];
		if (column->role == ROLE_NONE && column->looks_like_mark &&
		    !roles_explain(of->form.edit, column->name))
			lack(of,
			    arena_print(of->view.work->mem, "#role-%zu", i).at,
			    &serve_lacks_mark, column->name);
	}
}

static void
write_lacks(struct page_register *of)
{
	struct slice none = {NULL, 0};
	bool persons = of->view.persons;
	if (!has(of, ROLE_KEY))
		lack(of, "#columns", &serve_lacks_key, none);
	if (persons && !has(of, ROLE_PROTECTED) &&
	    !roles_unprotected(of->form.edit).len)
		lack(of, "#columns", &serve_lacks_protected, none);
	if (!has(of, ROLE_NAME)) /* or first and last ones: as written */
		lack(of, "#columns", &serve_lacks_name, none);
	if (!has(of, ROLE_STREET) && !has(of, ROLE_STREET2))
		lack(of, "#columns", &serve_lacks_street, none);
	if (!has(of, ROLE_POSTAL) &&
	    (!has(of, ROLE_POSTCODE) || !has(of, ROLE_TOWN)))
		lack(of, "#columns", &serve_lacks_town, none);
	if (persons)
		lack_marks(of);
	if (of->missing)
		html_add(&of->view.work->out, "</ul>\n");
}

static void
write_verdict(struct page_register *of)
{
	struct work *work = of->view.work;
	struct strbuf list = {0}, whole = work->out;
	work->out = list;
	write_lacks(of);
	list = work->out;
	work->out = whole;
	if (of->missing)
		page_say(&work->out, work->words, "p class=\"verdict wait\"",
		    &serve_register_lacks, ARGS((uint32_t)of->missing));
	else
		page_say(&work->out, work->words, "p class=\"verdict good\"",
		    &serve_register_fine,
		    ARGS(
			of->view.found->rows, (uint32_t)of->view.column_count));
	strbuf_add(&work->out, strbuf_view(&list));
	strbuf_fini(&list);
	if (!of->missing)
		html_add(&work->out, "<p class=\"next\"><a class=\"button\" "
				     "href=\"/who\">");
	if (!of->missing) {
		html_text(&work->out, message_text(work->words, &serve_to_who));
		html_add(&work->out, "</a></p>\n");
	}
}

/* ---- the parts of the page */

/* What is odd about the file: hidden rows, merged cells, colours, sums. */
static void
write_odd(struct page_register *of)
{
	struct work *work = of->view.work;
	const struct profile *profile = &of->view.profile;
	if (profile->sums)
		REPORT(work->diag,
		    ((struct span){.file = of->view.found->file,
			.line = profile->first_sum}),
		    &serve_sheet_sums, ARGS(profile->sums));
	if (!diag_count(work->diag))
		return;
	html_add(&work->out, "<section>\n");
	page_say(&work->out, work->words, "h2", &serve_register_odd, NO_ARGS);
	reports_write(&work->out, work->diag);
	html_add(&work->out, "</section>\n");
}

/* What the job lacks to be read so far, beyond what the list says. */
static void
write_faults(struct page_register *of)
{
	struct work *work = of->view.work;
	if (of->view.judged || !diag_errors(of->lacks))
		return;
	html_add(&work->out, "<details>\n");
	page_say(&work->out, work->words, "summary", &serve_register_faults,
	    NO_ARGS);
	html_add(&work->out, "<div class=\"inner\">\n");
	reports_write(&work->out, of->lacks);
	html_add(&work->out, "</div>\n</details>\n");
}

static void
write_upload(struct page_register *of)
{
	struct work *work = of->view.work;
	struct strbuf *page = &work->out;
	struct slice name = of->view.said->file.text;
	html_add(page, "<details>\n");
	page_say(
	    page, work->words, "summary", &serve_register_replace, ARGS(name));
	html_add(page, "<div class=\"inner\">\n");
	place_open_form(work);
	page_hide(page, "as", name);
	page_say(
	    page, work->words, "label for=file", &serve_replace_by, NO_ARGS);
	html_add(page, "<input type=\"file\" id=\"file\" name=\"file\" "
		       "required>\n");
	page_close_form(
	    page, work->words, "button quiet", &serve_replace_button);
	html_add(page, "</div>\n</details>\n");
}

static void
write_sheet(struct page_register *of, bool other)
{
	struct work *work = of->view.work;
	struct strbuf *page = &work->out;
	html_add(page, "<section id=\"sheet\">\n");
	page_say(page, work->words, "h2", &serve_sheet_title, NO_ARGS);
	register_form_open(&of->form, work);
	sheet_write(&of->view);
	register_form_write_reading(&of->form, &of->view, work);
	if (other)
		page_hide(page, "other", SLICE("1"));
	page_close_form(page, work->words, "button quiet",
	    other ? &serve_sheet_take : &serve_sheet_save);
	html_add(page, "</section>\n");
}

static void
write_columns(struct page_register *of)
{
	struct work *work = of->view.work;
	struct strbuf *page = &work->out;
	html_add(page, "<section id=\"columns\">\n");
	page_say(page, work->words, "h2", &serve_columns_title, NO_ARGS);
	page_say(page, work->words, "p", &serve_columns_means, NO_ARGS);
	register_form_open(&of->form, work);
	register_form_write_columns(&of->form, work);
	page_close_form(page, work->words, "button", &serve_columns_save);
	html_add(page, "</section>\n");
}

/* ---- the page */

static void
write_unread(struct page_register *of)
{
	struct work *work = of->view.work;
	bool query = sheet_is_query(&of->view);
	struct strbuf *page = &work->out;
	if (!path_is_taken(work_job(work))) {
		page_say(page, work->words, "p class=\"verdict wait\"",
		    &serve_no_job, NO_ARGS);
		page_link(page, work->words, "/", &serve_to_start);
		return;
	}
	page_say(page, work->words, "p class=\"verdict stop\"",
	    !of->view.said
		? &serve_job_unread
		: (query ? &serve_register_query : &serve_register_unread),
	    NO_ARGS);
	reports_write(page, work->diag);
	html_add(page, "<p class=\"next\">");
	page_link(page, work->words, "/text/job.yaml", &serve_job_edit);
	html_add(page, "</p>\n");
	if (of->view.said && !query)
		write_upload(of);
}

static void
look(struct page_register *of, struct work *work, size_t other)
{
	of->lacks = diag_new(sources_new());
	diag_speak(of->lacks, work->words);
	sheet_look(&of->view, work, other, of->lacks);
	if (of->view.found && !register_form_read(&of->form, work, &of->view))
		of->view.found = NULL;
}

/*
 * It shows rows of people: it is a page of its own, which the server passes on
 * unread, and nothing of it is kept.
 */
void
work_register(struct work *work)
{
	struct page_register of = {0};
	struct page_frame frame =
	    work_frame(work, STEP_REGISTER, &serve_register_title);
	frame_open(&work->out, &frame);
	look(&of, work, 0);
	if (of.view.found) {
		write_verdict(&of);
		write_sheet(&of, false);
		write_columns(&of);
		write_odd(&of);
		write_faults(&of);
		write_upload(&of);
	} else {
		write_unread(&of);
	}
	frame_close(&work->out, &frame);
}

/* Another sheet of the same workbook, to be looked at. */
void
work_register_sheet(struct work *work)
{
	struct page_register of = {0};
	const struct asked *asked = work->asked;
	struct page_frame frame =
	    work_frame(work, STEP_REGISTER, &serve_register_title);
	size_t other = 0;
	for (size_t i = 0; i < asked->part.len && i < 4; i++)
		other = other * 10 + (size_t)(asked->part.at[i] - '0');
	frame_open(&work->out, &frame);
	look(&of, work, other);
	if (of.view.found) {
		write_sheet(&of, true);
		page_link(
		    &work->out, work->words, "/register", &serve_sheet_back);
		write_odd(&of);
	} else {
		write_unread(&of);
	}
	frame_close(&work->out, &frame);
}
