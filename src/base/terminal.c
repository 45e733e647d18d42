#include "base/terminal.h"

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

void
terminal_print(FILE *to, struct slice text)
{
	struct strbuf out = {0};
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		strbuf_add_code(
		    &out, terminal_is_hostile(code) ? 0xfffd : code);
	}
	if (out.len)
		fwrite(out.at, 1, out.len, to);
	strbuf_fini(&out);
}
