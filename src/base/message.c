#include "base/message.h"

static void
write_argument(struct strbuf *out, const struct words *words, size_t index,
    size_t count, const struct argument *arguments)
{
	if (index >= count)
		return;
	if (arguments[index].is_number)
		strbuf_add_number(out, arguments[index].number);
	else if (arguments[index].wording)
		strbuf_add_text(
		    out, words_translate(words, arguments[index].wording));
	else
		/* A text of somebody's makes no lines of its own. */
		strbuf_add_line(out, arguments[index].text);
}

/* The wording in words; where it has two forms, that of the first number. */
static const char *
choose_form(const struct words *words, const char *wording, size_t count,
    const struct argument *arguments)
{
	if (wording[0] != '\1')
		return words_translate(words, wording);
	const char *one = wording + 1, *many = one + strlen(one) + 1;
	for (size_t i = 0; i < count; i++) {
		if (arguments[i].is_number)
			return words_translate_many(
			    words, one, many, arguments[i].number);
	}
	return many;
}

void
message_write(struct strbuf *out, const struct words *words,
    const struct message *message, size_t count,
    const struct argument *arguments)
{
	const char *at = choose_form(words, message->wording, count, arguments);
	while (*at) {
		if (at[0] == '{' && at[1] >= '1' && at[1] <= '9' &&
		    at[2] == '}') {
			write_argument(out, words, (size_t)(at[1] - '1'), count,
			    arguments);
			at += 3;
		} else {
			strbuf_add_char(out, *at++);
		}
	}
}
