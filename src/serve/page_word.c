/*
 * serve/page_word.c - a letter in Word: its page, what was not understood, a way
 * for the next version, and for one that takes the place of a text.
 */
#include "serve/letter_page.h"
#include "serve/messages.h"

static void
write_file(struct letter_page *letter, const struct message *button)
{
	struct strbuf *page = &letter->work->out;
	const struct words *words = letter->work->words;
	page_say(page, words, "label for=file", &serve_word_file, NO_ARGS);
	html_add(page, "<input type=\"file\" id=\"file\" name=\"file\" "
		       "accept=\".docx,.dotx\" required>\n");
	page_close_form(page, words, "button quiet", button);
}

static void
write_replace(struct letter_page *letter)
{
	place_open_form(letter->work);
	page_hide(&letter->work->out, "as", slice_view(letter->name));
	page_hide(&letter->work->out, "back", SLICE("letter"));
	write_file(letter, &serve_replace_button);
}

static void
write_convert(struct letter_page *letter)
{
	struct strbuf *page = &letter->work->out;
	const struct words *words = letter->work->words;
	const struct asked *asked = letter->work->asked;
	html_add(page, "<details>\n");
	page_say(page, words, "summary", &serve_word_convert, NO_ARGS);
	html_add(page, "<div>\n");
	page_say(page, words, "p", &serve_word_convert_means, NO_ARGS);
	page_open_form(page, "/letter/convert", asked->token);
	page_hide(page, "name", slice_view(letter->name));
	page_close_form(page, words, "button quiet", &serve_word_convert);
	html_add(page, "</div>\n</details>\n");
}

/* For whom it is shown can be chosen; the text is the document's. */
static void
write_printed(struct letter_page *letter)
{
	struct strbuf *page = &letter->work->out;
	const struct asked *asked = letter->work->asked;
	html_add(page, "<form method=\"post\" action=\"/letter/show\" "
		       "data-live=\"/letter/live\" data-into=\"shown\"");
	html_add(
	    page, letter->answer == WARM_ANSWERED ? ">\n" : " data-now>\n");
	page_hide(page, "token", slice_view(asked->token));
	page_hide(page, "name", slice_view(letter->name));
	if (letter->answer != WARM_ANSWERED)
		page_hide(page, "bare", SLICE("1"));
	letter_page_write_printed(letter);
	html_add(page, "<p data-plain><button type=\"submit\" "
		       "class=\"quiet\">");
	html_text(page, message_text(letter->work->words, &serve_letter_show));
	html_add(page, "</button></p>\n</form>\n");
}

void
letter_word_write(struct letter_page *letter)
{
	struct strbuf *page = &letter->work->out;
	const struct words *words = letter->work->words;
	letter_page_ask(letter, NULL);
	html_add(page, "<div class=\"letter\">\n<div class=\"writing\">\n");
	page_say(page, words, "p", &serve_word_means, NO_ARGS);
	letter_page_write(letter, WARM_FAULTS);
	write_replace(letter);
	write_convert(letter);
	html_add(page, "</div>\n");
	write_printed(letter);
	html_add(page, "</div>\n");
}

void
letter_word_write_instead(struct letter_page *letter)
{
	struct strbuf *page = &letter->work->out;
	const struct words *words = letter->work->words;
	html_add(page, "<details>\n");
	page_say(page, words, "summary", &serve_word_instead, NO_ARGS);
	html_add(page, "<div>\n");
	page_say(page, words, "p", &serve_word_instead_means, NO_ARGS);
	place_open_form(letter->work);
	page_hide(page, "letter", SLICE("instead"));
	page_hide(page, "instead", slice_view(letter->name));
	write_file(letter, &serve_word_put);
	html_add(page, "</div>\n</details>\n");
}
