/*
 * The source line by line: tags out, placeholders in.
 *
 * A tag alone on its line becomes a paragraph of its own, a blank line on
 * either side, so that it splits whatever it stands in and still shows, by
 * where cmark puts that paragraph, which list item or quote it belongs to. A
 * table that a tag runs through is given its head again behind the tag;
 * join.c puts the rows back together.
 */
#include "base/code.h"
#include "base/utf8.h"
#include "letter/messages.h"
#include "letter/reading.h"
#include "letter/table_line.h"
#include "letter/tag.h"

/* The state while the lines go by. */
struct scan {
	struct reading *reading;
	uint32_t line; /* of the source, from 0 */
	struct slice text; /* the line */
	struct slice next_text; /* the line after, empty at the end */
	/* The table being read: its first two lines, as Markdown. */
	struct slice head, rule;
	bool in_table;
	bool parted; /* a text in a tag stands behind its rows */
	size_t table_depth; /* of the tags that it begins in */
	size_t depth;
	bool after_tag; /* the line before was a tag's */
	bool after_text; /* or held something else */
};

static void
start_line(struct scan *scan, enum line_origin origin)
{
	struct reading *reading = scan->reading;
	reading->lines =
	    arena_grow(reading->job_mem, reading->lines, &reading->line_room,
		reading->line_count + 1, sizeof *reading->lines);
	reading->lines[reading->line_count++] = (struct markdown_line){
	    .origin = origin,
	    .from = reading->markdown.len,
	    .source = scan->line,
	};
}

static void
end_line(struct reading *reading)
{
	struct markdown_line *line = &reading->lines[reading->line_count - 1];
	line->len = reading->markdown.len - line->from;
	strbuf_add_char(&reading->markdown, '\n');
}

static void
add_line(struct scan *scan, enum line_origin origin, struct slice prefix,
    struct slice rest)
{
	start_line(scan, origin);
	strbuf_add(&scan->reading->markdown, prefix);
	strbuf_add(&scan->reading->markdown, rest);
	end_line(scan->reading);
}

/* Blanks and quote marks before what a line says. */
static size_t
prefix_length(struct slice line)
{
	size_t at = 0;
	while (at < line.len && (line.at[at] == ' ' || line.at[at] == '\t' ||
				    line.at[at] == '>'))
		at++;
	return at;
}

static size_t
trimmed_length(struct slice line)
{
	size_t len = line.len;
	while (len && (line.at[len - 1] == ' ' || line.at[len - 1] == '\t'))
		len--;
	return len;
}

/* A prefix that a blank line of the same quote begins with. */
static struct slice
blank_prefix(struct slice prefix)
{
	return slice_part(prefix, 0, trimmed_length(prefix));
}

static void
add_placeholder(struct strbuf *out, size_t tag)
{
	strbuf_add_code(out, LETTER_PLACEHOLDER + (uint32_t)tag);
}

static void
add_tag_line(struct scan *scan, struct slice prefix, size_t tag)
{
	add_line(scan, LINE_ADDED, blank_prefix(prefix), SLICE(""));
	start_line(scan, LINE_TAG);
	strbuf_add(&scan->reading->markdown, prefix);
	add_placeholder(&scan->reading->markdown, tag);
	end_line(scan->reading);
	add_line(scan, LINE_ADDED, blank_prefix(prefix), SLICE(""));
	scan->after_tag = true;
	scan->reading->tags[tag].alone = true;
}

static bool
may_stand_alone(enum tag_kind kind)
{
	return kind != TAG_FIELD && kind != TAG_WRONG;
}

/* Offset of "}}" from `from`, or line.len. */
static size_t
find_close(struct slice line, size_t from)
{
	return from + slice_find(slice_from(line, from), SLICE("}}"));
}

/* A field alone on its line is text like any other. */
static void
add_field_line(struct scan *scan, size_t prefix, size_t end, size_t tag)
{
	struct strbuf *out = &scan->reading->markdown;
	scan->after_tag = scan->in_table = false;
	start_line(scan, LINE_SOURCE);
	strbuf_add(out, slice_part(scan->text, 0, prefix));
	add_placeholder(out, tag);
	strbuf_add(out, slice_from(scan->text, end));
	end_line(scan->reading);
}

