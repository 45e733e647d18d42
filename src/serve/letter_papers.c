/*
 * serve/letter_papers.c - the stationeries that there are, each with a letter on
 * it.
 */
#include "base/file.h"
#include "serve/letter_parts.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "serve/warm.h"
#include "specimen/pictures.h"

#define SMALL_DOTS 34

struct papers {
	struct work *work;
	struct preview *preview;
	struct diag *diag;
	const struct letter_question *asked;
	struct strbuf *out;
};

/* Nobody gets the letter, whatever the paper; or the first error, which says what
 * the paper lacks. */
static void
write_why(struct papers *papers, const struct preview_made *made, size_t before)
{
	struct strbuf said = {0};
	const struct words *words = papers->work->words;
	if (made->is_read && made->is_nobody) {
		page_say(papers->out, words, "p class=hint",
		    &serve_letter_nobody, NO_ARGS);
		return;
	}
	for (size_t i = before; i < diag_count(papers->diag); i++) {
		const struct diag_said *main =
		    &diag_view(papers->diag, i)->main;
		if (main->message->level < LEVEL_ERROR)
			continue;
		message_write(
		    &said, words, main->message, main->count, main->arguments);
		break;
	}
	if (!said.len && made->problem.message)
		strbuf_add(&said,
		    problem_text(papers->work->mem, words, &made->problem));
	page_say(
	    papers->out, words, "p class=hint", &serve_paper_unfit, NO_ARGS);
	html_element(papers->out, "p class=hint", strbuf_view(&said));
	strbuf_fini(&said);
}

static void
write_picture(struct papers *papers, struct slice name, struct slice picture)
{
	struct strbuf seen = {0};
	message_write(
	    &seen, papers->work->words, &serve_paper_picture, ARGS(name));
	html_picture(papers->out, picture, strbuf_view(&seen));
	strbuf_fini(&seen);
}

static void
write_paper(struct papers *papers, struct slice name)
{
	struct strbuf pdf = {0};
	struct preview_made made;
	struct slice picture;
	size_t count, before = diag_count(papers->diag);
	const struct preview_draft draft = {
	    .version = papers->asked->version, .stationery = name};
	html_add(papers->out, "<li>\n");
	html_element(papers->out, "h3", name);
	bool ok = preview_make(papers->preview, &draft, &pdf, &made);
	const struct pictures_asked asked = {
	    .pdf = strbuf_view(&pdf),
	    .first = 1,
	    .dots = SMALL_DOTS,
	    .most = 1,
	};
	if (ok && specimen_draw_pages(papers->work->mem, &asked, &picture,
		      &count, papers->diag))
		write_picture(papers, name, picture);
	else
		write_why(papers, &made, before);
	html_add(papers->out, "</li>\n");
	strbuf_fini(&pdf);
}

void
letter_papers_answer(struct work *work, struct preview *preview,
    struct diag *diag, const struct letter_question *asked, struct strbuf *out)
{
	struct papers papers = {work, preview, diag, asked, out};
	struct slice rest = asked->text;
	if (!preview)
		reports_write(out, diag);
	html_add(out, "<ul class=\"papers\" role=\"list\">\n");
	while (preview && rest.len) {
		size_t end = slice_find_char(rest, '\n');
		write_paper(&papers, slice_part(rest, 0, end));
		rest = slice_from(rest, end + 1);
	}
	html_add(out, "</ul>\n");
	for (int i = 0; i < WARM_PARTS; i++)
		strbuf_add_char(out, '\0');
}
