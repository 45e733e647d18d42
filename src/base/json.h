/*
 * base/json.h - JSON (RFC 8259), written to a buffer.
 *
 * Commas are set here; keys and brackets are the caller's to pair. Text is
 * UTF-8; quotes, backslashes and characters that base/terminal.h calls hostile
 * are escaped, and bytes that are not UTF-8 become U+FFFD, so that any input
 * gives valid JSON.
 *
 *	struct json json = {.out = &out};
 *	json_open(&json, '{');
 *	json_key(&json, "rows");
 *	json_number(&json, 396);
 *	json_close(&json, '}');
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>

#include "base/strbuf.h"

struct json {
	struct strbuf *out;
	bool follows; /* a value came before in this object or array */
};

/* '{' or '['. */
void json_open(struct json *json, char bracket);
/* '}' or ']'. */
void json_close(struct json *json, char bracket);

/* Inside an object, before each value. */
void json_key(struct json *json, const char *key);
void json_key_slice(struct json *json, struct slice key);

void json_text(struct json *json, struct slice text);
void json_number(struct json *json, long long number);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

/* A key and its value in one call. */
void json_add_text(struct json *json, const char *key, struct slice text);
void json_add_number(struct json *json, const char *key, long long number);
void json_add_bool(struct json *json, const char *key, bool value);

/* A text in its quotes, without a comma. */
void json_quote(struct strbuf *out, struct slice text);

#endif