/* The line is one tag and nothing else: reads it. */
static bool
scan_lone_tag(struct scan *scan, size_t prefix, size_t end)
{
	struct slice line = scan->text;
	if (end < prefix + 4 || !slice_starts(slice_from(line, prefix), "{{") ||
	    find_close(line, prefix + 2) != end - 2 ||
	    slice_starts(slice_from(line, prefix), "{{{"))
		return false;
	size_t tag =
	    tag_read(scan->reading, scan->line, line, prefix + 2, end - 2);
	if (tag == TAG_NONE)
		return true;
	struct tag *read = &scan->reading->tags[tag];
	if (read->kind == TAG_COMMENT)
		read->seen = true;
	else if (may_stand_alone(read->kind))
		add_tag_line(scan, slice_part(line, 0, prefix), tag);
	else
		add_field_line(scan, prefix, end, tag);
	if (read->kind == TAG_PART)
		scan->in_table = false;
	if (read->kind == TAG_IF || read->kind == TAG_EACH)
		scan->depth++;
	else if (scan->depth &&
		 (read->kind == TAG_END_IF || read->kind == TAG_END_EACH))
		scan->depth--;
	return true;
}

static bool
scan_attributes(struct scan *scan, size_t prefix, size_t end)
{
	size_t tag = tag_read_attributes(
	    scan->reading, scan->line, scan->text, prefix, end);
	if (tag == TAG_NONE)
		return false;
	scan->reading->tags[tag].within = scan->after_text;
	add_tag_line(scan, slice_part(scan->text, 0, prefix), tag);
	return true;
}

/* "- {lang=fi}": of the item's first block, which begins on the next line. */
static bool
scan_item(struct scan *scan, size_t prefix, size_t end)
{
	struct reading *reading = scan->reading;
	size_t mark = tag_item_mark(scan->text, prefix);
	if (!mark || mark >= end)
		return false;
	size_t tag =
	    tag_read_attributes(reading, scan->line, scan->text, mark, end);
	if (tag == TAG_NONE)
		return false;
	start_line(scan, LINE_SOURCE);
	strbuf_add(&reading->markdown, slice_part(scan->text, 0, mark));
	add_placeholder(&reading->markdown, tag);
	end_line(reading);
	reading_mark_printed(reading, reading->line_count - 1);
	add_line(scan, LINE_ADDED,
	    blank_prefix(slice_part(scan->text, 0, prefix)), SLICE(""));
	scan->after_tag = true;
	scan->in_table = false;
	reading->tags[tag].alone = true;
	return true;
}

static void
report_attributes(struct scan *scan, size_t at, size_t end)
{
	size_t close =
	    slice_find_char(slice_part(scan->text, at, end - at), '}');
	REPORT(scan->reading->diag,
	    reading_span(scan->reading, scan->line, scan->text, at,
		close < end - at ? close + 1 : end - at),
	    &letter_attributes_in_text, NO_ARGS);
	HINT(scan->reading->diag, &letter_in_text_cure, NO_ARGS);
}

/* "# Heading {#name}": the attributes go before, *end moves to the left. */
static void
scan_heading(struct scan *scan, size_t prefix, size_t *end)
{
	struct slice line = slice_part(scan->text, 0, *end);
	if (prefix >= line.len || line.at[prefix] != '#' ||
	    !slice_ends(line, "}"))
		return;
	size_t open = line.len;
	while (open > prefix && line.at[open - 1] != '{')
		open--;
	if (open < prefix + 2 || line.at[open - 2] != ' ')
		return;
	size_t tag = tag_read_attributes(
	    scan->reading, scan->line, scan->text, open - 1, *end);
	if (tag == TAG_NONE)
		return;
	add_tag_line(scan, slice_part(line, 0, prefix), tag);
	*end = trimmed_length(slice_part(line, 0, open - 1));
	scan->text.len = *end;
}

static void
report_here(
    struct scan *scan, size_t from, size_t len, const struct message *message)
{
	REPORT(scan->reading->diag,
	    reading_span(scan->reading, scan->line, scan->text, from, len),
	    message, NO_ARGS);
}

