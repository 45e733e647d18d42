#include "serve/letter_parts.h"

#include "base/file.h"
#include "letter/readability.h"
#include "serve/letter_aids.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "specimen/pictures.h"

#define PAGES_MOST 12
#define DOTS 100

struct answering {
	struct work *work;
	const struct words *words;
	struct preview *preview;
	struct diag *diag;
	const struct letter_question *asked;
	struct strbuf *out;
	size_t before; /* reports of the register */
	struct preview_made made;
	bool is_saved; /* what is shown is the file, not the text */
	struct strbuf pdf;
};

/* ---- faults */

static void
count_faults(const struct answering *answering, size_t *here, size_t *elsewhere)
{
	const struct diag *diag = answering->diag;
	*here = *elsewhere = 0;
	for (size_t i = 0; i < diag_count(diag); i++) {
		const struct diag_report *report = diag_view(diag, i);
		const char *path =
		    sources_name(diag_sources(diag), report->main.span.file);
		bool ours =
		    report->main.span.file &&
		    strcmp(path_name(path), answering->asked->name) == 0;
		if (ours)
			++*here;
		else if (report->main.message->level >= LEVEL_ERROR)
			++*elsewhere;
	}
}

/* Of the text, in place; where it has none, what else stands in the way. */
static void
write_faults(struct answering *answering)
{
	size_t here, elsewhere;
	struct strbuf *out = answering->out;
	count_faults(answering, &here, &elsewhere);
	html_add(out, "<div id=\"faults\" role=\"status\">\n");
	if (here)
		reports_write_of(out, answering->diag, answering->asked->name);
	else if (!elsewhere)
		page_say(out, answering->words, "p class=\"verdict good\"",
		    &serve_letter_fine, NO_ARGS);
	if (elsewhere) {
		page_say(out, answering->words, "p class=\"verdict wait\"",
		    &serve_letter_elsewhere, NO_ARGS);
		if (!here)
			reports_write(out, answering->diag);
	}
	html_add(out, "</div>\n");
	strbuf_add_char(out, '\0');
}

/* ---- pages */

static void
write_picture(
    struct answering *answering, struct slice picture, uint32_t number)
{
	struct strbuf seen = {0}, *out = answering->out;
	message_write(
	    &seen, answering->words, &serve_look_picture, ARGS(number));
	html_add(out, "<li>");
	html_picture(out, picture, strbuf_view(&seen));
	if (answering->made.pages > 1)
		page_say(out, answering->words, "p class=hint",
		    &serve_look_page, ARGS(number, answering->made.pages));
	html_add(out, "</li>\n");
	strbuf_fini(&seen);
}

static void
write_pages(struct answering *answering)
{
	struct slice pictures[PAGES_MOST];
	size_t count = 0;
	struct strbuf *out = answering->out;
	const struct pictures_asked asked = {
	    .pdf = strbuf_view(&answering->pdf),
	    .first = 1,
	    .dots = DOTS,
	    .most = PAGES_MOST,
	};
	if (!specimen_draw_pages(answering->work->mem, &asked, pictures, &count,
		answering->diag)) {
		reports_write(out, answering->diag);
		return;
	}
	html_add(out, "<ol class=\"sheets\" role=\"list\">\n");
	for (size_t i = 0; i < count; i++)
		write_picture(answering, pictures[i], (uint32_t)i + 1);
	html_add(out, "</ol>\n");
	page_say(out, answering->words, "p class=hint", &serve_letter_invented,
	    NO_ARGS);
}

static void
write_no_page(struct answering *answering)
{
	struct strbuf *out = answering->out;
	const struct preview_made *made = &answering->made;
	if (made->is_read && made->is_nobody) {
		page_say(out, answering->words, "p class=\"verdict wait\"",
		    &serve_letter_nobody, NO_ARGS);
		return;
	}
	page_say(out, answering->words, "p class=\"verdict wait\"",
	    &serve_letter_no_page, NO_ARGS);
	if (made->problem.message)
		html_element(out, "p",
		    problem_text(answering->work->mem, answering->words,
			&made->problem));
}

/* ---- how easy it is to read */

static const struct letter *
find_letter(const struct answering *answering)
{
	const struct job_writes *writes =
	    &preview_job(answering->preview)->writes;
	for (size_t i = 0; i < writes->letters[0].count; i++) {
		const struct letter *letter =
		    writes->letters[0].texts[i].letter;
		if (strcmp(path_name(letter->path), answering->asked->name) ==
		    0)
			return letter;
	}
	return NULL;
}

