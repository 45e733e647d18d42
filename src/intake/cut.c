#include "intake/cut.h"

#include "base/utf8.h"
#include "intake/intake.h"

enum where {
	AT_START, /* of a field, or among the blanks before it */
	IN_BARE,
	IN_QUOTES,
	AFTER_QUOTES, /* or among the blanks after it */
};

struct cutting {
	struct slice text;
	bool last;
	char delimiter;
	size_t at;
	enum where where;
	size_t field; /* where the field begins */
	uint32_t line; /* of `at` */
	size_t line_start;
	/* Where its quote stands; the place is only worked out on a fault. */
	size_t opened;
	uint32_t opened_line;
	size_t opened_start;
	struct cut *cut;
};

static struct cut_place
place_of(struct slice text, uint32_t line, size_t line_start, size_t at)
{
	struct slice before = slice_part(text, line_start, at - line_start);
	return (struct cut_place){line, (uint32_t)utf8_count(before) + 1};
}

/*
 * Bytes of the line end at the offset, and its kind. 0: there is none; with
 * *more the answer hangs on what follows.
 */
static size_t
line_end_at(
    const struct cutting *cutting, size_t at, unsigned *kind, bool *more)
{
	const char *here = cutting->text.at + at;
	size_t left = cutting->text.len - at;
	if (here[0] == '\n') {
		*kind = LINE_END_LF;
		return 1;
	}
	if (here[0] != '\r')
		return 0;
	if (left < 3 && !cutting->last && (left == 1 || here[1] == '\r')) {
		*more = true;
		return 0;
	}
	if (left >= 2 && here[1] == '\n') {
		*kind = LINE_END_CRLF;
		return 2;
	}
	if (left >= 3 && here[1] == '\r' && here[2] == '\n') {
		*kind = LINE_END_CRCRLF;
		return 3;
	}
	*kind = LINE_END_CR;
	return 1;
}

/* Of a sign that is not the delimiter. */
static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void
end_field(struct cutting *cutting)
{
	cutting->where = AT_START;
	cutting->field = cutting->at + 1;
}

/* A quote where a field begins: the only place where it opens one. */
static void
open_quotes(struct cutting *cutting)
{
	cutting->opened = cutting->at;
	cutting->opened_line = cutting->line;
	cutting->opened_start = cutting->line_start;
	cutting->cut->blanks |= cutting->at != cutting->field;
	cutting->where = IN_QUOTES;
}

/* A quote inside quotes is a character if it is doubled; otherwise it closes. */
static enum cut_fault
close_quotes(struct cutting *cutting)
{
	size_t next = cutting->at + 1;
	if (next == cutting->text.len && !cutting->last)
		return CUT_MORE;
	if (next < cutting->text.len && cutting->text.at[next] == '"')
		cutting->at++;
	else
		cutting->where = AFTER_QUOTES;
	return CUT_FINE;
}

static enum cut_fault
step_after(struct cutting *cutting, char c)
{
	if (c == cutting->delimiter) {
		end_field(cutting);
		return CUT_FINE;
	}
	if (is_blank(c)) {
		cutting->cut->blanks = true;
		return CUT_FINE;
	}
	cutting->cut->at = place_of(
	    cutting->text, cutting->line, cutting->line_start, cutting->at);
	return CUT_STRAY;
}

static enum cut_fault
step_outside(struct cutting *cutting, char c)
{
	if (c == cutting->delimiter) {
		end_field(cutting);
	} else if (c == '"' && cutting->where == AT_START) {
		open_quotes(cutting);
	} else if (!is_blank(c)) {
		cutting->cut->bare_quotes |= c == '"';
		cutting->where = IN_BARE;
	}
	return CUT_FINE;
}

/* Past what can neither end a field nor begin quotes: most of the text. */
static void
skip_plain(struct cutting *cutting)
{
	const char *text = cutting->text.at;
	size_t at = cutting->at, len = cutting->text.len;
	bool quoted = cutting->where == IN_QUOTES;
	if (!quoted && cutting->where != IN_BARE)
		return;
	while (at < len && text[at] != '"' && text[at] != '\n' &&
	       text[at] != '\r' && (quoted || text[at] != cutting->delimiter))
		at++;
	cutting->at = at;
}

