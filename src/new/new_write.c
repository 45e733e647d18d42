#include "new/new_write.h"

#include "base/code.h"
#include "base/utf8.h"
#include "conf/keynames.h"
#include "conf/scalar.h"
#include "expr/expr.h"
#include "new/messages.h"
#include "text/normal.h"

#define COMMENT_COLUMN 34

void
new_end_line(struct new_writer *writer)
{
	strbuf_add_char(writer->out, '\n');
	writer->line = writer->out->len;
}

/* Names of columns stand in some: nothing of them may end the comment. */
void
new_comment(struct new_writer *writer, const struct message *message,
    size_t count, const struct argument *arguments)
{
	struct strbuf text = {0};
	size_t used =
	    utf8_count(slice_from(strbuf_view(writer->out), writer->line));
	/* Without a blank before it, it would be of the value. */
	bool is_beside = used >= COMMENT_COLUMN;
	for (; used && used < COMMENT_COLUMN; used++)
		strbuf_add_char(writer->out, ' ');
	strbuf_add_text(writer->out, is_beside ? "  # " : "# ");
	message_write(&text, writer->source->words, message, count, arguments);
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(strbuf_view(&text), &at);
		strbuf_add_code(
		    writer->out, conf_is_unprintable(code) ? ' ' : code);
	}
	strbuf_fini(&text);
	new_end_line(writer);
}

static bool
is_swedish(const struct new_writer *writer)
{
	return strcmp(writer->source->language, "sv") == 0;
}

void
new_word(struct new_writer *writer, const char *word)
{
	size_t indent = strspn(word, " ");
	strbuf_print(writer->out, "%*s%s", (int)indent, "",
	    is_swedish(writer) ? keyname_swedish(word + indent)
			       : word + indent);
}

void
new_key(struct new_writer *writer, const char *indented)
{
	new_word(writer, indented);
	strbuf_add_text(writer->out, ": ");
}

void
new_map(struct new_writer *writer, const char *indented)
{
	new_word(writer, indented);
	strbuf_add_char(writer->out, ':');
	new_end_line(writer);
}

struct slice
new_name_part(
    const struct new_writer *writer, struct arena *mem, enum new_part part)
{
	static const char *const functions[2][2] = {
	    {"first_names", "surname"}, {"förnamn", "efternamn"}};
	struct strbuf out = {0};
	strbuf_print(&out, "%s(", functions[is_swedish(writer)][part]);
	expr_write_name(&out, new_column_name(writer, NEW_NAME));
	strbuf_add_char(&out, ')');
	struct slice made = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return made;
}

struct slice
new_called(const struct new_writer *writer, struct arena *mem)
{
	const struct profile *profile = writer->source->profile;
	struct strbuf name = {0};
	message_write(&name, writer->source->words, &new_word_called, NO_ARGS);
	struct slice called = arena_dup(mem, strbuf_view(&name));
	strbuf_fini(&name);
	for (size_t i = 0; i < profile->count; i++) {
		if (text_same(profile->columns[i].name, called))
			called.len = 0;
	}
	return called;
}

struct slice
new_column_name(const struct new_writer *writer, enum new_role role)
{
	size_t column = writer->source->guess->columns[role];
	return column == NEW_NONE
		   ? (struct slice){NULL, 0}
		   : writer->source->profile->columns[column].name;
}

bool
new_has(const struct new_writer *writer, enum new_role role)
{
	return writer->source->guess->columns[role] != NEW_NONE;
}

void
new_add_gap(struct new_writer *writer)
{
	message_write(
	    writer->out, writer->source->words, &new_word_gap, NO_ARGS);
}

void
new_add_role(struct new_writer *writer, const char *indented,
    enum new_role role, bool required)
{
	if (!new_has(writer, role) && !required)
		return;
	new_key(writer, indented);
	if (new_has(writer, role)) {
		conf_write_scalar(writer->out, new_column_name(writer, role));
		new_end_line(writer);
	} else {
		new_add_gap(writer);
		NEW_COMMENT(writer, &new_word_which_column, NO_ARGS);
	}
}
