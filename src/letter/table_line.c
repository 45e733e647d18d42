#include "letter/table_line.h"

size_t
table_line_next_bar(struct slice line, size_t from)
{
	for (size_t at = from; at < line.len; at++) {
		if (line.at[at] == '\\')
			at++;
		else if (line.at[at] == '|')
			return at;
	}
	return line.len;
}

bool
table_line_has_bar(struct slice line)
{
	return table_line_next_bar(line, 0) < line.len;
}

size_t
table_line_count(struct slice line)
{
	line = slice_trim(line);
	if (!line.len)
		return 0;
	size_t at = line.at[0] == '|' ? 1 : 0;
	size_t count = 0;
	while (at < line.len) {
		count++;
		at = table_line_next_bar(line, at) + 1;
	}
	return count;
}

static bool
is_rule_cell(struct slice cell)
{
	cell = slice_trim(cell);
	if (slice_starts(cell, ":"))
		cell = slice_from(cell, 1);
	if (slice_ends(cell, ":"))
		cell.len--;
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.at[i] != '-')
			return false;
	}
	return cell.len > 0;
}

bool
table_line_is_rule(struct slice line)
{
	line = slice_trim(line);
	if (!line.len || !(table_line_has_bar(line) || line.at[0] == ':'))
		return false;
	size_t at = line.at[0] == '|' ? 1 : 0;
	while (at < line.len) {
		size_t bar = table_line_next_bar(line, at);
		if (!is_rule_cell(slice_part(line, at, bar - at)))
			return false;
		at = bar + 1;
	}
	return line.len > 1;
}

/* "- ", "12. " and the like; 0 where there is none. */
static size_t
mark_length(struct slice line)
{
	size_t digits = 0;
	while (digits < line.len && digits < 9 && line.at[digits] >= '0' &&
	       line.at[digits] <= '9')
		digits++;
	const char *marks = digits ? ".)" : "-+*";
	if (digits >= line.len ||
	    !memchr(marks, line.at[digits], strlen(marks)))
		return 0;
	size_t at = digits + 1;
	while (at < line.len && (line.at[at] == ' ' || line.at[at] == '\t'))
		at++;
	return at > digits + 1 ? at : 0;
}

size_t
table_line_marks(struct slice line)
{
	size_t at = 0, len;
	while ((len = mark_length(slice_from(line, at))) > 0)
		at += len;
	return at;
}