static enum cut_fault
step(struct cutting *cutting)
{
	char c = cutting->text.at[cutting->at];
	cutting->cut->quotes |= c == '"';
	bool ends = c == cutting->delimiter;
	if (cutting->at - cutting->field >= CUT_FIELD_MAX && !ends)
		return CUT_LONG;
	/* Nothing but a quote or a line end was left by skip_plain. */
	if (cutting->where == IN_QUOTES)
		return close_quotes(cutting);
	if (cutting->where == AFTER_QUOTES)
		return step_after(cutting, c);
	return step_outside(cutting, c);
}

static void
finish(struct cutting *cutting, size_t end_len, unsigned kind)
{
	struct cut *cut = cutting->cut;
	cut->text = slice_part(cutting->text, 0, cutting->at);
	cut->taken = cutting->at + end_len;
	cut->line_end = kind;
	cut->lines += end_len > 0;
}

/* The common record by three memchr: LF or CRLF at its end, no quotes. */
static bool
cut_plain(struct slice text, struct cut *cut)
{
	const char *end = memchr(text.at, '\n', text.len);
	if (!end)
		return false;
	size_t len = (size_t)(end - text.at);
	bool crlf = len && text.at[len - 1] == '\r';
	if (memchr(text.at, '"', len) || memchr(text.at, '\r', len - crlf) ||
	    len > CUT_FIELD_MAX)
		return false;
	*cut = (struct cut){.text = {text.at, len - crlf},
	    .taken = len + 1,
	    .lines = 1,
	    .line_end = crlf ? LINE_END_CRLF : LINE_END_LF};
	return true;
}

/* The record ends here, or a quoted field holds a line end. */
static bool
meet_line_end(struct cutting *cutting, size_t len, unsigned kind)
{
	if (cutting->where != IN_QUOTES) {
		finish(cutting, len, kind);
		return true;
	}
	cutting->at += len;
	cutting->cut->quoted_lines = true;
	cutting->cut->lines++;
	cutting->line++;
	cutting->line_start = cutting->at;
	return false;
}

static enum cut_fault
meet_text_end(struct cutting *cutting)
{
	if (!cutting->last)
		return CUT_MORE;
	if (cutting->where == IN_QUOTES)
		return CUT_UNCLOSED;
	finish(cutting, 0, 0);
	return CUT_FINE;
}

enum cut_fault
cut_record(struct slice text, bool last, char delimiter, uint32_t line,
    struct cut *cut)
{
	if (cut_plain(text, cut))
		return CUT_FINE;
	*cut = (struct cut){0};
	struct cutting cutting = {.text = text,
	    .last = last,
	    .delimiter = delimiter,
	    .line = line,
	    .cut = cut};
	cutting.opened_line = line;
	enum cut_fault fault = CUT_FINE;
	while (fault == CUT_FINE && cutting.at < text.len) {
		unsigned kind = 0;
		bool more = false;
		skip_plain(&cutting);
		if (cutting.at - cutting.field > CUT_FIELD_MAX)
			fault = CUT_LONG;
		if (fault != CUT_FINE || cutting.at == text.len)
			break;
		size_t end = line_end_at(&cutting, cutting.at, &kind, &more);
		if (more)
			return CUT_MORE;
		if (end && meet_line_end(&cutting, end, kind))
			return CUT_FINE;
		if (end)
			continue;
		fault = step(&cutting);
		cutting.at++;
	}
	if (fault == CUT_FINE)
		fault = meet_text_end(&cutting);
	if (fault == CUT_FINE)
		return fault;
	cut->opened = place_of(
	    text, cutting.opened_line, cutting.opened_start, cutting.opened);
	return fault;
}

size_t
cut_line(struct slice text, bool last)
{
	struct cutting cutting = {.text = text, .last = last};
	for (size_t at = 0; at < text.len; at++) {
		unsigned kind = 0;
		bool more = false;
		size_t end = line_end_at(&cutting, at, &kind, &more);
		if (more)
			return 0;
		if (end)
			return at + end;
	}
	return last ? text.len : 0;
}

size_t
cut_count_swallowed(struct slice record, char delimiter, size_t columns)
{
	size_t rows = 0, delimiters = 0;
	for (size_t i = 0; i <= record.len; i++) {
		char c = i < record.len ? record.at[i] : '\n';
		delimiters += c == delimiter;
		if (c != '\n' && c != '\r')
			continue;
		rows += delimiters + 1 >= columns && delimiters > 0;
		delimiters = 0;
	}
	return rows;
}
