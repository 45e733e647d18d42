/*
 * serve/page_home.c - the mailing at a glance: what the job says, and the files
 * that it is made of.
 */
#include <sys/stat.h>
#include <time.h>

#include "base/fault.h"
#include "base/file.h"
#include "job/job_file.h"
#include "serve/approvers.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "serve/texts.h"

struct home {
	struct work *work;
	struct strbuf *page;
	const struct job_file *file;
	struct strbuf choices; /* files that can be replaced */
	uint32_t missing;
};

/* ---- what the job says */

static void
write_fact(struct home *home, const struct message *name, struct slice value)
{
	if (!value.len)
		return;
	html_add(home->page, "<div>");
	html_element(home->page, "dt", message_text(home->work->words, name));
	html_element(home->page, "dd", value);
	html_add(home->page, "</div>\n");
}

static void
write_facts(struct home *home)
{
	char date[11];
	day_write_iso(home->file->date.when, date);
	html_add(home->page, "<dl class=\"facts\">\n");
	write_fact(home, &serve_fact_reference, home->file->reference.text);
	write_fact(home, &serve_fact_date, slice_view(date));
	write_fact(home, &serve_fact_stationery, home->file->stationery.text);
	html_add(home->page, "</dl>\n");
}

/* ---- its files */

static void
write_when(struct home *home, const struct stat *st)
{
	char when[32];
	struct tm local;
	localtime_r(&st->st_mtim.tv_sec, &local);
	strftime(when, sizeof when, "%Y-%m-%d %H:%M", &local);
	html_element(home->page, "td class=n", slice_view(when));
}

/* What is text leads to where it is edited. */
static void
write_name(struct home *home, const char *path, struct slice name)
{
	bool is_text = text_is_editable(path);
	html_add(home->page, "<td>");
	if (is_text) {
		html_add(home->page, "<a href=\"/text/");
		html_address(home->page, name);
		html_add(home->page, "\">");
	}
	html_text(home->page, name);
	html_add(home->page, is_text ? "</a></td>" : "</td>");
}

/* What lies in the folder itself, but for the job, can come from elsewhere. */
static void
offer(struct home *home, const struct message *kind, struct slice name)
{
	if (kind == &serve_file_job || kind == &serve_file_query ||
	    kind == &serve_file_other || slice_find_char(name, '/') < name.len)
		return;
	html_add(&home->choices, "<option value=\"");
	html_text(&home->choices, name);
	html_add(&home->choices, "\">");
	html_text(&home->choices, message_text(home->work->words, kind));
	html_add(&home->choices, ": ");
	html_text(&home->choices, name);
	html_add(&home->choices, "</option>\n");
}

static void
write_file(struct home *home, const struct message *kind, struct slice name)
{
	struct stat st;
	const char *path = arena_dup_text(home->work->mem, name);
	bool there = name.len && fault_stat(path, &st) && S_ISREG(st.st_mode);
	if (!name.len)
		return;
	html_add(home->page, "<tr>");
	html_element(
	    home->page, "th scope=row", message_text(home->work->words, kind));
	write_name(home, path, name);
	if (there) {
		write_when(home, &st);
	} else {
		html_add(home->page, "<td class=\"n missing\">");
		html_text(home->page,
		    message_text(home->work->words, &serve_file_missing));
		html_add(home->page, "</td>");
		home->missing++;
	}
	html_add(home->page, "</tr>\n");
	offer(home, kind, name);
}

static void
write_register(struct home *home, const struct job_register *of)
{
	write_file(home,
	    of->odbc.text.len ? &serve_file_query : &serve_file_register,
	    of->odbc.text.len ? of->query.text : of->file.text);
}

static void
write_letters(struct home *home)
{
	for (size_t i = 0; i < home->file->version_count; i++) {
		const struct conf_list *texts = &home->file->versions[i].texts;
		for (size_t k = 0; k < texts->count; k++)
			write_file(home, &serve_file_letter, texts->at[k].text);
	}
}

static bool
is_of_letters(const struct home *home, const char *name)
{
	for (size_t i = 0; i < home->file->version_count; i++) {
		const struct conf_list *texts = &home->file->versions[i].texts;
		for (size_t k = 0; k < texts->count; k++) {
			if (slice_is(texts->at[k].text, name))
				return true;
		}
	}
	return false;
}

/* Parts of letters, stationery: whatever else is text in the folder. */
static void
write_others(struct home *home)
{
	const char **names = folder_list(home->work->mem, ".", NULL);
	for (size_t i = 0; names[i]; i++) {
		if (text_is_editable(names[i]) &&
		    strcmp(names[i], "job.yaml") != 0 &&
		    !is_of_letters(home, names[i]))
			write_file(
			    home, &serve_file_other, slice_view(names[i]));
	}
}

