#include "base/diag.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/messages.h"
#include "base/terminal.h"
#include "base/utf8.h"

struct said {
	const struct message *message;
	struct span span;
	size_t count;
	struct argument arguments[ARGUMENTS_MAX];
};

struct report {
	struct said main;
	struct said hints[3];
	size_t hint_count;
	struct said places[3];
	size_t place_count;
	bool printed;
};

struct diag {
	struct sources *sources;
	struct arena *mem;
	struct report *at;
	size_t count;
	size_t room;
};

struct diag *
diag_new(struct sources *sources)
{
	struct diag *diag = mem_new(1, sizeof *diag);
	diag->sources = sources;
	diag->mem = arena_new();
	return diag;
}

void
diag_free(struct diag *diag)
{
	if (!diag)
		return;
	arena_free(diag->mem);
	free(diag->at);
	free(diag);
}

void
diag_reset(struct diag *diag)
{
	struct inputs **inputs = sources_inputs(diag->sources);
	inputs_free(*inputs);
	*inputs = NULL;
	diag->count = 0;
	arena_reset(diag->mem);
}

struct sources *
diag_sources(const struct diag *diag)
{
	return diag->sources;
}

static struct said
keep(struct diag *diag, struct span span, const struct message *message,
    size_t count, const struct argument *arguments)
{
	struct said said = {.message = message, .span = span, .count = count};
	for (size_t i = 0; i < count && i < ARGUMENTS_MAX; i++) {
		said.arguments[i] = arguments[i];
		if (!arguments[i].is_number)
			said.arguments[i].text =
			    arena_dup(diag->mem, arguments[i].text);
	}
	return said;
}

void
diag_report(struct diag *diag, struct span span, const struct message *message,
    size_t count, const struct argument *arguments)
{
	diag->at =
	    mem_grow(diag->at, &diag->room, diag->count + 1, sizeof *diag->at);
	diag->at[diag->count++] = (struct report){
	    .main = keep(diag, span, message, count, arguments),
	};
}

void
diag_hint(struct diag *diag, const struct message *hint, size_t count,
    const struct argument *arguments)
{
	if (!diag->count)
		return;
	struct report *last = &diag->at[diag->count - 1];
	if (last->hint_count < 3)
		last->hints[last->hint_count++] =
		    keep(diag, NO_SPAN, hint, count, arguments);
}

void
diag_also(struct diag *diag, struct span span, const struct message *note,
    size_t count, const struct argument *arguments)
{
	if (!diag->count)
		return;
	struct report *last = &diag->at[diag->count - 1];
	if (last->place_count < 3)
		last->places[last->place_count++] =
		    keep(diag, span, note, count, arguments);
}

enum level
diag_worst(const struct diag *diag)
{
	enum level worst = LEVEL_NOTE;
	for (size_t i = 0; i < diag->count; i++) {
		if (diag->at[i].main.message->level > worst)
			worst = diag->at[i].main.message->level;
	}
	return worst;
}

size_t
diag_errors(const struct diag *diag)
{
	size_t errors = 0;
	for (size_t i = 0; i < diag->count; i++)
		errors += diag->at[i].main.message->level >= LEVEL_ERROR;
	return errors;
}

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

/* The line's start up to `columns` code points, as blanks of equal width. */
static void
write_indent(struct strbuf *out, struct slice line, uint32_t columns)
{
	size_t at = 0;
	for (uint32_t i = 0; i < columns && at < line.len; i++)
		strbuf_add_char(out, utf8_next(line, &at) == '\t' ? '\t' : ' ');
}

static void
write_quote(struct strbuf *out, const struct sources *sources, struct span span,
    const struct said *hint)
{
	struct slice line = sources_line(sources, span.file, span.line);
	strbuf_print(out, "%5u | ", span.line);
	strbuf_add(out, line);
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
		message_write(out, hint->message, hint->count, hint->arguments);
	}
	strbuf_add_char(out, '\n');
}

static void
write_said(struct strbuf *out, const struct sources *sources,
    const struct said *said, enum level level, const struct said *hint,
    bool *quoted)
{
	write_place(out, sources, said->span);
	message_write(out, level_word(level), NO_ARGS);
	strbuf_add_text(out, ": ");
	message_write(out, said->message, said->count, said->arguments);
	if (said->message->code[0])
		strbuf_print(out, " [%s]", said->message->code);
	strbuf_add_char(out, '\n');
	*quoted = sources_line(sources, said->span.file, said->span.line).len;
	if (*quoted)
		write_quote(out, sources, said->span, hint);
}

static void
write_report(
    struct strbuf *out, const struct diag *diag, const struct report *report)
{
	bool quoted;
	write_said(out, diag->sources, &report->main,
	    report->main.message->level,
	    report->hint_count ? &report->hints[0] : NULL, &quoted);
	bool shown = quoted && report->main.span.column;
	for (size_t i = shown ? 1 : 0; i < report->hint_count; i++) {
		strbuf_add_text(out, "      = ");
		message_write(out, report->hints[i].message,
		    report->hints[i].count, report->hints[i].arguments);
		strbuf_add_char(out, '\n');
	}
	for (size_t i = 0; i < report->place_count; i++)
		write_said(out, diag->sources, &report->places[i], LEVEL_NOTE,
		    NULL, &quoted);
}

static bool
same_said(const struct said *a, const struct said *b)
{
	if (a->message != b->message || a->count != b->count ||
	    memcmp(&a->span, &b->span, sizeof a->span) != 0)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (a->arguments[i].number != b->arguments[i].number ||
		    a->arguments[i].wording != b->arguments[i].wording ||
		    !slice_equal(a->arguments[i].text, b->arguments[i].text))
			return false;
	}
	return true;
}

static bool
said_before(const struct diag *diag, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (same_said(&diag->at[i].main, &diag->at[index].main))
			return true;
	}
	return false;
}

void
diag_print(struct diag *diag, FILE *to)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < diag->count; i++) {
		if (diag->at[i].printed)
			continue;
		diag->at[i].printed = true;
		if (!said_before(diag, i))
			write_report(&out, diag, &diag->at[i]);
	}
	terminal_print(to, strbuf_view(&out));
	strbuf_fini(&out);
}
