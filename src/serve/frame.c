#include "serve/frame.h"

#include "serve/messages.h"

static const struct {
	const char *href;
	const struct message *word;
} steps[STEP_COUNT] = {
    [STEP_HOME] = {"/", &serve_step_home},
    [STEP_REGISTER] = {"/register", &serve_step_register},
    [STEP_WHO] = {"/who", &serve_step_who},
    [STEP_LETTER] = {"/letter", &serve_step_letter},
    [STEP_LOOK] = {"/look", &serve_step_look},
    [STEP_CHECK] = {"/check", &serve_step_check},
    [STEP_EXPLAIN] = {"/explain", &serve_step_explain},
    [STEP_MAILINGS] = {"/mailings", &serve_step_mailings},
};

void
page_say(struct strbuf *page, const struct words *words, const char *tag,
    const struct message *message, size_t count,
    const struct argument *arguments)
{
	struct strbuf text = {0};
	message_write(&text, words, message, count, arguments);
	html_element(page, tag, strbuf_view(&text));
	html_add(page, "\n");
	strbuf_fini(&text);
}

void
page_link(struct strbuf *page, const struct words *words, const char *href,
    const struct message *message)
{
	html_add(page, "<a href=\"");
	html_add(page, href);
	html_add(page, "\">");
	html_text(page, message_text(words, message));
	html_add(page, "</a>\n");
}

void
page_open_form(struct strbuf *page, const char *action, const char *token)
{
	html_add(page, "<form method=\"post\" action=\"");
	html_add(page, action);
	html_add(page, "\">\n");
	page_hide(page, "token", slice_view(token));
}

void
page_hide(struct strbuf *page, const char *name, struct slice value)
{
	html_add(page, "<input type=\"hidden\" name=\"");
	html_add(page, name);
	html_add(page, "\" value=\"");
	html_text(page, value);
	html_add(page, "\">\n");
}

void
page_close_form(struct strbuf *page, const struct words *words,
    const char *kind, const struct message *button)
{
	html_add(page, "<button type=\"submit\" class=\"");
	html_add(page, kind);
	html_add(page, "\">");
	html_text(page, message_text(words, button));
	html_add(page, "</button>\n</form>\n");
}

static void
write_head(struct strbuf *page, const struct page_frame *frame)
{
	html_add(page, "<!doctype html>\n<html lang=\"");
	html_text(page, slice_view(words_language(frame->words)));
	html_add(page, "\">\n<head>\n<meta charset=\"utf-8\">\n"
		       "<meta name=\"viewport\" "
		       "content=\"width=device-width, initial-scale=1\">\n"
		       "<title>");
	html_text(page, message_text(frame->words, frame->title));
	if (frame->folder.len) {
		html_add(page, " – ");
		html_text(page, frame->folder);
	}
	html_add(page, " – utskick</title>\n"
		       "<link rel=\"stylesheet\" href=\"/style.css\">\n"
		       "<link rel=\"icon\" href=\"/icon.svg\">\n"
		       "<script src=\"/live.js\" defer></script>\n"
		       "</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
	html_text(page, message_text(frame->words, &serve_skip));
	html_add(page, "</a>\n");
}

static void
write_steps(struct strbuf *page, const struct page_frame *frame)
{
	html_add(page, "<nav aria-label=\"");
	html_text(page, message_text(frame->words, &serve_steps));
	html_add(page, "\">\n<ol>\n");
	for (size_t i = 0; i < STEP_COUNT; i++) {
		html_add(page, "<li><a href=\"");
		html_add(page, steps[i].href);
		html_add(page,
		    i == frame->step ? "\" aria-current=\"page\">" : "\">");
		html_text(page, message_text(frame->words, steps[i].word));
		html_add(page, "</a></li>\n");
	}
	html_add(page, "</ol>\n</nav>\n");
}

void
frame_open(struct strbuf *page, const struct page_frame *frame)
{
	write_head(page, frame);
	html_add(page, "<header class=\"top\">\n<p class=\"brand\">utskick");
	if (frame->folder.len) {
		html_add(page, " <span>");
		html_text(page, frame->folder);
		html_add(page, "</span>");
	}
	html_add(page, "</p>\n");
	if (frame->token)
		write_steps(page, frame);
	html_add(page, "</header>\n<main id=\"main\">\n<h1>");
	html_text(page, frame->heading.len
			    ? frame->heading
			    : message_text(frame->words, frame->title));
	html_add(page, "</h1>\n");
}

void
frame_close(struct strbuf *page, const struct page_frame *frame)
{
	html_add(page, "</main>\n<footer>\n");
	page_say(page, frame->words, "p", &serve_footer, NO_ARGS);
	html_add(page, "</footer>\n</body>\n</html>\n");
}
