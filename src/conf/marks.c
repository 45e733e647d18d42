#include "conf/marks.h"

static bool
is_tail(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t
marks_offset(struct marks *marks, size_t index)
{
	const char *at = marks->text.at;
	size_t len = marks->text.len;
	while (marks->index < index && marks->offset < len) {
		do
			marks->offset++;
		while (marks->offset < len && is_tail(at[marks->offset]));
		marks->index++;
	}
	while (marks->index > index && marks->offset > 0) {
		do
			marks->offset--;
		while (marks->offset > 0 && is_tail(at[marks->offset]));
		marks->index--;
	}
	return marks->offset;
}

struct span
marks_span(const struct marks *marks, size_t from, size_t to)
{
	if (from > marks->text.len)
		from = marks->text.len;
	struct slice rest = slice_from(marks->text, from);
	size_t len = slice_find_char(rest, '\n');
	if (to > from && to - from < len)
		len = to - from;
	if (to <= from)
		len = 0;
	return sources_span(
	    marks->sources, marks->file, marks->from + from, len);
}

size_t
marks_line_start(const struct marks *marks, size_t offset)
{
	if (offset > marks->text.len)
		offset = marks->text.len;
	while (offset > 0 && marks->text.at[offset - 1] != '\n')
		offset--;
	return offset;
}

struct slice
marks_line(const struct marks *marks, size_t start)
{
	struct slice rest = slice_from(marks->text, start);
	return slice_part(rest, 0, slice_find_char(rest, '\n'));
}
