/*
 * serve/sheet_write.c - the register as a table, and how the file is read.
 */
#include "serve/frame.h"
#include "serve/messages.h"
#include "serve/sheet.h"

/* ---- the table */

static void
write_note(
    struct strbuf *page, const struct words *words, const struct message *note)
{
	html_add(page, " <span class=\"flag\">");
	html_text(page, message_text(words, note));
	html_add(page, "</span>");
}

/* The number of a row, and how it looks; over what can be the header, a choice.
 */
static void
write_head(const struct sheet_view *view, const struct sheet_line *line)
{
	struct strbuf *page = &view->work->out;
	const struct words *words = view->work->words;
	bool header = line->verdict == SHEET_HEADER;
	html_add(page, "<th scope=\"row\">");
	strbuf_print(page,
	    "<label><input type=\"radio\" name=\"header\" value=\"%u\"%s> %u"
	    "<span class=\"unseen\"> ",
	    line->line, header ? " checked" : "", line->line);
	html_text(page, message_text(words, &serve_sheet_is_header));
	html_add(page, "</span></label>");
	if (header)
		write_note(page, words, &serve_sheet_header);
	if (line->hidden)
		write_note(page, words, &serve_sheet_hidden);
	if (line->struck)
		write_note(page, words, &serve_sheet_struck);
	if (line->coloured && !header)
		write_note(page, words, &serve_sheet_coloured);
	if (line->broken)
		write_note(page, words, &serve_sheet_broken);
	html_add(page, "</th>");
}

static void
write_line(const struct sheet_view *view, const struct sheet_line *line)
{
	struct strbuf *page = &view->work->out;
	static const char *const rows[] = {
	    [SHEET_OVER] = "<tr class=\"over\">",
	    [SHEET_HEADER] = "<tr class=\"header\">",
	    [SHEET_SHAPE] = "<tr class=\"shape\">",
	    [SHEET_SHOWN] = "<tr>",
	    [SHEET_PROTECTED] = "<tr class=\"shape\">",
	};
	html_add(page, rows[line->verdict]);
	write_head(view, line);
	if (line->verdict == SHEET_PROTECTED) {
		strbuf_print(page, "<td colspan=\"%zu\">",
		    view->column_count ? view->column_count : 1);
		html_text(page,
		    message_text(view->work->words, &serve_sheet_protected));
		html_add(page, "</td></tr>\n");
		return;
	}
	for (size_t i = 0; i < line->count || i < view->column_count; i++) {
		struct slice cell =
		    i < line->count ? line->cells[i] : (struct slice){NULL, 0};
		if (line->verdict == SHEET_HEADER)
			html_element(page, "th scope=col", cell);
		else
			html_element(page, "td", cell);
	}
	html_add(page, "</tr>\n");
}

/* "A", "B" … "AA", as the spreadsheet has them. */
static void
write_letters(const struct sheet_view *view)
{
	struct strbuf *page = &view->work->out;
	html_add(page, "<thead><tr><th scope=\"col\">");
	html_text(page, message_text(view->work->words, &serve_sheet_row));
	html_add(page, "</th>");
	for (size_t i = 0; i < view->column_count; i++) {
		char letters[8];
		size_t at = sizeof letters;
		for (size_t n = i + 1; n > 0; n = (n - 1) / 26)
			letters[--at] = (char)('A' + (n - 1) % 26);
		html_add(page, "<th scope=\"col\">");
		html_text(
		    page, (struct slice){letters + at, sizeof letters - at});
		if (view->columns[i].hidden)
			write_note(
			    page, view->work->words, &serve_sheet_hidden);
		html_add(page, "</th>");
	}
	html_add(page, "</tr></thead>\n<tbody>\n");
}

static void
write_table(const struct sheet_view *view)
{
	struct strbuf *page = &view->work->out;
	html_add(page, "<div class=\"wide sheet\" role=\"region\" "
		       "tabindex=\"0\" aria-label=\"");
	html_text(page, message_text(view->work->words, &serve_sheet_title));
	html_add(page, "\">\n<table>\n");
	write_letters(view);
	for (size_t i = 0; i < view->line_count; i++)
		write_line(view, &view->lines[i]);
	html_add(page, "</tbody>\n</table>\n</div>\n");
}

/* ---- sheets as tabs */

static void
write_tabs(const struct sheet_view *view)
{
	struct strbuf *page = &view->work->out;
	const struct intake_found *found = view->found;
	if (found->kind != INTAKE_SPREADSHEET || found->sheet_count < 2)
		return;
	html_add(page, "<ul class=\"leaves\" role=\"list\">\n");
	for (size_t i = 0; i < found->sheet_count; i++) {
		bool here = slice_is(found->sheets[i], found->sheet);
		strbuf_print(page, "<li><a href=\"/register/sheet/%zu\"%s>",
		    i + 1, here ? " aria-current=\"true\"" : "");
		html_text(page, found->sheets[i]);
		html_add(page, "</a></li>\n");
	}
	html_add(page, "</ul>\n");
}

void
sheet_write(const struct sheet_view *view)
{
	struct strbuf *page = &view->work->out;
	const struct words *words = view->work->words;
	write_tabs(view);
	if (!view->judged && view->persons)
		page_say(page, words, "p class=\"verdict wait\"",
		    &serve_sheet_unjudged, NO_ARGS);
	if (view->line_count)
		write_table(view);
	page_say(page, words, "p class=hint", &serve_sheet_hint,
	    ARGS(view->line_count, view->found->rows));
}
