/*
 * serve/frame.h - what every page has around its own: head, the steps of a
 * mailing, a place to skip to.
 *
 * Values reach it through html/html.h alone.
 */
#ifndef SERVE_FRAME_H
#define SERVE_FRAME_H

#include "base/message.h"
#include "html/html.h"
#include "serve/session.h"

enum step {
	STEP_HOME,
	STEP_REGISTER,
	STEP_WHO,
	STEP_LETTER,
	STEP_LOOK,
	STEP_CHECK,
	STEP_EXPLAIN,
	STEP_MAILINGS,
	STEP_COUNT,
	STEP_NONE = STEP_COUNT, /* a page outside the steps */
};

struct page_frame {
	const struct words *words;
	enum step step;
	const struct message *title;
	const char *token; /* of forms; NULL: nobody is let in yet */
	struct slice folder; /* whose mailing it is; its name alone */
	struct slice heading; /* in place of the title, where it has one */
};

void frame_open(struct strbuf *page, const struct page_frame *frame);
void frame_close(struct strbuf *page, const struct page_frame *frame);

/* <p>words</p>, and the like. */
void page_say(struct strbuf *page, const struct words *words, const char *tag,
    const struct message *message, size_t count,
    const struct argument *arguments);

/* <a href=…>words</a>; `href` is of the program. */
void page_link(struct strbuf *page, const struct words *words, const char *href,
    const struct message *message);

/* A form that is sent to `action`, of the program, with its token; closed by
 * page_close_form with its one button. */
void page_open_form(struct strbuf *page, const char *action, const char *token);
void page_hide(struct strbuf *page, const char *name, struct slice value);
void page_close_form(struct strbuf *page, const struct words *words,
    const char *kind, const struct message *button);

#endif
