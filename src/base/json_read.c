#include "base/json_read.h"

#include <stdlib.h>

#include "base/strbuf.h"

bool
json_take(struct slice *rest, const char *text)
{
	if (!slice_starts(*rest, text))
		return false;
	*rest = slice_from(*rest, strlen(text));
	return true;
}

/* What stands after a backslash; false for nothing. */
static bool
take_escape(struct slice text, size_t *at, struct strbuf *to)
{
	static const char from[] = "nrtbf", into[] = "\n\r\t\b\f";
	if (*at >= text.len)
		return false;
	char c = text.at[(*at)++];
	const char *known = strchr(from, c);
	if (c == 'u') {
		char hex[5] = "";
		struct slice digits = slice_part(text, *at, 4);
		memcpy(hex, digits.at, digits.len);
		*at += digits.len;
		strbuf_add_code(to, (uint32_t)strtoul(hex, NULL, 16));
	} else {
		strbuf_add_char(to, c && known ? into[known - from] : c);
	}
	return true;
}

bool
json_take_text(struct slice *rest, struct arena *mem, struct slice *text)
{
	struct strbuf to = {0};
	size_t at = 1;
	bool ok = slice_starts(*rest, "\"");
	while (ok && at < rest->len && rest->at[at] != '"') {
		char c = rest->at[at++];
		if (c == '\\')
			ok = take_escape(*rest, &at, &to);
		else
			strbuf_add_char(&to, c);
	}
	ok = ok && at < rest->len;
	if (ok) {
		*text = arena_dup(mem, strbuf_view(&to));
		*rest = slice_from(*rest, at + 1);
	}
	strbuf_fini(&to);
	return ok;
}