/* Reads the tag at `at`; returns where the line goes on. */
static size_t
scan_tag(struct scan *scan, size_t at, size_t end)
{
	struct slice line = slice_part(scan->text, 0, end);
	size_t close = find_close(line, at + 2);
	size_t again =
	    at + 2 + slice_find(slice_from(line, at + 2), SLICE("{{"));
	if (slice_starts(slice_from(line, at), "{{{")) {
		report_here(scan, at, 3, &letter_three_braces);
		HINT(scan->reading->diag, &letter_write_this, ARGS("{{Name}}"));
		while (close + 2 < end && line.at[close + 2] == '}')
			close++;
		return close >= end ? end : close + 2;
	}
	if (close >= end || again < close) {
		report_here(scan, at, 2, &letter_unclosed_field);
		HINT(scan->reading->diag, &letter_close_on_line, NO_ARGS);
		return again < end ? again : end;
	}
	size_t tag =
	    tag_read(scan->reading, scan->line, scan->text, at + 2, close);
	if (tag == TAG_NONE)
		return close + 2;
	struct tag *read = &scan->reading->tags[tag];
	if (read->kind == TAG_COMMENT || read->kind == TAG_WRONG) {
		read->seen = true;
		return close + 2;
	}
	if (read->kind == TAG_PART) {
		REPORT(scan->reading->diag, read->span, &letter_part_not_alone,
		    NO_ARGS);
		read->kind = TAG_WRONG;
		read->seen = true;
		return close + 2;
	}
	add_placeholder(&scan->reading->markdown, tag);
	return close + 2;
}

/* The characters that no letter may hold, since they stand for tags here. */
static bool
is_private(uint32_t code)
{
	return code_is(code, CODE_PRIVATE) || code >= 0xf0000;
}

static bool
is_control(uint32_t code)
{
	return code == UTF8_INVALID ||
	       (code != '\t' && code_is(code, CODE_CONTROL | CODE_LINE));
}

static void
report_character(struct scan *scan, size_t from, size_t len, uint32_t code)
{
	char name[16];
	snprintf(name, sizeof name, "U+%04X", code);
	REPORT(scan->reading->diag,
	    reading_span(scan->reading, scan->line, scan->text, from, len),
	    is_private(code) ? &letter_private_character
			     : &letter_control_character,
	    ARGS(name));
	if (code == 0xf0b7 || code == 0xf0a7)
		HINT(scan->reading->diag, &letter_word_bullet, NO_ARGS);
	else if (code == 0x0b || code == 0x2028 || code == 0x2029)
		HINT(scan->reading->diag, &letter_line_character, NO_ARGS);
	else
		HINT(scan->reading->diag, &letter_remove_character, NO_ARGS);
}

/* The value of a digit in base 10 or 16, or -1. */
static int
digit_value(char c, bool hex)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f')
		return (c | 0x20) - 'a' + 10;
	return -1;
}

/* "&#xE000;" would be a placeholder, "&#10;" a line feed. */
static void
check_entity(struct scan *scan, size_t at)
{
	struct slice rest = slice_from(scan->text, at + 2);
	bool hex = rest.len && (rest.at[0] | 0x20) == 'x';
	uint32_t code = 0;
	size_t i = hex;
	for (; i < rest.len && i < 9; i++) {
		int value = digit_value(rest.at[i], hex);
		if (value < 0)
			break;
		code = code * (hex ? 16 : 10) + (uint32_t)value;
	}
	if (i == hex || i >= rest.len || rest.at[i] != ';')
		return;
	if (is_private(code) || is_control(code) || code == '\t')
		report_character(scan, at, i + 3, code);
}

/* Not before the text, nor between Word's bullet and the text. */
static bool
is_inner_tab(struct slice line, size_t at)
{
	size_t prefix = prefix_length(line);
	bool bullet = at > prefix && at <= prefix + 3 &&
		      (unsigned char)line.at[prefix] >= 0x80;
	return at > prefix && !bullet;
}

/* One character of text that is not a tag; returns where the line goes on. */
static size_t
scan_character(struct scan *scan, size_t at, bool *said_tab)
{
	size_t next = at;
	uint32_t code = utf8_next(scan->text, &next);
	struct slice bytes = slice_part(scan->text, at, next - at);
	if (code == '\t' && is_inner_tab(scan->text, at) && !*said_tab) {
		report_here(scan, at, 1, &letter_tab);
		HINT(scan->reading->diag, &letter_use_table, NO_ARGS);
		*said_tab = true;
	}
	if (is_private(code) || is_control(code)) {
		report_character(scan, at, next - at, code);
		return next;
	}
	if (code == '&' && slice_starts(slice_from(scan->text, at), "&#"))
		check_entity(scan, at);
	strbuf_add(&scan->reading->markdown, bytes);
	return next;
}

