/*
 * serve/progress.c - how far a check or run has come: a list that grows while
 * the page is open; the style lays each item over the one before.
 */
#include "serve/messages.h"
#include "serve/pages.h"

static const struct message *const stages[] = {
    [STAGE_LOAD] = &serve_stage_load,
    [STAGE_DECIDE] = &serve_stage_decide,
    [STAGE_SET] = &serve_stage_set,
    [STAGE_ORDER] = &serve_stage_order,
    [STAGE_WRITE] = &serve_stage_write,
    [STAGE_SEAL] = &serve_stage_seal,
};
#define STAGE_COUNT (sizeof stages / sizeof *stages)

void
progress_open(struct strbuf *page, const struct words *words, const char *stop,
    const struct message *button, const char *token)
{
	html_add(page, "<div class=\"going\">\n");
	page_say(page, words, "p class=lead", &serve_goes_on, NO_ARGS);
	page_open_form(page, stop, token);
	page_close_form(page, words, "quiet", button);
	html_add(page, "<ol class=\"progress\" role=\"list\" "
		       "aria-live=\"polite\">\n");
}

/* How fast, and how long it still takes. */
static void
write_pace(struct strbuf *text, const struct words *words,
    const struct progress_said *said)
{
	uint32_t left = said->total > said->done
			    ? (said->total - said->done) / said->rate + 1
			    : 1;
	strbuf_add_char(text, ' ');
	if (left < 120)
		message_write(
		    text, words, &serve_pace_seconds, ARGS(left, said->rate));
	else
		message_write(text, words, &serve_pace_minutes,
		    ARGS((left + 59) / 60, said->rate));
}

void
progress_write(struct strbuf *page, const struct words *words,
    const struct progress_said *said)
{
	struct slice stage = message_text(words,
	    stages[said->stage < STAGE_COUNT ? said->stage : STAGE_LOAD]);
	struct strbuf text = {0};
	if (said->total)
		message_write(&text, words, &serve_stage_of,
		    ARGS(stage, said->done, said->total));
	else if (said->done)
		message_write(
		    &text, words, &serve_stage_count, ARGS(stage, said->done));
	else
		strbuf_add(&text, stage);
	if (said->total && said->rate)
		write_pace(&text, words, said);
	html_add(page, "<li>");
	html_text(page, strbuf_view(&text));
	if (said->total) {
		html_add(page, "<progress aria-label=\"");
		html_text(page, stage);
		strbuf_print(page, "\" value=\"%u\" max=\"%u\"></progress>",
		    said->done, said->total);
	}
	html_add(page, "</li>\n");
	strbuf_fini(&text);
}

void
progress_close(struct strbuf *page)
{
	html_add(page, "</ol>\n</div>\n");
}
