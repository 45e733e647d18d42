#include "conf/scalar.h"

#include "base/code.h"
#include "base/utf8.h"
#include "conf/keynames.h"

bool
conf_is_unprintable(uint32_t code)
{
	return code == UTF8_INVALID ||
	       code_is(code, CODE_CONTROL | CODE_LINE | CODE_EMPTY | CODE_MARK |
				 CODE_TURN | CODE_OBSOLETE | CODE_NONE);
}

bool
conf_is_plain(struct slice text)
{
	if (!text.len || strchr(" -?:,[]{}#&*!|>'\"%@`~=", text.at[0]) ||
	    text.at[text.len - 1] == ' ' || text.at[text.len - 1] == ':')
		return false;
	for (size_t at = 0; at < text.len;) {
		size_t here = at;
		uint32_t code = utf8_next(text, &at);
		if (conf_is_unprintable(code) ||
		    (code < 0x80 && strchr("[]{},\\", (int)code)))
			return false;
		bool blank = text.at[at < text.len ? at : here] == ' ' ||
			     (here && text.at[here - 1] == ' ');
		if ((code == ':' || code == '#') && blank)
			return false;
	}
	/* A word that has a meaning of its own in a job file. */
	return !keyname_is_word(text, "none");
}

void
conf_write_quoted(struct strbuf *out, struct slice text)
{
	strbuf_add_char(out, '"');
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code == '"' || code == '\\')
			strbuf_add_char(out, '\\');
		if (!conf_is_unprintable(code))
			strbuf_add_code(out, code);
		else if (code == UTF8_INVALID)
			strbuf_add_text(out, "\\uFFFD");
		else
			strbuf_print(out, code > 0xFFFF ? "\\U%08X" : "\\u%04X",
			    (unsigned)code);
	}
	strbuf_add_char(out, '"');
}

void
conf_write_scalar(struct strbuf *out, struct slice text)
{
	if (conf_is_plain(text))
		strbuf_add(out, text);
	else
		conf_write_quoted(out, text);
}
