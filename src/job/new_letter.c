/*
 * job/new_letter.c - the first letter beside a new job file.
 */
#include "job/messages.h"
#include "job/new_write.h"

/* Writes the column as a field names it; false where no field can. */
static bool
add_field(struct strbuf *out, struct slice name)
{
	bool word = name.len > 0;
	for (size_t i = 0; i < name.len; i++) {
		unsigned char byte = (unsigned char)name.at[i];
		if (strchr("[]{}\"'\\", byte) || byte < 0x20)
			return false;
		word = word && (byte >= 0x80 || ((byte | 0x20) >= 'a' &&
						    (byte | 0x20) <= 'z'));
	}
	strbuf_add_text(out, word ? "" : "[");
	strbuf_add(out, name);
	strbuf_add_text(out, word ? "" : "]");
	return name.len > 0;
}

void
new_text_letter(struct strbuf *out, const struct new_source *source)
{
	struct new_writer writer = {
	    .out = out, .source = source, .line = out->len};
	enum new_role role =
	    new_has(&writer, NEW_FIRST_NAME) ? NEW_FIRST_NAME : NEW_NAME;
	struct slice name = new_column_name(&writer, role);
	struct strbuf field = {0};
	strbuf_print(out, "---\nlanguage: %s\nsubject: ", source->language);
	message_write(out, &job_new_letter_subject, NO_ARGS);
	strbuf_add_text(out, "\n---\n# ");
	message_write(out, &job_new_letter_subject, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	if (add_field(&field, name))
		message_write(
		    out, &job_new_letter_hello, ARGS(strbuf_view(&field)));
	else
		message_write(out, &job_new_letter_hello_all, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	message_write(out, &job_new_letter_text, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	message_write(out, &job_new_letter_end, NO_ARGS);
	strbuf_add_char(out, '\n');
	strbuf_fini(&field);
}
