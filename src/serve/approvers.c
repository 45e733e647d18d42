#include "serve/approvers.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "approve/line.h"
#include "base/fault.h"
#include "base/file.h"
#include "serve/messages.h"

#define APPROVERS_MOST ((size_t)64 << 10)
#define HEX_SHOWN 16

/* ---- the file */

static struct slice
read_names(struct arena *mem, const char *folder)
{
	struct slice text = {NULL, 0};
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const char *path = path_join(mem, folder, APPROVERS);
	if (path_is_taken(path) && !file_read(mem, path, INPUT_NONE,
				       APPROVERS_MOST, diag, NO_SPAN, &text))
		text.len = 0;
	work_pass_over(diag);
	diag_free(diag);
	sources_free(sources);
	return text;
}

static struct slice
take_name(struct slice *rest)
{
	size_t end = slice_find_char(*rest, '\n');
	struct slice name = slice_trim(slice_part(*rest, 0, end));
	*rest = slice_from(*rest, end + 1);
	return name;
}

bool
approvers_name(struct arena *mem, const char *folder, struct slice user)
{
	struct slice rest = read_names(mem, folder);
	while (rest.len) {
		if (slice_equal(take_name(&rest), user))
			return user.len;
	}
	return false;
}

/* ---- who has approved */

bool
check_is_approved(const struct check *check)
{
	return check->approved.people >= check->approved.wanted;
}

static void
write_person(struct check *check, const struct approval_line *line)
{
	char date[11];
	struct strbuf *page = &check->work->out;
	day_write_iso(line->date, date);
	page_say(page, check->work->words, "li",
	    line->is_signed ? &serve_approved_signed : &serve_approved_by,
	    ARGS(line->person, (const char *)date));
}

static void
write_people(struct check *check)
{
	struct arena *mem = check->work->mem;
	struct slice rest = strbuf_view(&check->approved.lines);
	html_add(&check->work->out, "<ul>\n");
	while (rest.len) {
		struct approval_line line = {0};
		if (approval_line_read(take_name(&rest), mem, &line))
			write_person(check, &line);
	}
	html_add(&check->work->out, "</ul>\n");
}

/* "letter brev.sv.md 4a…": the name, and the hash's first signs. */
static void
write_part(struct check *check, struct slice part)
{
	struct strbuf *page = &check->work->out;
	const struct words *words = check->work->words;
	size_t kind = slice_find_char(part, ' ');
	struct slice name = slice_part(slice_from(part, kind + 1), 0,
	    part.len > kind + 66 ? part.len - kind - 66 : 0);
	struct slice hex = slice_from(part, part.len > 64 ? part.len - 64 : 0);
	html_add(page, "<tr><td>");
	if (slice_starts(part, "outcomes "))
		html_text(page, message_text(words, &serve_approve_outcomes));
	else if (slice_starts(part, "letters "))
		html_text(page, message_text(words, &serve_approve_letters));
	else
		html_text(page, message_text(words, &serve_approve_file));
	html_add(page, "</td>");
	html_element(page, "td", name);
	html_element(page, "td class=mono", slice_part(hex, 0, HEX_SHOWN));
	html_add(page, "</tr>\n");
}

static void
write_parts(struct check *check)
{
	struct strbuf *page = &check->work->out;
	const struct words *words = check->work->words;
	html_add(page, "<details>\n");
	page_say(page, words, "summary", &serve_approve_parts, NO_ARGS);
	html_add(page, "<div class=\"wide\" role=\"region\" tabindex=\"0\" "
		       "aria-label=\"");
	html_text(page, message_text(words, &serve_approve_parts));
	html_add(page, "\">\n<table>\n<thead><tr>");
	page_say(page, words, "th scope=col", &serve_file_use, NO_ARGS);
	page_say(page, words, "th scope=col", &serve_file_name, NO_ARGS);
	page_say(page, words, "th scope=col", &serve_approve_sum, NO_ARGS);
	html_add(page, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < check->approved.part_count; i++)
		write_part(check, check->approved.parts[i]);
	html_add(page, "</tbody>\n</table>\n</div>\n</details>\n");
}

