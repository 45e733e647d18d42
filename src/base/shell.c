#include "base/shell.h"

#include "base/strbuf.h"

/* Signs of other alphabets are letters to every shell. */
static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c & 0x80) ||
	       (c && strchr("_./-+,:@%", c));
}

const char *
shell_word(struct arena *arena, const char *name)
{
	const char *at = name;
	struct strbuf out = {0};
	while (is_plain(*at))
		at++;
	if (!*at && *name)
		return name;
	strbuf_add_char(&out, '\'');
	for (at = name; *at; at++) {
		if (*at == '\'')
			strbuf_add_text(&out, "'\\'");
		strbuf_add_char(&out, *at);
	}
	strbuf_add_char(&out, '\'');
	const char *word = arena_dup_text(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return word;
}
