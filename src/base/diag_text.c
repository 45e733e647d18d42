#include "base/diag.h"
#include "base/mask.h"
#include "base/messages.h"
#include "base/terminal.h"
#include "base/utf8.h"

#define WORDS_SHOWN 6

static const struct message *
level_word(enum level level)
{
	switch (level) {
	case LEVEL_NOTE:
		return &base_word_note;
	case LEVEL_WARNING:
		return &base_word_warning;
	case LEVEL_HOLD:
		return &base_word_held;
	case LEVEL_ERROR:
	case LEVEL_SYSTEM:
		break;
	}
	return &base_word_error;
}

static void
write_place(struct strbuf *out, const struct sources *sources, struct span span)
{
	if (!span.file)
		return;
	strbuf_add_text(out, sources_name(sources, span.file));
	if (span.line)
		strbuf_print(out, ":%u", span.line);
	if (span.line && span.column)
		strbuf_print(out, ":%u", span.column);
	strbuf_add_text(out, ": ");
}

static void
write_words(
    struct strbuf *out, const struct diag *diag, const struct diag_said *said)
{
	message_write(
	    out, diag_words(diag), said->message, said->count, said->arguments);
}

/* The line's start up to `columns` code points, as blanks of equal width. */
static void
write_indent(struct strbuf *out, struct slice line, uint32_t columns)
{
	size_t at = 0;
	for (uint32_t i = 0; i < columns && at < line.len; i++)
		strbuf_add_char(out, utf8_next(line, &at) == '\t' ? '\t' : ' ');
}

static void
write_quote(struct strbuf *out, const struct diag *diag, struct span span,
    const struct diag_said *hint)
{
	const struct sources *sources = diag_sources(diag);
	struct slice line = sources_line(sources, span.file, span.line);
	strbuf_print(out, "%5u | ", span.line);
	mask_line(out, line);
	strbuf_add_char(out, '\n');
	if (!span.column)
		return;
	strbuf_add_text(out, "      | ");
	write_indent(out, line, span.column - 1);
	strbuf_add_char(out, '^');
	uint32_t room = (uint32_t)utf8_count(line);
	for (uint32_t i = 1; i < span.length && span.column + i <= room; i++)
		strbuf_add_char(out, '~');
	if (hint) {
		strbuf_add_char(out, ' ');
		write_words(out, diag, hint);
	}
	strbuf_add_char(out, '\n');
}

static void
write_said(struct strbuf *out, const struct diag *diag,
    const struct diag_said *said, enum level level,
    const struct diag_said *hint, bool *quoted)
{
	const struct sources *sources = diag_sources(diag);
	write_place(out, sources, said->span);
	message_write(out, diag_words(diag), level_word(level), NO_ARGS);
	strbuf_add_text(out, ": ");
	write_words(out, diag, said);
	if (said->message->code[0])
		strbuf_print(out, " [%s]", said->message->code);
	strbuf_add_char(out, '\n');
	*quoted = *quoted &&
		  sources_line(sources, said->span.file, said->span.line).len;
	if (*quoted)
		write_quote(out, diag, said->span, hint);
}

/* The first words of a line, for whoever looks for it in a document. */
static struct slice
first_words(struct slice line)
{
	size_t end = 0, words = 0;
	for (size_t at = 0; at < line.len && words < WORDS_SHOWN;) {
		bool blank = utf8_next(line, &at) == ' ';
		words += blank && end;
		end = blank ? end : at;
	}
	return slice_part(line, 0, end);
}

/* Where it is in a word processor, which shows no lines by number. */
static void
write_paragraph(struct strbuf *out, const struct diag *diag, struct span span)
{
	const struct sources *sources = diag_sources(diag);
	if (!span.line || !sources_is_document(sources, span.file))
		return;
	struct strbuf words = {0};
	struct slice line = sources_line(sources, span.file, span.line);
	struct slice first = first_words(line);
	mask_line(&words, first);
	if (first.len < line.len)
		strbuf_add_text(&words, " …");
	uint32_t run = sources_run(sources, span);
	strbuf_add_text(out, "      = ");
	message_write(out, diag_words(diag),
	    !words.len ? &base_paragraph_empty
	    : run      ? &base_paragraph_run
		       : &base_paragraph,
	    ARGS(span.line, strbuf_view(&words), run));
	strbuf_add_char(out, '\n');
	strbuf_fini(&words);
}

static void
write_report(struct strbuf *out, const struct diag *diag,
    const struct diag_report *report)
{
	bool quoted = !report->concealed;
	write_said(out, diag, &report->main, report->main.message->level,
	    report->hint_count ? &report->hints[0] : NULL, &quoted);
	bool shown = quoted && report->main.span.column;
	for (size_t i = shown ? 1 : 0; i < report->hint_count; i++) {
		strbuf_add_text(out, "      = ");
		write_words(out, diag, &report->hints[i]);
		strbuf_add_char(out, '\n');
	}
	write_paragraph(out, diag, report->main.span);
	for (size_t i = 0; i < report->place_count; i++) {
		bool also = true;
		write_said(
		    out, diag, &report->places[i], LEVEL_NOTE, NULL, &also);
	}
}

void
diag_print(struct diag *diag, FILE *to)
{
	struct strbuf out = {0};
	size_t from = diag_take_unprinted(diag);
	for (size_t i = from; i < diag_count(diag); i++) {
		if (!diag_is_left_out(diag, i))
			write_report(&out, diag, diag_view(diag, i));
	}
	terminal_print(to, strbuf_view(&out));
	strbuf_fini(&out);
}
