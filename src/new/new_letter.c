/*
 * new/new_letter.c - the first letter beside a new job file.
 */
#include "conf/scalar.h"
#include "expr/expr.h"
#include "new/messages.h"
#include "new/new_write.h"

/* Writes the column as a field names it; false where no field can. Found by its
 * spelling, it has no braces. */
static bool
add_field(struct strbuf *out, struct slice name)
{
	for (size_t i = 0; i < name.len; i++) {
		if ((unsigned char)name.at[i] < 0x20)
			return false;
	}
	if (name.len)
		expr_write_name(out, name);
	return name.len > 0;
}

/* By the first names, also where the register has them behind the surname. */
static bool
add_greeted(struct new_writer *writer, struct strbuf *out)
{
	if (!writer->source->guess->surname_first)
		return add_field(
		    out, new_column_name(writer, new_has(writer, NEW_FIRST_NAME)
						     ? NEW_FIRST_NAME
						     : NEW_NAME));
	struct arena *mem = arena_new();
	struct slice called = new_called(writer, mem);
	struct slice part = new_name_part(writer, mem, NEW_PART_FIRST);
	bool made = add_field(out, called);
	if (!made && slice_find_char(part, '}') == part.len) {
		strbuf_add(out, part);
		made = true;
	}
	arena_free(mem);
	return made;
}

void
new_text_letter(struct strbuf *out, const struct new_source *source)
{
	struct new_writer writer = {
	    .out = out, .source = source, .line = out->len};
	struct strbuf field = {0};
	strbuf_add_text(out, "---\n");
	new_key(&writer, "language");
	strbuf_print(out, "%s\n", source->language);
	new_key(&writer, "subject");
	struct strbuf subject = {0};
	message_write(
	    &subject, source->words, &new_word_letter_subject, NO_ARGS);
	conf_write_scalar(out, strbuf_view(&subject));
	strbuf_fini(&subject);
	strbuf_add_text(out, "\n---\n# ");
	message_write(out, source->words, &new_word_letter_subject, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	if (add_greeted(&writer, &field))
		message_write(out, source->words, &new_word_letter_hello,
		    ARGS(strbuf_view(&field)));
	else
		message_write(
		    out, source->words, &new_word_letter_hello_all, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	message_write(out, source->words, &new_word_letter_text, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	message_write(out, source->words, &new_word_letter_end, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	message_write(out, source->words, &new_word_letter_sender, NO_ARGS);
	strbuf_add_char(out, '\n');
	strbuf_fini(&field);
}