static void
write_files(struct home *home)
{
	const struct words *words = home->work->words;
	html_add(home->page, "<section>\n");
	page_say(home->page, words, "h2", &serve_files_title, NO_ARGS);
	html_add(home->page, "<table class=\"files\">\n<thead><tr>");
	page_say(home->page, words, "th scope=col", &serve_file_use, NO_ARGS);
	page_say(home->page, words, "th scope=col", &serve_file_name, NO_ARGS);
	page_say(home->page, words, "th scope=col class=n", &serve_file_when,
	    NO_ARGS);
	html_add(home->page, "</tr></thead>\n<tbody>\n");
	write_file(home, &serve_file_job, SLICE("job.yaml"));
	for (size_t i = 0; i < home->file->register_count; i++)
		write_register(home, &home->file->registers[i]);
	write_file(home, &serve_file_corrections, home->file->corrections.text);
	write_letters(home);
	write_others(home);
	html_add(home->page, "</tbody>\n</table>\n");
	page_say(home->page, words, "p class=hint", &serve_files_hint, NO_ARGS);
	html_add(home->page, "</section>\n");
}

/* ---- what comes next */

static void
write_next(struct home *home)
{
	const struct words *words = home->work->words;
	if (home->missing) {
		html_add(home->page, "<p class=\"verdict wait\">");
		struct strbuf text = {0};
		message_write(
		    &text, words, &serve_missing, ARGS(home->missing));
		html_text(home->page, strbuf_view(&text));
		strbuf_fini(&text);
		html_add(home->page, "</p>\n");
	} else {
		html_add(home->page, "<p class=\"next\"><a class=\"button\" "
				     "href=\"/check\">");
		html_text(home->page, message_text(words, &serve_to_check));
		html_add(home->page, "</a></p>\n");
	}
}

static void
write_file_input(struct home *home, const struct message *label)
{
	struct strbuf *page = home->page;
	page_say(page, home->work->words, "label for=file", label, NO_ARGS);
	html_add(page, "<input type=\"file\" id=\"file\" name=\"file\" "
		       "required>\n");
}

static void
write_replace(struct home *home)
{
	struct strbuf *page = home->page;
	const struct words *words = home->work->words;
	html_add(page, "<section class=\"card\">\n");
	page_say(page, words, "h2", &serve_replace_title, NO_ARGS);
	page_say(page, words, "p", &serve_replace_means, NO_ARGS);
	place_open_form(home->work);
	page_say(page, words, "label for=as", &serve_replace_which, NO_ARGS);
	html_add(page, "<select id=\"as\" name=\"as\">\n");
	strbuf_add(page, strbuf_view(&home->choices));
	html_add(page, "</select>\n");
	write_file_input(home, &serve_replace_by);
	page_close_form(page, words, "button quiet", &serve_replace_button);
	html_add(page, "</section>\n");
}

static void
write_job(struct home *home)
{
	struct strbuf files = {0}, *page = home->page;
	write_facts(home);
	home->page = &files;
	write_files(home); /* counts what is missing, which stands first */
	home->page = page;
	write_next(home);
	facts_write(home->work);
	strbuf_add(page, strbuf_view(&files));
	if (home->choices.len)
		write_replace(home);
	strbuf_fini(&files);
	strbuf_fini(&home->choices);
}

static void
write_no_job(struct home *home)
{
	struct strbuf *page = home->page;
	const struct words *words = home->work->words;
	page_say(
	    page, words, "p class=\"verdict wait\"", &serve_no_job, NO_ARGS);
	html_add(page, "<section class=\"act\">\n");
	page_say(page, words, "h2", &serve_begin_title, NO_ARGS);
	page_say(page, words, "p", &serve_begin_means, NO_ARGS);
	place_open_form(home->work);
	write_file_input(home, &serve_begin_file);
	page_close_form(page, words, "button", &serve_begin_button);
	html_add(page, "</section>\n");
}

void
work_home(struct work *work)
{
	struct home home = {.work = work, .page = &work->out};
	struct page_frame frame =
	    work_frame(work, STEP_HOME, &serve_home_title);
	bool there = path_is_taken(work_job(work));
	if (there)
		home.file =
		    job_file_read(work->mem, work_job(work), work->diag);
	if (home.file)
		frame.heading = home.file->name.text;
	frame_open(&work->out, &frame);
	if (!there) {
		write_no_job(&home);
	} else if (!home.file) {
		page_say(&work->out, work->words, "p class=\"verdict stop\"",
		    &serve_job_unread, NO_ARGS);
		page_link(
		    &work->out, work->words, "/text/job.yaml", &serve_job_edit);
	}
	reports_write(&work->out, work->diag);
	if (home.file)
		write_job(&home);
	approvers_write_asked(work);
	frame_close(&work->out, &frame);
}