static void
scan_text(struct scan *scan, size_t end)
{
	bool said_tab = false;
	start_line(scan, LINE_SOURCE);
	for (size_t at = 0; at < end;) {
		struct slice rest = slice_part(scan->text, at, end - at);
		if (slice_starts(rest, "{{")) {
			at = scan_tag(scan, at, end);
		} else if (slice_starts(rest, "}}")) {
			report_here(scan, at, 2, &letter_stray_braces);
			at += 2;
		} else {
			if (*rest.at == '{' &&
			    tag_begins_attributes(
				slice_part(scan->text, 0, end), at))
				report_attributes(scan, at, end);
			at = scan_character(scan, at, &said_tab);
		}
	}
	if (end < scan->text.len)
		strbuf_add(
		    &scan->reading->markdown, slice_from(scan->text, end));
	end_line(scan->reading);
}

/* Behind a tag inside a table: its head again, for the rows that follow. */
static void
repeat_head(struct scan *scan, size_t prefix)
{
	if (!scan->in_table || !scan->after_tag ||
	    table_line_is_rule(slice_from(scan->next_text, prefix)) ||
	    !table_line_has_bar(scan->text))
		return;
	struct slice before = slice_part(scan->text, 0, prefix);
	add_line(scan, LINE_ADDED, before, scan->head);
	add_line(scan, LINE_ADDED, before, scan->rule);
}

static struct slice
last_line(struct scan *scan, size_t prefix)
{
	struct reading *reading = scan->reading;
	struct slice line = reading_line(reading, reading->line_count - 1);
	return arena_dup(reading->job_mem, slice_from(line, prefix));
}

/* Is the line just written the first of a table, or the end of one? */
static void
follow_table(struct scan *scan, size_t prefix)
{
	struct slice line = last_line(scan, prefix);
	struct slice next =
	    slice_from(scan->next_text, prefix_length(scan->next_text));
	if (scan->in_table && !table_line_has_bar(line)) {
		/* Rows behind it are refused (join.c), not taken for text. */
		scan->parted = scan->depth > scan->table_depth;
		scan->in_table = scan->parted;
	}
	if (scan->in_table && scan->rule.len == 0)
		scan->rule = line;
	/* The first line of an item stands behind its mark. */
	size_t marks = table_line_marks(line);
	if (marks && prefix_length(scan->next_text) >= prefix + marks)
		line = slice_from(line, marks);
	if ((!scan->in_table || scan->parted) && table_line_is_rule(next) &&
	    table_line_count(line) == table_line_count(next)) {
		scan->in_table = true;
		scan->parted = false;
		scan->table_depth = scan->depth;
		scan->head = line;
		scan->rule = (struct slice){NULL, 0};
	}
}

static void
scan_line(struct scan *scan)
{
	size_t prefix = prefix_length(scan->text);
	size_t end = trimmed_length(scan->text);
	if (end < prefix)
		end = prefix;
	bool lone = scan_attributes(scan, prefix, end) ||
		    scan_item(scan, prefix, end) ||
		    scan_lone_tag(scan, prefix, end);
	scan->after_text = !lone && end > prefix;
	if (lone)
		return;
	scan_heading(scan, prefix, &end);
	repeat_head(scan, prefix);
	scan->after_tag = false;
	scan_text(scan, end);
	follow_table(scan, prefix);
}

static struct slice
take_line(struct slice text, size_t *at)
{
	size_t from = *at < text.len ? *at : text.len;
	size_t len = slice_find_char(slice_from(text, from), '\n');
	*at = from + len + 1;
	return slice_part(text, from, len);
}

void
scan_source(struct reading *reading)
{
	struct scan scan = {.reading = reading};
	for (size_t at = 0; at < reading->text.len; scan.line++) {
		scan.text = take_line(reading->text, &at);
		size_t ahead = at;
		scan.next_text = take_line(reading->text, &ahead);
		scan_line(&scan);
	}
}
