#include "base/file.h"
#include "run/messages.h"
#include "run/once.h"
#include "run/own_lines.h"

#define NO_KEY "-"

bool
once_known_write(
    const struct once_known *known, const char *path, struct diag *diag)
{
	struct strbuf text = {0};
	char hex[65];
	digest_write_hex(known->digest, hex);
	strbuf_print(&text, "key %s\nlines %u\ndigest %s\n",
	    known->key[0] ? known->key : NO_KEY, known->lines, hex);
	bool ok = file_write_whole(path, strbuf_view(&text), diag);
	strbuf_fini(&text);
	return ok;
}

static bool
read_text(struct once_known *known, struct slice text)
{
	struct slice key, digest;
	uint64_t lines;
	if (!own_line_take(&text, "key ", &key) ||
	    !own_line_number(&text, "lines ", &lines) ||
	    !own_line_take(&text, "digest ", &digest) || text.len)
		return false;
	bool none = slice_is(key, NO_KEY);
	if (!none && key.len != ONCE_KEY_LEN)
		return false;
	if (!none)
		memcpy(known->key, key.at, ONCE_KEY_LEN);
	known->lines = (uint32_t)lines;
	return digest_read_hex(digest, &known->digest);
}

bool
once_known_read(struct once_known *known, struct arena *mem, const char *path,
    struct diag *diag)
{
	struct slice text;
	*known = (struct once_known){0};
	if (!file_read(mem, path, INPUT_NONE, 4096, diag, NO_SPAN, &text))
		return false;
	if (read_text(known, text))
		return true;
	REPORT(diag, NO_SPAN, &run_plan_file, ARGS(path));
	return false;
}
