#include "conf/fault.h"

#include "base/memory.h"
#include "base/strbuf.h"
#include "conf/messages.h"

/* Signs with which a plain value cannot begin (YAML 1.1, 9.1.3; 5.3). */
#define INDICATORS "[]{},*&%@`!|>#?-"

struct fault {
	struct marks *marks;
	struct diag *diag;
	const char *problem;
	size_t at; /* where libyaml stumbled */
	size_t context; /* where what it was reading began, or `at` */
	size_t line_at; /* where the line of `at` begins */
	struct slice line;
	struct slice value; /* the line's value, view of line */
};

static size_t
skip_blanks(struct slice line, size_t at)
{
	while (at < line.len && (line.at[at] == ' ' || line.at[at] == '\t'))
		at++;
	return at;
}

static bool
is_end(struct slice line, size_t at)
{
	return at >= line.len || line.at[at] == ' ' || line.at[at] == '\t';
}

/* The value of "  - key: value", without blanks at its ends. */
static struct slice
find_value(struct slice line)
{
	size_t at = skip_blanks(line, 0);
	while (at < line.len && line.at[at] == '-' && is_end(line, at + 1))
		at = skip_blanks(line, at + 1);
	for (size_t i = at; i < line.len; i++) {
		if (line.at[i] == ':' && is_end(line, i + 1))
			return slice_trim(slice_from(line, i + 1));
	}
	return slice_trim(slice_from(line, at));
}

static bool
says(const struct fault *fault, const char *words)
{
	return strstr(fault->problem, words) != NULL;
}

static struct span
span_of(const struct fault *fault, struct slice part)
{
	size_t from = fault->line_at + (size_t)(part.at - fault->line.at);
	return marks_span(fault->marks, from, from + part.len);
}

static struct span
span_at(const struct fault *fault, size_t offset)
{
	return marks_span(fault->marks, offset, offset + 1);
}

/* The value as it should have been written. */
static void
hint_quoted(struct diag *diag, struct slice value)
{
	struct strbuf out = {0};
	bool has_double = slice_find_char(value, '"') < value.len ||
			  slice_find_char(value, '\\') < value.len;
	char quote = has_double ? '\'' : '"';
	strbuf_add_char(&out, quote);
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] == quote)
			strbuf_add_char(&out, quote);
		strbuf_add_char(&out, value.at[i]);
	}
	strbuf_add_char(&out, quote);
	HINT(diag, &conf_write, ARGS(strbuf_view(&out)));
	strbuf_fini(&out);
}

static bool
report_reader(const yaml_parser_t *parser, struct fault *fault)
{
	if (parser->error != YAML_READER_ERROR)
		return false;
	char code[16];
	snprintf(code, sizeof code, "%04X", (unsigned)parser->problem_value);
	REPORT(fault->diag, span_at(fault, parser->problem_offset),
	    &conf_control, ARGS((const char *)code));
	return true;
}

static bool
report_tab(const struct fault *fault)
{
	size_t indent = skip_blanks(fault->line, 0);
	struct slice blanks = slice_part(fault->line, 0, indent);
	size_t tab = slice_find_char(blanks, '\t');
	bool here = fault->at < fault->marks->text.len &&
		    fault->marks->text.at[fault->at] == '\t';
	if (tab == blanks.len && !here)
		return false;
	REPORT(fault->diag,
	    span_at(fault, tab < blanks.len ? fault->line_at + tab : fault->at),
	    &conf_tab, NO_ARGS);
	HINT(fault->diag, &conf_tab_hint, NO_ARGS);
	return true;
}

static bool
report_open_quote(const struct fault *fault, size_t open_quote)
{
	if (open_quote == SIZE_MAX &&
	    (says(fault, "unexpected end of stream") ||
		says(fault, "unexpected document indicator")))
		open_quote = fault->context;
	if (open_quote == SIZE_MAX)
		return false;
	REPORT(
	    fault->diag, span_at(fault, open_quote), &conf_open_quote, NO_ARGS);
	return true;
}

static bool
report_escape(const struct fault *fault)
{
	if (!says(fault, "escape") && !says(fault, "hexdecimal"))
		return false;
	REPORT(fault->diag, span_at(fault, fault->at), &conf_escape, NO_ARGS);
	HINT(fault->diag, &conf_escape_hint, NO_ARGS);
	return true;
}

/* "name: Fritt val: del 1" */
static bool
report_colon(const struct fault *fault)
{
	if (!says(fault, "mapping values are not allowed"))
		return false;
	bool again = slice_find(fault->value, SLICE(": ")) < fault->value.len ||
		     slice_ends(fault->value, ":");
	if (!again)
		return false;
	REPORT(fault->diag, span_of(fault, fault->value), &conf_colon, NO_ARGS);
	hint_quoted(fault->diag, fault->value);
	return true;
}

/* Whether the value is like "[a] < b": the bracket is closed and something
 * follows. */
static bool
goes_on_behind(struct slice value, char open, char close)
{
	int depth = 0;
	for (size_t i = 0; i < value.len; i++) {
		depth += (value.at[i] == open) - (value.at[i] == close);
		if (depth == 0)
			return i + 1 < value.len;
	}
	return false;
}

