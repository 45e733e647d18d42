/*
 * serve/page_letter.c - a letter beside the page as it will be printed.
 *
 * The page of a text that is being written comes from the process that has the
 * register open (serve/warm.h); where that is not ready yet the page is shown
 * without, and the script asks for the rest.
 */
#include "serve/editing.h"
#include "serve/letter_page.h"
#include "serve/messages.h"
#include "serve/warm.h"
#include "word/word.h"

#define PAGE_WAIT_MS 1500
#define ASKED_WAIT_MS 20000

/* ---- which letter */

static bool
has_text(const struct job_version *version, struct slice name)
{
	for (size_t t = 0; t < version->texts.count; t++) {
		if (slice_equal(version->texts.at[t].text, name))
			return true;
	}
	return false;
}

/* The letter that is asked for, or the first. */
static bool
find_letter(struct letter_page *letter, struct slice name)
{
	const struct job_file *file = letter->file;
	for (size_t v = 0; v < file->version_count; v++) {
		const struct job_version *version = &file->versions[v];
		if (name.len ? !has_text(version, name) : !version->texts.count)
			continue;
		letter->version = (uint32_t)v;
		letter->name = arena_dup_text(letter->work->mem,
		    name.len ? name : version->texts.at[0].text);
		return true;
	}
	return false;
}

/* ---- what surrounds it */

static void
write_tab(struct letter_page *letter, struct slice name)
{
	struct strbuf *page = &letter->work->out;
	html_add(page, "<li><a href=\"/letter/");
	html_address(page, name);
	html_add(page,
	    slice_is(name, letter->name) ? "\" aria-current=\"page\">" : "\">");
	html_text(page, name);
	html_add(page, "</a></li>\n");
}

/* Each file once, wherever it goes. */
static bool
is_first(const struct job_file *file, size_t version, size_t text)
{
	struct slice name = file->versions[version].texts.at[text].text;
	for (size_t v = 0; v < version; v++) {
		if (has_text(&file->versions[v], name))
			return false;
	}
	return true;
}

static void
write_tabs(struct letter_page *letter)
{
	struct strbuf *page = &letter->work->out;
	const struct job_file *file = letter->file;
	html_add(page, "<nav class=\"tabs\" aria-label=\"");
	html_text(page, message_text(letter->work->words, &serve_letter_which));
	html_add(page, "\">\n<ul role=\"list\">\n");
	for (size_t v = 0; v < file->version_count; v++) {
		const struct conf_list *texts = &file->versions[v].texts;
		for (size_t t = 0; t < texts->count; t++) {
			if (is_first(file, v, t))
				write_tab(letter, texts->at[t].text);
		}
	}
	html_add(page, "<li class=\"last\">");
	page_link(
	    page, letter->work->words, "/letter/choices", &serve_choices_title);
	html_add(page, "</li>\n</ul>\n</nav>\n");
}

static enum preview_why
whom(const struct work *work)
{
	struct slice said = asked_field(work->asked, "whom");
	bool known = said.len == 1 && said.at[0] >= '0' &&
		     said.at[0] < '0' + PREVIEW_WHYS;
	return known ? (enum preview_why)(said.at[0] - '0') : PREVIEW_FIRST;
}

void
letter_page_ask(struct letter_page *letter, const struct slice *text)
{
	const struct warm_question question = {
	    .name = letter->name,
	    .version = letter->version,
	    .why = (uint32_t)whom(letter->work),
	    .is_text = text,
	    .text = text ? *text : (struct slice){"", 0},
	    .wait_ms = letter->waits ? ASKED_WAIT_MS : PAGE_WAIT_MS,
	};
	letter->answer = warm_ask(letter->work, &question, letter->parts);
}

void
letter_page_write(struct letter_page *letter, enum warm_part part)
{
	struct strbuf *page = &letter->work->out;
	const struct words *words = letter->work->words;
	if (letter->answer == WARM_ANSWERED) {
		strbuf_add(page, letter->parts[part]);
		return;
	}
	switch (part) {
	case WARM_FAULTS:
		html_add(page, "<div id=\"faults\" role=\"status\"></div>\n");
		break;
	case WARM_SHOWN:
		html_add(page, "<div id=\"shown\">\n");
		page_say(page, words, "p class=\"verdict wait\"",
		    letter->answer == WARM_DIED ? &serve_letter_died
		    : letter->waits		? &serve_letter_too_much
						: &serve_letter_not_yet,
		    NO_ARGS);
		html_add(page, "</div>\n");
		break;
	case WARM_PEOPLE:
		html_add(page, "<div id=\"people\"></div>\n");
		break;
	case WARM_AIDS:
	case WARM_PARTS:
		html_add(page, "<div id=\"aids\">"
			       "<input type=\"hidden\" name=\"bare\" "
			       "value=\"1\"></div>\n");
		break;
	}
}

/* ---- a text */

static void
write_writing(struct letter_page *letter, struct slice text)
{
	struct strbuf *page = &letter->work->out;
	const struct words *words = letter->work->words;
	html_add(page, "<div class=\"writing\">\n");
	page_say(page, words, "label for=text", &serve_letter_text, NO_ARGS);
	page_say(page, words, "p class=hint id=text-hint", &serve_letter_hint,
	    NO_ARGS);
	html_add(page, "<textarea id=\"text\" name=\"text\" rows=\"22\" "
		       "spellcheck=\"true\" autocomplete=\"off\" "
		       "aria-describedby=\"text-hint faults\">\n");
	html_text(page, text);
	html_add(page, "</textarea>\n<p class=\"buttons\">"
		       "<button type=\"submit\" class=\"button\">");
	html_text(page, message_text(words, &serve_letter_save));
	html_add(page, "</button>\n<button type=\"submit\" class=\"quiet\" "
		       "formaction=\"/letter/show\" data-plain>");
	html_text(page, message_text(words, &serve_letter_show));
	html_add(page, "</button></p>\n");
	letter_page_write(letter, WARM_FAULTS);
	html_add(page, "</div>\n");
}

