#include "base/json.h"

#include "base/terminal.h"
#include "base/utf8.h"

static void
start_value(struct json *json)
{
	if (json->follows)
		strbuf_add_char(json->out, ',');
	json->follows = true;
}

void
json_open(struct json *json, char bracket)
{
	start_value(json);
	strbuf_add_char(json->out, bracket);
	json->follows = false;
}

void
json_close(struct json *json, char bracket)
{
	strbuf_add_char(json->out, bracket);
	json->follows = true;
}

void
json_key_slice(struct json *json, struct slice key)
{
	start_value(json);
	json_quote(json->out, key);
	strbuf_add_char(json->out, ':');
	json->follows = false;
}

void
json_key(struct json *json, const char *key)
{
	json_key_slice(json, slice_view(key));
}

void
json_text(struct json *json, struct slice text)
{
	start_value(json);
	json_quote(json->out, text);
}

void
json_number(struct json *json, long long number)
{
	start_value(json);
	strbuf_add_number(json->out, number);
}

void
json_bool(struct json *json, bool value)
{
	start_value(json);
	strbuf_add_text(json->out, value ? "true" : "false");
}

void
json_null(struct json *json)
{
	start_value(json);
	strbuf_add_text(json->out, "null");
}

void
json_add_text(struct json *json, const char *key, struct slice text)
{
	json_key(json, key);
	json_text(json, text);
}

void
json_add_number(struct json *json, const char *key, long long number)
{
	json_key(json, key);
	json_number(json, number);
}

void
json_add_bool(struct json *json, const char *key, bool value)
{
	json_key(json, key);
	json_bool(json, value);
}

/*
 * RFC 8259, 7, and whatever would steer a terminal, since JSON is shown there
 * too. All hostile characters lie in the first plane. The rest is copied in
 * runs.
 */
void
json_quote(struct strbuf *out, struct slice text)
{
	size_t from = 0;
	strbuf_add_char(out, '"');
	for (size_t at = 0; at < text.len;) {
		size_t start = at;
		unsigned char c = (unsigned char)text.at[at];
		uint32_t code = c < 0x80 ? c : utf8_next(text, &at);
		if (c < 0x80)
			at++;
		bool plain = code >= 0x20 && code != '"' && code != '\\';
		if (plain && (code < 0x7f || !terminal_is_hostile(code)))
			continue;
		strbuf_add(out, slice_part(text, from, start - from));
		from = at;
		if (code == UTF8_INVALID)
			strbuf_add_code(out, 0xfffd);
		else if (code < 0x20 || code >= 0x7f)
			strbuf_print(out, "\\u%04x", code);
		else
			strbuf_print(out, "\\%c", c);
	}
	strbuf_add(out, slice_from(text, from));
	strbuf_add_char(out, '"');
}
