#include "base/diag.h"
#include "base/mask.h"
#include "base/messages.h"
#include "base/terminal.h"
#include "base/utf8.h"

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
		if (!diag_is_repeated(diag, i))
			write_report(&out, diag, diag_view(diag, i));
	}
	terminal_print(to, strbuf_view(&out));
	strbuf_fini(&out);
}