void
letter_page_write_printed(struct letter_page *letter)
{
	struct strbuf *page = &letter->work->out;
	html_add(page, "<div class=\"printed\">\n");
	page_say(
	    page, letter->work->words, "h2", &serve_letter_printed, NO_ARGS);
	letter_page_write(letter, WARM_PEOPLE);
	letter_page_write(letter, WARM_SHOWN);
	html_add(page, "</div>\n");
}

static void
write_form(
    struct letter_page *letter, struct editing *editing, struct slice text)
{
	struct strbuf *page = &letter->work->out;
	const struct asked *asked = letter->work->asked;
	html_add(page, "<form method=\"post\" action=\"/letter\" "
		       "class=\"letter\" data-live=\"/letter/live\" "
		       "data-into=\"shown\" data-keep");
	html_add(
	    page, letter->answer == WARM_ANSWERED ? ">\n" : " data-now>\n");
	page_hide(page, "token", slice_view(asked->token));
	editing_hide(editing);
	write_writing(letter, text);
	letter_page_write_printed(letter);
	html_add(page, "<details class=\"aiding\" open>\n");
	page_say(
	    page, letter->work->words, "summary", &serve_letter_aids, NO_ARGS);
	letter_page_write(letter, WARM_AIDS);
	html_add(page, "</details>\n</form>\n");
}

/* ---- the pages */

static void
write_no_letter(struct letter_page *letter)
{
	struct work *work = letter->work;
	if (letter->file) {
		editing_write_none(work);
		return;
	}
	page_say(&work->out, work->words, "p class=\"verdict wait\"",
	    path_is_taken(work_job(work)) ? &serve_job_unread : &serve_no_job,
	    NO_ARGS);
	reports_write(&work->out, work->diag);
	page_link(&work->out, work->words, "/", &serve_to_start);
}

static bool
open_letter(struct letter_page *letter, struct work *work)
{
	const struct asked *asked = work->asked;
	*letter = (struct letter_page){.work = work};
	if (path_is_taken(work_job(work)))
		letter->file =
		    job_file_read(work->mem, work_job(work), work->diag);
	return letter->file && find_letter(letter, asked->file_name);
}

static struct page_frame
open_page(struct letter_page *letter)
{
	struct work *work = letter->work;
	struct page_frame frame =
	    work_frame(work, STEP_LETTER, &serve_letter_title);
	frame_open(&work->out, &frame);
	if (letter->name)
		write_tabs(letter);
	return frame;
}

/* As the file is, or, with `sent`, as it came. */
static void
write_text_page(struct letter_page *letter, bool sent)
{
	struct work *work = letter->work;
	const struct asked *asked = work->asked;
	struct editing editing;
	struct strbuf plain = {0};
	if (editing_open(&editing, work, slice_view(letter->name))) {
		if (sent)
			editing_show_sent(&editing, &plain);
		else
			strbuf_add(&plain, strbuf_view(&editing.shown));
		/* what it is now may be hers */
		if (letter->is_unsaved)
			editing_write_unsaved(work);
		else if (sent && !editing_is_seen(&editing))
			editing_write_theirs(&editing, &serve_text_stale);
		struct slice text = strbuf_view(&plain);
		letter_page_ask(letter, sent ? &asked->text : &text);
		write_form(letter, &editing, text);
		letter_word_write_instead(letter);
	} else {
		editing_write_none(work);
	}
	strbuf_fini(&plain);
	editing_close(&editing);
}

static void
write_page(struct letter_page *letter, bool is_found, bool sent)
{
	struct work *work = letter->work;
	struct page_frame frame = open_page(letter);
	if (!is_found)
		write_no_letter(letter);
	else if (word_is_letter(letter->name))
		letter_word_write(letter);
	else
		write_text_page(letter, sent);
	frame_close(&work->out, &frame);
}

void
work_letter(struct work *work)
{
	struct letter_page letter;
	bool found = open_letter(&letter, work);
	write_page(&letter, found, false);
}

void
work_letter_show(struct work *work)
{
	struct letter_page letter;
	bool found = open_letter(&letter, work);
	letter.waits = true;
	write_page(&letter, found, true);
}

void
work_letter_live(struct work *work)
{
	const struct asked *asked = work->asked;
	struct letter_page letter;
	if (!open_letter(&letter, work)) {
		work->shared->status = 404;
		return;
	}
	letter.waits = true;
	letter_page_ask(
	    &letter, word_is_letter(letter.name) ? NULL : &asked->text);
	bool bare = asked_field(asked, "bare").len;
	for (int i = 0; i < (bare ? WARM_PARTS : WARM_PEOPLE); i++)
		letter_page_write(&letter, (enum warm_part)i);
}

void
work_letter_save(struct work *work)
{
	const struct asked *asked = work->asked;
	struct letter_page letter;
	struct editing editing;
	bool found = open_letter(&letter, work);
	bool ok = found && editing_open(&editing, work, asked->file_name) &&
		  editing_is_seen(&editing);
	letter.is_unsaved = ok && !editing_save(&editing);
	if (ok && !letter.is_unsaved)
		work_send_on(work, "/letter/", slice_view(editing.name));
	else
		write_page(&letter, found, true);
}
