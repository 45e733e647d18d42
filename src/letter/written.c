#include "letter/written.h"

#include "base/code.h"

void
written_text(struct strbuf *out, struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (strchr("\\`*_[]<>|~&{}", text.at[i]) && text.at[i])
			strbuf_add_char(out, '\\');
		strbuf_add_char(out, text.at[i]);
	}
}

/* Length of "12." or "12)" without its sign, or 0. */
static size_t
number_at(struct slice line)
{
	size_t at = 0;
	while (at < line.len && char_is_digit(line.at[at]))
		at++;
	bool sign = at && at < 10 && at < line.len &&
		    (line.at[at] == '.' || line.at[at] == ')');
	return sign ? at : 0;
}

static void
write_line(struct strbuf *out, struct slice line)
{
	size_t number = number_at(line);
	/* ":-" would make the line above it a table's head */
	if ((line.len && strchr("-+=#", line.at[0])) ||
	    slice_starts(line, ":-"))
		strbuf_add_char(out, '\\');
	strbuf_add(out, slice_part(line, 0, number));
	if (number)
		strbuf_add_char(out, '\\');
	strbuf_add(out, slice_from(line, number));
}

void
written_lines(struct strbuf *out, struct slice lines, bool first)
{
	for (bool more = true; more; first = true) {
		size_t len = slice_find_char(lines, '\n');
		struct slice line = slice_part(lines, 0, len);
		more = len < lines.len;
		if (first)
			write_line(out, line);
		else
			strbuf_add(out, line);
		if (more)
			strbuf_add_char(out, '\n');
		lines = slice_from(lines, len + 1);
	}
}

void
written_field(struct strbuf *out, const struct letter_field *field)
{
	if (field->use == USE_TABLE)
		expr_write_name(out, field->source);
	else if (field->of_word && field->expr)
		expr_write(out, field->expr);
	else
		strbuf_add(out, field->source);
}

static void
write_scalar(struct strbuf *out, struct slice text)
{
	strbuf_add_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\'')
			strbuf_add_char(out, '\'');
		strbuf_add_char(out, text.at[i]);
	}
	strbuf_add_char(out, '\'');
}

void
written_front(struct strbuf *out, const struct letter *letter)
{
	strbuf_add_text(out, "---\nlanguage: ");
	strbuf_add(out, letter->language);
	strbuf_add_char(out, '\n');
	if (letter->subject.len) {
		strbuf_add_text(out, "subject: ");
		write_scalar(out, letter->subject);
		strbuf_add_char(out, '\n');
	}
	strbuf_add_text(out, "---\n");
}
