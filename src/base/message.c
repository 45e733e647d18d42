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
		/* It makes no lines of its own. */
		strbuf_add_line(out, arguments[index].text);
}

void
message_write(struct strbuf *out, const struct words *words,
    const struct message *message, size_t count,
    const struct argument *arguments)
{
	const char *at = words_translate(words, message->wording);
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
