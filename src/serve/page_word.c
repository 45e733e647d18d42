/*
 * serve/page_word.c - a letter in Word: its page, what was not understood, and
 * a way for the next version.
 */
#include "serve/letter_page.h"
#include "serve/messages.h"

void
letter_word_write(struct letter_page *letter)
{
	struct strbuf *page = &letter->work->out;
	const struct words *words = letter->work->words;
	letter_page_ask(letter, NULL);
	html_add(page, "<div class=\"letter\">\n<div class=\"writing\">\n");
	page_say(page, words, "p", &serve_word_means, NO_ARGS);
	letter_page_write(letter, WARM_FAULTS);
	html_add(page, "</div>\n");
	letter_page_write_printed(letter);
	html_add(page, "</div>\n");
}
