#include "serve/text.h"

#include "base/terminal.h"
#include "base/utf8.h"

#define BOM "\xEF\xBB\xBF"

bool
text_show(struct slice bytes, struct text_kind *kind, struct strbuf *out)
{
	size_t ends = 0, crlf = 0, before = 0;
	*kind = (struct text_kind){.bom = slice_starts(bytes, BOM)};
	if (kind->bom)
		bytes = slice_from(bytes, strlen(BOM));
	for (size_t at = 0; at < bytes.len;) {
		size_t start = at;
		uint32_t code = utf8_next(bytes, &at);
		bool pair =
		    code == '\r' && at < bytes.len && bytes.at[at] == '\n';
		if (code == UTF8_INVALID || code == 0xFEFF ||
		    (terminal_is_hostile(code) && !pair))
			return false;
		ends += code == '\n';
		crlf += pair;
		if (pair) {
			strbuf_add(
			    out, slice_part(bytes, before, start - before));
			before = at;
		}
	}
	strbuf_add(out, slice_from(bytes, before));
	kind->crlf = crlf > 0;
	return !crlf || crlf == ends;
}

void
text_take(struct slice sent, const struct text_kind *kind, struct strbuf *out)
{
	if (kind->bom)
		strbuf_add_text(out, BOM);
	for (size_t i = 0; i < sent.len; i++) {
		char c = sent.at[i];
		if (c == '\r' && i + 1 < sent.len && sent.at[i + 1] == '\n')
			continue;
		if ((c == '\n' || c == '\r') && kind->crlf)
			strbuf_add_char(out, '\r');
		strbuf_add_char(out, c == '\r' ? '\n' : c);
	}
}
