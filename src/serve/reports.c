/*
 * serve/reports.c - what was reported, on a page: the message, where it is, the
 * line with its place marked, and what to do.
 */
#include "base/file.h"
#include "base/mask.h"
#include "base/messages.h"
#include "base/utf8.h"
#include "serve/messages.h"
#include "serve/pages.h"

/* A class of the style, and a word, for those who see no colours. */
static const struct {
	const char *item;
	const struct message *word;
} levels[] = {
    [LEVEL_NOTE] = {"<li class=\"note\">\n", &base_word_note},
    [LEVEL_WARNING] = {"<li class=\"warning\">\n", &base_word_warning},
    [LEVEL_HOLD] = {"<li class=\"warning\">\n", &base_word_held},
    [LEVEL_ERROR] = {"<li class=\"error\">\n", &base_word_error},
    [LEVEL_SYSTEM] = {"<li class=\"error\">\n", &base_word_error},
};

static void
write_words(
    struct strbuf *page, const struct diag *diag, const struct diag_said *said)
{
	struct strbuf text = {0};
	message_write(&text, diag_words(diag), said->message, said->count,
	    said->arguments);
	html_text(page, strbuf_view(&text));
	strbuf_fini(&text);
}

/* "job.yaml, line 12": the name of the file alone, not where it lies. */
static void
write_place(
    struct strbuf *page, const struct diag *diag, const struct span *span)
{
	const char *path = sources_name(diag_sources(diag), span->file);
	struct slice name = slice_view(path_name(path));
	if (span->line)
		page_say(page, diag_words(diag), "p class=place",
		    sources_is_document(diag_sources(diag), span->file)
			? &serve_paragraph
			: &serve_place,
		    ARGS(name, span->line));
	else
		html_element(page, "p class=place", name);
}

/* Where the code point of that number begins; the line's end after it. */
static size_t
offset_of(struct slice line, uint32_t count)
{
	size_t at = 0;
	for (uint32_t i = 0; i < count && at < line.len; i++)
		utf8_next(line, &at);
	return at;
}

static void
write_line(struct strbuf *page, struct slice line, const struct span *span)
{
	size_t from = span->column ? offset_of(line, span->column - 1) : 0;
	size_t to = span->column
			? from + offset_of(slice_from(line, from), span->length)
			: from;
	html_add(page, "<pre>");
	html_text(page, slice_part(line, 0, from));
	if (to > from) {
		html_add(page, "<mark>");
		html_text(page, slice_part(line, from, to - from));
		html_add(page, "</mark>");
	}
	html_text(page, slice_from(line, to));
	html_add(page, "</pre>\n");
}

static void
write_quote(
    struct strbuf *page, const struct diag *diag, const struct span *span)
{
	struct slice line =
	    sources_line(diag_sources(diag), span->file, span->line);
	struct strbuf masked = {0};
	if (!line.len)
		return;
	mask_line(&masked, line);
	write_line(page, strbuf_view(&masked), span);
	strbuf_fini(&masked);
}

static void
write_report(struct strbuf *page, const struct diag *diag,
    const struct diag_report *report)
{
	const struct diag_said *main = &report->main;
	html_add(page, levels[main->message->level].item);
	html_add(page, "<p><strong>");
	html_text(page,
	    message_text(diag_words(diag), levels[main->message->level].word));
	html_add(page, ":</strong> ");
	write_words(page, diag, main);
	html_add(page, "</p>\n");
	if (main->span.file)
		write_place(page, diag, &main->span);
	if (main->span.file && !report->concealed)
		write_quote(page, diag, &main->span);
	for (size_t i = 0; i < report->hint_count; i++) {
		html_add(page, "<p class=\"hint\">");
		write_words(page, diag, &report->hints[i]);
		html_add(page, "</p>\n");
	}
	html_add(page, "</li>\n");
}

static bool
is_of(const struct diag *diag, const struct span *span, const char *name)
{
	const char *path = sources_name(diag_sources(diag), span->file);
	return !name || (span->file && strcmp(path_name(path), name) == 0);
}

void
reports_write_line(struct strbuf *page, const struct diag *diag,
    const char *name, uint32_t line)
{
	bool any = false;
	for (size_t i = 0; line && i < diag_count(diag); i++) {
		const struct diag_report *report = diag_view(diag, i);
		if (diag_is_repeated(diag, i) ||
		    report->main.span.line != line ||
		    !is_of(diag, &report->main.span, name))
			continue;
		if (!any)
			html_add(page, "<ul class=\"reports\">\n");
		any = true;
		write_report(page, diag, report);
	}
	if (any)
		html_add(page, "</ul>\n");
}

void
reports_write_of(struct strbuf *page, const struct diag *diag, const char *name)
{
	bool any = false;
	for (size_t i = 0; i < diag_count(diag); i++) {
		const struct diag_report *report = diag_view(diag, i);
		if (diag_is_repeated(diag, i) ||
		    !is_of(diag, &report->main.span, name))
			continue;
		if (!any)
			html_add(page, "<ul class=\"reports\">\n");
		any = true;
		write_report(page, diag, report);
	}
	if (any)
		html_add(page, "</ul>\n");
}

bool
reports_are_told(const struct strbuf *page, const struct diag *diag)
{
	bool told = true;
	for (size_t i = 0; told && i < diag_count(diag); i++) {
		const struct diag_said *main = &diag_view(diag, i)->main;
		struct strbuf said = {0};
		if (main->message->level != LEVEL_SYSTEM)
			continue;
		write_words(&said, diag, main);
		told =
		    page->len && memmem(page->at, page->len, said.at, said.len);
		strbuf_fini(&said);
	}
	return told;
}

void
reports_write(struct strbuf *page, const struct diag *diag)
{
	reports_write_of(page, diag, NULL);
}
