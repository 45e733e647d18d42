#include "text/file_name.h"

#include <strings.h>
#include <unicode/uchar.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "text/normal.h"

static bool
is_kept(uint32_t code)
{
	if (code < 128)
		return u_isalnum((UChar32)code) || code == '-' || code == '_' ||
		       code == '.';
	return u_isalnum((UChar32)code) ||
	       (U_GET_GC_MASK((UChar32)code) & U_GC_M_MASK);
}

static void
write_kept(struct strbuf *out, struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		uint32_t code = utf8_next(text, &at);
		if (is_kept(code))
			strbuf_add(out, slice_part(text, from, at - from));
		else if (code_is_space(code) && code != '\t')
			strbuf_add_char(out, ' ');
		else if (!code_is_hidden(code))
			strbuf_add_char(out, '-');
	}
}

static bool
is_edge(char c)
{
	return c == ' ' || c == '.' || c == '-';
}

/* The devices of MS-DOS, whatever follows a dot. */
static bool
is_device(struct slice name)
{
	static const char *const names[] = {"con", "prn", "aux", "nul"};
	size_t len = slice_find_char(name, '.');
	while (len && name.at[len - 1] == ' ')
		len--;
	for (size_t i = 0; len == 3 && i < 4; i++) {
		if (strncasecmp(name.at, names[i], 3) == 0)
			return true;
	}
	return len == 4 && name.at[3] >= '0' && name.at[3] <= '9' &&
	       (strncasecmp(name.at, "com", 3) == 0 ||
		   strncasecmp(name.at, "lpt", 3) == 0);
}

bool
text_file_name(struct arena *arena, struct slice text, struct slice *name)
{
	struct strbuf kept = {0};
	write_kept(&kept, text_nfc(arena, text));
	struct slice all = strbuf_view(&kept);
	while (all.len && is_edge(all.at[0]))
		all = slice_from(all, 1);
	while (all.len && is_edge(all.at[all.len - 1]))
		all.len--;
	*name = arena_dup(arena, all);
	strbuf_fini(&kept);
	return name->len && utf8_count(*name) <= FILE_NAME_MOST &&
	       name->len <= 2 * FILE_NAME_MOST && !is_device(*name);
}