void
check_write_approved(struct check *check)
{
	struct strbuf *page = &check->work->out;
	const struct words *words = check->work->words;
	html_add(page, "<section>\n");
	page_say(page, words, "h2", &serve_approve_heading, NO_ARGS);
	page_say(page, words,
	    check_is_approved(check) ? "p class=\"verdict good\""
				     : "p class=\"verdict wait\"",
	    &serve_approve_count,
	    ARGS(check->approved.people, check->approved.wanted));
	if (check->approved.people)
		write_people(check);
	page_say(page, words, "p class=hint", &serve_approve_means,
	    ARGS(check->mark));
	write_parts(check);
	html_add(page, "</section>\n");
}

/* ---- how it comes to be */

static void
write_asked_already(struct check *check)
{
	struct work *work = check->work;
	const struct asked *asked = work->asked;
	struct slice rest = read_names(work->mem, ".");
	while (rest.len) {
		struct slice name = take_name(&rest);
		if (!name.len)
			continue;
		page_open_form(&work->out, "/approval/ask", asked->token);
		page_hide(&work->out, "user", name);
		page_hide(&work->out, "no", SLICE("1"));
		page_say(&work->out, work->words, "p", &serve_approve_is_asked,
		    ARGS(name));
		page_close_form(&work->out, work->words, "quiet small",
		    &serve_approve_unask);
	}
}

/* Behind a proxy everybody is known by name, and approves for herself. */
static void
write_ask_user(struct check *check)
{
	struct strbuf *page = &check->work->out;
	const struct words *words = check->work->words;
	const struct asked *asked = check->work->asked;
	page_say(page, words, "p", &serve_approve_ask_means, NO_ARGS);
	write_asked_already(check);
	page_open_form(page, "/approval/ask", asked->token);
	page_say(page, words, "label for=user", &serve_approve_user, NO_ARGS);
	html_add(page,
	    "<input type=\"text\" id=\"user\" name=\"user\" required "
	    "maxlength=\"64\" autocomplete=\"off\" "
	    "spellcheck=\"false\">\n");
	page_close_form(page, words, "button", &serve_approve_ask);
}

/* On one's own machine nobody else is known: a colleague signs elsewhere. */
static void
write_ask_file(struct check *check)
{
	struct strbuf *page = &check->work->out;
	const struct words *words = check->work->words;
	const struct asked *asked = check->work->asked;
	page_say(page, words, "p", &serve_approve_file_means, NO_ARGS);
	html_add(page, "<form method=\"post\" action=\"/approval/file\" "
		       "enctype=\"multipart/form-data\">\n");
	page_hide(page, "token", slice_view(asked->token));
	page_say(page, words, "label for=file", &serve_approve_choose, NO_ARGS);
	html_add(page, "<input type=\"file\" id=\"file\" name=\"file\" "
		       "required>\n");
	page_close_form(page, words, "button", &serve_approve_take);
}

void
approvers_write_ask(struct check *check)
{
	const struct asked *asked = check->work->asked;
	html_add(&check->work->out, "<section class=\"act\">\n");
	page_say(&check->work->out, check->work->words, "h2",
	    &serve_approve_ask_heading, NO_ARGS);
	if (asked->user.len)
		write_ask_user(check);
	else
		write_ask_file(check);
	html_add(&check->work->out, "</section>\n");
}

/* ---- who is asked */

void
approvers_write_asked(struct work *work)
{
	struct dirent **found = NULL;
	const struct asked *asked = work->asked;
	struct strbuf *page = &work->out;
	bool any = false;
	int all = asked->user.len ? scandir("..", &found, NULL, alphasort) : 0;
	if (all < 0 && fault_is(errno))
		fault_end("..", errno);
	for (int i = 0; i < all; i++) {
		struct slice name = slice_view(found[i]->d_name);
		const char *folder = path_join(work->mem, "..", name.at);
		if (name.at[0] != '.' && !slice_equal(name, asked->user) &&
		    approvers_name(work->mem, folder, asked->user)) {
			html_add(page,
			    any ? "<li>" : "<section class=\"card\">\n<h2>");
			if (!any) {
				html_text(page, message_text(work->words,
						    &serve_approve_wanted));
				html_add(page, "</h2>\n<ul>\n<li>");
			}
			any = true;
			html_add(page, "<a href=\"/approve/");
			html_address(page, name);
			html_add(page, "\">");
			html_text(page, name);
			html_add(page, "</a></li>\n");
		}
		free(found[i]);
	}
	free(found);
	if (any)
		html_add(page, "</ul>\n</section>\n");
}
