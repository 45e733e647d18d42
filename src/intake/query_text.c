#include "intake/query_text.h"

#include <ctype.h>
#include <strings.h>

#include "intake/messages.h"

struct scan {
	struct slice text;
	size_t at;
	/* Dialects differ on where a string ends (a backslash before a quote, a
	 * quote in brackets): from then on every semicolon counts. */
	bool unclear;
	size_t semicolon; /* the first outside strings; text.len: none */
	size_t end; /* behind the last that is neither blank nor comment */
	size_t words; /* outside strings and comments */
	struct slice first, before; /* the first word, and the one before */
	bool ordered;
};

static bool
is_at(const struct scan *scan, const char *sign)
{
	return slice_starts(slice_from(scan->text, scan->at), sign);
}

static void
meet_semicolon(struct scan *scan, size_t at)
{
	if (scan->semicolon > at)
		scan->semicolon = at;
}

/* Steps over what is quoted, or to the text's end. */
static void
skip_quoted(struct scan *scan)
{
	char quote = scan->text.at[scan->at++];
	for (; scan->at < scan->text.len; scan->at++) {
		char c = scan->text.at[scan->at];
		if (c == quote)
			break;
		scan->unclear = scan->unclear || c == '\\';
		if (c == ';' && scan->unclear)
			meet_semicolon(scan, scan->at);
	}
	scan->at++;
	scan->end = scan->at;
}

/* MySQL runs what stands in such a comment, and wants a blank behind "--". */
static bool
may_be_code(const struct scan *scan)
{
	struct slice rest = slice_from(scan->text, scan->at);
	return slice_starts(rest, "/*!") || slice_starts(rest, "/*+") ||
	       (slice_starts(rest, "--") && rest.len > 2 &&
		   !isspace((unsigned char)rest.at[2]) && rest.at[2] != '-');
}

static void
skip_comment(struct scan *scan)
{
	bool line = is_at(scan, "--"), code = may_be_code(scan);
	struct slice rest = slice_from(scan->text, scan->at + 2);
	size_t len =
	    line ? slice_find_char(rest, '\n') : slice_find(rest, SLICE("*/"));
	size_t semicolon = slice_find_char(slice_part(rest, 0, len), ';');
	if ((code || scan->unclear) && semicolon < len)
		meet_semicolon(scan, scan->at + 2 + semicolon);
	scan->at += 2 + len + (line ? 0 : 2);
	if (code)
		scan->end = scan->at;
}

static bool
is_word(struct slice word, const char *other)
{
	return word.len == strlen(other) &&
	       strncasecmp(word.at, other, word.len) == 0;
}

static void
take_word(struct scan *scan)
{
	size_t from = scan->at;
	while (scan->at < scan->text.len) {
		unsigned char c = (unsigned char)scan->text.at[scan->at];
		if (!isalnum(c) && c != '_' && c < 0x80)
			break;
		scan->at++;
	}
	struct slice word = slice_part(scan->text, from, scan->at - from);
	if (!scan->words++)
		scan->first = word;
	scan->ordered = scan->ordered ||
			(is_word(scan->before, "order") && is_word(word, "by"));
	scan->before = word;
	scan->end = scan->at;
}

/* A quote in brackets: a name of one dialect, a string of another. */
static void
take_bracket(struct scan *scan)
{
	struct slice rest = slice_from(scan->text, scan->at);
	size_t len = slice_find_char(rest, ']');
	for (size_t i = 0; i < len; i++)
		scan->unclear = scan->unclear || strchr("'\"`", rest.at[i]);
}

static void
take_sign(struct scan *scan)
{
	char c = scan->text.at[scan->at];
	if (c == ';') {
		meet_semicolon(scan, scan->at++);
		return;
	}
	if (c == '[')
		take_bracket(scan);
	scan->at++;
	if (!isspace((unsigned char)c))
		scan->end = scan->at;
}

static void
scan_all(struct scan *scan)
{
	while (scan->at < scan->text.len) {
		unsigned char c = (unsigned char)scan->text.at[scan->at];
		if (c == '\'' || c == '"' || c == '`')
			skip_quoted(scan);
		else if (is_at(scan, "--") || is_at(scan, "/*"))
			skip_comment(scan);
		else if (isalnum(c) || c == '_' || c >= 0x80)
			take_word(scan);
		else
			take_sign(scan);
	}
	if (scan->end > scan->text.len)
		scan->end = scan->text.len;
}

bool
query_text_check(
    struct slice text, uint32_t file, struct slice *query, struct diag *diag)
{
	struct scan scan = {.text = text, .semicolon = text.len};
	struct span span = {.file = file};
	scan_all(&scan);
	*query = slice_part(text, 0, scan.end);
	if (scan.semicolon < scan.end) {
		REPORT(diag,
		    sources_span(diag_sources(diag), file, scan.semicolon, 1),
		    &intake_several_statements, NO_ARGS);
		return false;
	}
	if (!is_word(scan.first, "select") && !is_word(scan.first, "with") &&
	    !is_word(scan.first, "values") && !is_word(scan.first, "table")) {
		REPORT(diag, span, &intake_not_a_query, NO_ARGS);
		return false;
	}
	if (!scan.ordered)
		REPORT(diag, span, &intake_no_order, NO_ARGS);
	return true;
}