/* "when: [Beslut till] < [gäller från]", "share: %" */
static bool
report_start(const struct fault *fault)
{
	struct slice value = fault->value;
	if (!value.len || !strchr(INDICATORS, value.at[0]))
		return false;
	if ((value.at[0] == '[' && !goes_on_behind(value, '[', ']')) ||
	    (value.at[0] == '{' && !goes_on_behind(value, '{', '}')))
		return false;
	REPORT(fault->diag, span_of(fault, value), &conf_start,
	    ARGS(slice_part(value, 0, 1)));
	hint_quoted(fault->diag, value);
	return true;
}

/* 'name: "Fritt val" i hemtjänsten' */
static bool
report_behind_quote(const struct fault *fault)
{
	struct slice value = fault->value;
	if (!value.len || (value.at[0] != '"' && value.at[0] != '\''))
		return false;
	size_t close = 1 + slice_find_char(slice_from(value, 1), value.at[0]);
	if (close + 1 >= value.len)
		return false;
	REPORT(fault->diag, span_at(fault, fault->at), &conf_behind_quote,
	    NO_ARGS);
	hint_quoted(fault->diag, value);
	return true;
}

static bool
report_open_bracket(const struct fault *fault)
{
	if (!says(fault, "',' or"))
		return false;
	const char *bracket = says(fault, "']'") ? "[" : "{";
	REPORT(fault->diag, span_at(fault, fault->context), &conf_open_bracket,
	    ARGS(bracket));
	return true;
}

/* "name:Fritt val", or running text, in the line at `start` */
static void
report_line(const struct fault *fault, size_t start)
{
	struct slice line = marks_line(fault->marks, start);
	size_t indent = skip_blanks(line, 0);
	REPORT(fault->diag,
	    marks_span(fault->marks, start + indent, start + line.len),
	    &conf_no_colon, NO_ARGS);
	if (slice_find_char(line, ':') < line.len)
		HINT(fault->diag, &conf_colon_blank, NO_ARGS);
}

static bool
has_bare_colon(struct slice line)
{
	return slice_find_char(line, ':') < line.len &&
	       slice_find(line, SLICE(": ")) == line.len &&
	       !slice_ends(line, ":");
}

static bool
report_no_colon(const struct fault *fault)
{
	if (says(fault, "could not find expected ':'")) {
		report_line(
		    fault, marks_line_start(fault->marks, fault->context));
		return true;
	}
	/* A first line of this kind is read on into the second. */
	if (!says(fault, "mapping values are not allowed") || !fault->line_at)
		return false;
	size_t before = marks_line_start(fault->marks, fault->line_at - 1);
	if (!has_bare_colon(slice_trim(marks_line(fault->marks, before))))
		return false;
	report_line(fault, before);
	return true;
}

static bool
report_indent(const struct fault *fault)
{
	if (!says(fault, "did not find expected") && !says(fault, "context"))
		return false;
	size_t indent = skip_blanks(fault->line, 0);
	REPORT(fault->diag, span_at(fault, fault->line_at + indent),
	    &conf_indent, NO_ARGS);
	HINT(fault->diag, &conf_indent_hint, NO_ARGS);
	return true;
}

static void
init_fault(struct fault *fault, const yaml_parser_t *parser,
    struct marks *marks, struct diag *diag)
{
	fault->marks = marks;
	fault->diag = diag;
	fault->problem = parser->problem;
	fault->at = marks_offset(marks, parser->problem_mark.index);
	fault->context = parser->context
			     ? marks_offset(marks, parser->context_mark.index)
			     : fault->at;
	fault->line_at = marks_line_start(marks, fault->at);
	fault->line = marks_line(marks, fault->line_at);
	fault->value = find_value(fault->line);
}

/*
 * The same on the line where libyaml began what it was reading: it often
 * notices a fault only on the line after.
 */
static void
step_back(struct fault *fault)
{
	fault->line_at = marks_line_start(fault->marks, fault->context);
	fault->line = marks_line(fault->marks, fault->line_at);
	fault->value = find_value(fault->line);
}

void
fault_report(const yaml_parser_t *parser, struct marks *marks,
    size_t open_quote, struct diag *diag)
{
	struct fault fault;
	if (parser->error == YAML_MEMORY_ERROR)
		memory_exhausted();
	init_fault(&fault, parser, marks, diag);
	if (report_reader(parser, &fault) || report_tab(&fault) ||
	    report_open_quote(&fault, open_quote) || report_escape(&fault) ||
	    report_colon(&fault) || report_start(&fault) ||
	    report_behind_quote(&fault) || report_open_bracket(&fault))
		return;
	struct fault before = fault;
	step_back(&before);
	if (says(&fault, "tag") || says(&fault, "directive")) {
		if (report_start(&before))
			return;
	}
	if (report_no_colon(&fault) || report_indent(&fault))
		return;
	REPORT(
	    diag, span_at(&fault, fault.at), &conf_syntax, ARGS(fault.problem));
}