static void
write_long_sentences(
    struct answering *answering, const struct readability *read)
{
	struct strbuf *out = answering->out;
	enum { LONG = 20 };
	if (!read->longest_count || read->longest[0].words <= LONG)
		return;
	page_say(
	    out, answering->words, "p", &serve_letter_long_sentences, NO_ARGS);
	html_add(out, "<ul>\n");
	for (size_t i = 0; i < read->longest_count; i++) {
		const struct sentence *sentence = &read->longest[i];
		if (sentence->words <= LONG)
			continue;
		page_say(out, answering->words, "li",
		    &serve_letter_long_sentence,
		    ARGS(sentence->span.line, sentence->words, sentence->text));
	}
	html_add(out, "</ul>\n");
}

static void
write_ease(struct answering *answering)
{
	struct strbuf *out = answering->out, level = {0};
	const struct words *words = answering->words;
	const struct letter *letter = find_letter(answering);
	if (!letter)
		return;
	const struct readability read =
	    readability_measure(answering->work->mem, letter);
	message_write(&level, words, readability_level(read.lix), NO_ARGS);
	page_say(out, words, "h3", &serve_letter_ease, NO_ARGS);
	page_say(out, words, "p", &serve_letter_lix,
	    ARGS(read.lix, strbuf_view(&level), read.words, read.sentences,
		read.long_words));
	write_long_sentences(answering, &read);
	strbuf_fini(&level);
}

static void
write_shown(struct answering *answering)
{
	struct strbuf *out = answering->out;
	html_add(out, "<div id=\"shown\">\n");
	if (answering->made.is_made && answering->is_saved)
		page_say(out, answering->words, "p class=\"verdict wait\"",
		    &serve_letter_saved_shown, NO_ARGS);
	if (answering->made.is_made)
		write_pages(answering);
	else
		write_no_page(answering);
	if (answering->made.is_read && !answering->is_saved)
		write_ease(answering);
	html_add(out, "</div>\n");
	strbuf_add_char(out, '\0');
}

/* ---- for whom */

static void
write_people(struct answering *answering)
{
	static const struct message *const said[] = {
	    [PREVIEW_FIRST] = &serve_letter_first,
	    [PREVIEW_LONGEST] = &serve_letter_longest,
	    [PREVIEW_LARGE] = &serve_letter_large,
	    [PREVIEW_GUARDIAN] = &serve_letter_guardian,
	};
	struct strbuf *out = answering->out;
	html_add(out, "<div id=\"people\">\n");
	page_say(out, answering->words, "label for=whom", &serve_letter_for,
	    NO_ARGS);
	html_add(out, "<select id=\"whom\" name=\"whom\">\n");
	for (int i = 0; i < PREVIEW_WHYS; i++) {
		if (i && !preview_has(answering->preview,
			     answering->asked->version, (enum preview_why)i))
			continue;
		strbuf_print(out, "<option value=\"%d\"%s>", i,
		    i == (int)answering->asked->why ? " selected" : "");
		html_text(out, message_text(answering->words, said[i]));
		html_add(out, "</option>\n");
	}
	html_add(out, "</select>\n</div>\n");
}

/* ---- all of it */

static void
make(struct answering *answering)
{
	const struct letter_question *asked = answering->asked;
	struct preview_draft draft = {
	    .version = asked->version,
	    .name = asked->is_text ? asked->name : NULL,
	    .text = asked->text.at ? asked->text : SLICE(""),
	    .why = asked->why,
	};
	preview_make(
	    answering->preview, &draft, &answering->pdf, &answering->made);
	write_faults(answering);
	if (answering->made.is_read || !asked->is_text)
		return;
	/* A picture that stays where it is while somebody writes a field is
	 * better than none. */
	answering->is_saved = true;
	draft.text = (struct slice){NULL, 0};
	preview_make(
	    answering->preview, &draft, &answering->pdf, &answering->made);
}

void
letter_answer(struct work *work, struct preview *preview, struct diag *diag,
    const struct letter_question *asked, struct strbuf *out)
{
	struct answering answering = {
	    .work = work,
	    .words = work->words,
	    .preview = preview,
	    .diag = diag,
	    .asked = asked,
	    .out = out,
	};
	if (preview)
		make(&answering);
	else
		write_faults(&answering);
	write_shown(&answering);
	if (preview)
		write_people(&answering);
	strbuf_add_char(out, '\0');
	if (preview)
		letter_aids_write(out, work, preview_job(preview));
	strbuf_add_char(out, '\0');
}
