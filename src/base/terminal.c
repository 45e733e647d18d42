#include "base/terminal.h"

#include <errno.h>
#include <unistd.h>

#include "base/code.h"
#include "base/strbuf.h"
#include "base/utf8.h"

bool
terminal_is_hostile(uint32_t code)
{
	return code == UTF8_INVALID ||
	       (code != '\t' && code != '\n' &&
		   code_is(
		       code, CODE_CONTROL | CODE_LINE | CODE_MARK | CODE_TURN));
}

/*
 * stdio drops what it has in its buffer when a write is interrupted. What this
 * does not write either is given to stdio, which keeps the error (ferror).
 */
static void
write_out(FILE *to, struct slice text)
{
	while (text.len && fflush(to) == 0) {
		ssize_t put = write(fileno(to), text.at, text.len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			break;
		text = slice_from(text, (size_t)put);
	}
	if (text.len)
		fwrite(text.at, 1, text.len, to);
}

void
terminal_print(FILE *to, struct slice text)
{
	struct strbuf out = {0};
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		strbuf_add_code(
		    &out, terminal_is_hostile(code) ? 0xfffd : code);
	}
	write_out(to, strbuf_view(&out));
	strbuf_fini(&out);
}
