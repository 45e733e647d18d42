#include "conf/marks.h"

#include "base/utf8.h"

struct marks
marks_of(const struct sources *sources, uint32_t file, size_t from, size_t len)
{
	return (struct marks){
	    .sources = sources,
	    .file = file,
	    .from = from,
	    .text = slice_part(sources_text(sources, file), from, len),
	    .start = sources_span(sources, file, from, 0),
	};
}

static bool
is_tail(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

static void
step_on(struct marks *marks)
{
	const char *at = marks->text.at;
	bool feed = at[marks->offset] == '\n';
	do
		marks->offset++;
	while (marks->offset < marks->text.len && is_tail(at[marks->offset]));
	marks->index++;
	marks->line += feed;
	marks->column = feed ? 0 : marks->column + 1;
}

static void
step_back(struct marks *marks)
{
	const char *at = marks->text.at;
	do
		marks->offset--;
	while (marks->offset > 0 && is_tail(at[marks->offset]));
	marks->index--;
	if (at[marks->offset] != '\n') {
		marks->column--;
		return;
	}
	marks->line--;
	size_t start = marks_line_start(marks, marks->offset);
	marks->column = (uint32_t)utf8_count(
	    slice_part(marks->text, start, marks->offset - start));
}

size_t
marks_offset(struct marks *marks, size_t index)
{
	while (marks->index < index && marks->offset < marks->text.len)
		step_on(marks);
	while (marks->index > index && marks->offset > 0)
		step_back(marks);
	return marks->offset;
}

struct span
marks_span(struct marks *marks, size_t from, size_t to)
{
	while (marks->offset < from && marks->offset < marks->text.len)
		step_on(marks);
	while (marks->offset > from)
		step_back(marks);
	struct slice rest = slice_from(marks->text, from);
	size_t len = slice_find_char(
	    slice_part(rest, 0, to > from ? to - from : 0), '\n');
	return (struct span){
	    .file = marks->file,
	    .line = marks->start.line + marks->line,
	    .column = marks->column + (marks->line ? 1 : marks->start.column),
	    .length = (uint32_t)utf8_count(slice_part(rest, 0, len)),
	};
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
