#include "approve/line.h"

#include "base/json.h"
#include "base/json_read.h"

void
approval_line_add_part(
    struct approval_line *line, struct arena *mem, struct slice part)
{
	line->parts = arena_grow(mem, line->parts, &line->room, line->count + 1,
	    sizeof *line->parts);
	line->parts[line->count++] = part;
}

static void
write_start(struct json *json, const struct approval_line *line)
{
	char date[11];
	day_write_iso(line->date, date);
	json_open(json, '{');
	json_add_text(json, "approval", line->person);
	json_add_text(json, "date", slice_view(date));
	json_key(json, "parts");
	json_open(json, '[');
	for (size_t i = 0; i < line->count; i++)
		json_text(json, line->parts[i]);
	json_close(json, ']');
}

void
approval_line_write_bare(struct strbuf *out, const struct approval_line *line)
{
	struct json json = {.out = out};
	write_start(&json, line);
	json_close(&json, '}');
}

static void
add_bytes(struct json *json, const char *key, const uint8_t *bytes, size_t len)
{
	struct strbuf text = {0};
	base64_write(&text, (struct slice){(const char *)bytes, len});
	json_add_text(json, key, strbuf_view(&text));
	strbuf_fini(&text);
}

void
approval_line_write(struct strbuf *out, const struct approval_line *line)
{
	struct json json = {.out = out};
	write_start(&json, line);
	if (line->is_signed) {
		add_bytes(&json, "key", line->key, sizeof line->key);
		add_bytes(&json, "signature", line->signature,
		    sizeof line->signature);
	}
	json_close(&json, '}');
}

/* ---- reading */

static bool
take_parts(struct slice *rest, struct arena *mem, struct approval_line *line)
{
	struct slice part;
	do {
		if (!json_take_text(rest, mem, &part))
			return false;
		approval_line_add_part(line, mem, part);
	} while (json_take(rest, ","));
	return json_take(rest, "]");
}

static bool
take_signature(
    struct slice *rest, struct arena *mem, struct approval_line *line)
{
	struct slice key, signature;
	line->is_signed = json_take(rest, ",\"key\":");
	if (!line->is_signed)
		return true;
	return json_take_text(rest, mem, &key) &&
	       json_take(rest, ",\"signature\":") &&
	       json_take_text(rest, mem, &signature) &&
	       base64_read(key, line->key, sizeof line->key) &&
	       base64_read(signature, line->signature, sizeof line->signature);
}

static bool
take_all(struct slice rest, struct arena *mem, struct approval_line *line)
{
	struct slice date;
	if (!json_take(&rest, "{\"approval\":") ||
	    !json_take_text(&rest, mem, &line->person) ||
	    !json_take(&rest, ",\"date\":") ||
	    !json_take_text(&rest, mem, &date) ||
	    !json_take(&rest, ",\"parts\":["))
		return false;
	line->date = day_parse_iso(date);
	return line->date != DAY_NONE && take_parts(&rest, mem, line) &&
	       take_signature(&rest, mem, line);
}

bool
approval_line_read(
    struct slice text, struct arena *mem, struct approval_line *line)
{
	struct strbuf again = {0}, bare = {0};
	*line = (struct approval_line){0};
	bool ok = take_all(text, mem, line);
	if (ok) {
		approval_line_write(&again, line);
		approval_line_write_bare(&bare, line);
		ok = slice_equal(strbuf_view(&again), text) &&
		     (!line->is_signed ||
			 ed25519_verify(
			     line->key, strbuf_view(&bare), line->signature));
	}
	strbuf_fini(&again);
	strbuf_fini(&bare);
	return ok;
}
