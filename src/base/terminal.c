#include "base/terminal.h"

#include "base/strbuf.h"
#include "base/utf8.h"

bool
terminal_is_hostile(uint32_t code)
{
	return (code < 0x20 && code != '\t' && code != '\n') ||
	       (code >= 0x7f && code < 0xa0) || code == 0x61c ||
	       code == 0x200e || code == 0x200f ||
	       (code >= 0x2028 && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069) || code == UTF8_INVALID;
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
